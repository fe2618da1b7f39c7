import Link from 'next/link'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Age } from '@/components/ui/age'
import { bothForms } from '@/lib/domain-name'
import { routes } from '@/lib/routes'
import type { Instance } from '@/lib/schemas/instance'
import type { RecentZone } from '@/lib/schemas/zone'

/** Where one was last, for those who come every day. */
export function RecentZones({
  zones,
  isPending,
  error,
  onRetry,
  instances,
}: {
  zones: readonly RecentZone[] | undefined
  isPending: boolean
  error: unknown
  onRetry: () => void
  instances: readonly Instance[] | undefined
}) {
  const nameOf = (id: string) => instances?.find((instance) => instance.id === id)?.name
  return (
    <section aria-labelledby="recent">
      <h2 id="recent" className="border-b border-line pb-1.5 text-heading">
        Recently used
      </h2>
      {isPending && <Loading what="your recent zones" rows={2} dense />}
      {Boolean(error) && !zones && (
        <ErrorNotice
          className="mt-3"
          title="Your recent zones could not be loaded."
          error={error}
          onRetry={onRetry}
        />
      )}
      {zones?.length === 0 && (
        <p className="px-3 py-3 text-table text-ink-3 max-md:px-0">
          Zones you open are listed here.
        </p>
      )}
      <ul>
        {zones?.map((zone) => (
          <li key={`${zone.instanceId}/${zone.zoneId}`} className="border-b border-line">
            <Link
              href={routes.zone(zone.instanceId, zone.zoneId)}
              prefetch={false}
              className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5 text-table focus-row hover:bg-hover max-md:px-0 touch:min-h-11 touch:items-center"
            >
              <span className="min-w-0 font-medium wrap-anywhere">{bothForms(zone.zoneName)}</span>
              <span className="min-w-0 text-second text-ink-3 wrap-anywhere">
                {nameOf(zone.instanceId)}
              </span>
              <Age at={zone.usedAt} className="ms-auto text-second text-ink-3" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
