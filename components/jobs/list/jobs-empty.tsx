'use client'

import Link from 'next/link'
import { Empty } from '@/components/states/empty'
import { datasetWords } from '@/lib/jobs/dataset'
import { useGrantedRole, useLack } from '@/lib/queries/access'
import { useFields } from '@/lib/queries/fields'
import { routes } from '@/lib/routes'
import type { Dataset } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'

const datasets: readonly Dataset[] = [
  'http_requests',
  'firewall_events',
  'range_events',
  'dns_logs',
]

/** What an empty zone says below the table's head, with a way to begin for each dataset. */
export function JobsEmpty({ place, canPush }: { place: ZonePlace; canPush: boolean }) {
  const lack = useLack(place.instanceId, 'Manager')
  if (!canPush) {
    return (
      <Empty
        title={
          <>
            <strong>No Logpush jobs.</strong> This plan does not include Logpush.
          </>
        }
      />
    )
  }
  return (
    <Empty
      title={
        <>
          <strong>No Logpush jobs yet.</strong> Logs from before the first job can’t be delivered
          later.
        </>
      }
      text="You need a destination, a Cloud Object Storage bucket or an IBM Cloud Logs instance in any account, and access to it: an API key, or the ownership challenge. Creating a job takes about five minutes if both exist."
    >
      <h3 id="could-push" className="text-caption text-ink-3">
        Datasets of this zone{lack && `. ${lack}`}
      </h3>
      <ul aria-labelledby="could-push" className="mt-1">
        {datasets.map((dataset) => (
          <Start key={dataset} dataset={dataset} place={place} />
        ))}
      </ul>
    </Empty>
  )
}

function Start({ dataset, place: { instanceId, zoneId } }: { dataset: Dataset; place: ZonePlace }) {
  const { label, record } = datasetWords[dataset]
  const fields = useFields(instanceId, zoneId, dataset)
  // By grants that is certain; what IBM's policies say is a hint, and blocks nothing.
  const isViewer = useGrantedRole(instanceId) === 'viewer'
  const count = fields.data?.length
  const href = `${routes.newJob(instanceId, zoneId)}?${new URLSearchParams({ dataset })}`
  return (
    <li className="flex flex-wrap items-center gap-x-4 border-b border-line py-1.5 text-table">
      <span className="w-33 font-medium">{label}</span>
      <span className="flex-1 text-ink-3 max-md:min-w-40">
        {record}
        {count !== undefined && `, ${count} fields`}
      </span>
      {isViewer ? (
        <button
          type="button"
          aria-disabled="true"
          aria-label={`Create job: ${label}`}
          aria-describedby="could-push"
          className="border-b border-dashed border-edge font-medium text-ink-3 touch:inline-flex touch:min-h-11 touch:items-center"
        >
          Create job
        </button>
      ) : (
        <Link
          href={href}
          prefetch={false}
          aria-label={`Create job: ${label}`}
          aria-describedby="could-push"
          className="link font-medium touch:inline-flex touch:min-h-11 touch:items-center"
        >
          Create job
        </Link>
      )}
    </li>
  )
}
