import { exportParts } from '@/components/jobs/wizard/export-parts'
import { CodeBlock } from '@/components/ui/code-block'
import { asPatchJson } from '@/lib/export/as-json'
import type { Changes } from '@/lib/jobs/changes'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'

/** What IBM will get, with placeholders for the secrets. */
export function RequestText({
  job,
  draft,
  change,
}: {
  job: Job
  draft: JobDraft
  change: Changes['change']
}) {
  const { name, enabled, frequency, destination, logs } = change
  const isNewFormat = logs?.timestamps !== job.logs.timestamps
  const text = asPatchJson({
    ...(name && { name }),
    ...(enabled !== undefined && { enabled }),
    ...(frequency && { frequency }),
    ...(destination && { destination: toDestination(draft) }),
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
  })
  return (
    <details>
      <summary className="w-fit cursor-pointer font-medium text-accent touch:py-2.5">
        Show the request (PUT, key masked)
      </summary>
      <CodeBlock label="Body of the request" parts={exportParts(text)} className="mt-2" />
    </details>
  )
}
