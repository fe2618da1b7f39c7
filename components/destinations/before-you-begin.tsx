'use client'

import { useChunk } from '@/components/ui/chunk'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { addressesUrl } from '@/lib/destinations/ibm-access'
import type { JobDraft } from '@/lib/jobs/draft'
import { useCloudLogsInstances, useCosInstances } from '@/lib/queries/destinations'
import { useZone } from '@/lib/queries/zones'
import type { ZonePlace } from '@/lib/schemas/zone'
import { kindChunks } from './kinds/chunks'

/**
 * What has to be there on the other side, folded away from those who know, with a message to whoever can see to it. It
 * stands twice on a page, beside the form or above its fields; the width shows one of them.
 */
export function BeforeYouBegin({
  draft,
  place,
  open = false,
  className,
}: {
  draft: JobDraft
  place: ZonePlace
  open?: boolean
  className?: string
}) {
  const { kind, cos, cloudLogs } = draft
  const parts = useChunk(kindChunks[kind])
  const zone = useZone(place.instanceId, place.zoneId).data?.name
  const cosInstances = useCosInstances(kind === 'cos')
  const logsInstances = useCloudLogsInstances(kind === 'cloudLogs')
  if (!parts) return null
  const [list, id] =
    kind === 'cos' ? [cosInstances, cos.instanceId] : [logsInstances, cloudLogs.instanceId]
  const instance = list.data?.find((one) => one.id === id.toLowerCase())?.name
  const { needs, message } = parts.begin(draft, { zone, instance })
  return (
    <details open={open} className={cx('group', className)}>
      <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-control text-table font-medium touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" className="-ms-1 text-ink-3 group-open:rotate-90" />
        Before you begin
      </summary>
      <div className="mt-2 flex flex-col gap-2 text-table">
        <ul className="flex list-disc flex-col gap-1.5 ps-4.5 text-ink-2 marker:text-ink-3">
          {needs.map((need) => (
            <li key={need} className="wrap-anywhere">
              {need}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <CopyButton
            text={message}
            label="Copy message to your administrator"
            className="-ms-1.5 text-start"
          />
          {message.includes(addressesUrl) && (
            <a className="link" href={addressesUrl} target="_blank" rel="noopener noreferrer">
              IBM’s IP addresses<span className="sr-only"> (opens in a new tab)</span>
            </a>
          )}
        </div>
      </div>
    </details>
  )
}
