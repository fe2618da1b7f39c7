import { Exports } from '@/components/jobs/exports'
import type { ExportedChange } from '@/lib/export/request'
import type { Changes } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'

/** What IBM will get, in every form; secrets are variables. */
export function RequestText({
  zoneId,
  job,
  draft,
  change,
}: {
  zoneId: string
  job: Job
  draft: JobDraft
  change: Changes['change']
}) {
  return (
    <details>
      <summary className="w-fit cursor-pointer font-medium text-accent touch:py-2.5">
        Show the request
      </summary>
      <div className="mt-2">
        <Exports
          label="Save this change without the dashboard"
          does="Saves the same change without this dashboard."
          first="json"
          change={toExport(zoneId, job, draft, change)}
        />
      </div>
    </details>
  )
}

function toExport(
  zoneId: string,
  job: Job,
  draft: JobDraft,
  { name, enabled, frequency, destination, logs }: Changes['change'],
): ExportedChange {
  const isNewFormat = logs?.timestamps !== job.logs.timestamps
  return {
    zoneId,
    jobId: job.id,
    jobName: job.name,
    ...(name && { name }),
    ...(enabled !== undefined && { enabled }),
    ...(frequency && { frequency }),
    ...(destination && { destination: { patch: destination, held: job.destination } }),
    ...(logs && {
      options: {
        fields: logs.fields.mode === 'default' ? null : (logs.fields.names ?? draft.logs.names),
        timestamps: logs.timestamps ?? null,
        // Another format stands once, whatever repeated the old one.
        others: draft.logs.otherOptions.filter(
          (option) => !isNewFormat || option.name.trim() !== 'timestamps',
        ),
      },
    }),
  }
}
