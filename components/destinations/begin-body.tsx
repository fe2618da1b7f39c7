'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { addressesUrl } from '@/lib/destinations/ibm-access'
import type { JobDraft } from '@/lib/jobs/draft'
import { useCloudLogsInstances } from '@/lib/queries/cloud-logs-instances'
import { useCosInstances } from '@/lib/queries/destinations'
import { useZone } from '@/lib/queries/zones'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { BeginOf } from './kinds/begin'

/** What is needed, and the message that asks for it. */
export function BeginBody({
  draft,
  place,
  begin,
}: {
  draft: JobDraft
  place: ZonePlace
  begin: BeginOf
}) {
  const { kind, cos, cloudLogs } = draft
  const zone = useZone(place.instanceId, place.zoneId).data?.name
  const cosInstances = useCosInstances(kind === 'cos')
  const logsInstances = useCloudLogsInstances(kind === 'cloudLogs')
  const [list, id] =
    kind === 'cos' ? [cosInstances, cos.instanceId] : [logsInstances, cloudLogs.instanceId]
  const instance = list.data?.find((one) => one.id === id.toLowerCase())?.name
  const { needs, message } = begin(draft, { zone, instance })
  return (
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
  )
}
