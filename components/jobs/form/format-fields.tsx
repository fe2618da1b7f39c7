import { FormSelectField } from '@/components/form/fields'
import { sampleRecord } from '@/lib/fields/sample'
import type { JobDraft } from '@/lib/jobs/draft'
import { frequencyWords } from '@/lib/jobs/frequency'
import { formatNote } from '@/lib/jobs/log-notes'
import type { Job } from '@/lib/schemas/job'
import { frequency, type Timestamps, timestamps } from '@/lib/schemas/logs'

/** The same moment in each format. */
function example(format: Timestamps): string {
  const field = { name: 'Timestamp', type: 'int or string', description: '' }
  return String(sampleRecord([field], format).Timestamp)
}

const formats = timestamps.options.map((value) => ({ value, label: value, hint: example(value) }))

/** What the job has where that is none of these: a fixed choice, so that it can stay. */
function keptFormat(job: Job | undefined) {
  if (!job || timestamps.safeParse(job.logs.timestamps).success) return []
  const { timestamps: text } = job.logs
  return text === null
    ? [{ value: 'kept', label: 'not set', hint: 'IBM then sends unixnano' }]
    : [{ value: 'kept', label: text, hint: 'unknown format, stays unchanged' }]
}

const frequencies = frequency.options.map((value) => {
  const { label, means } = frequencyWords[value]
  return { value, label, hint: means }
})

/** How times are written, and how often files come; each option says what it brings. */
export function FormatFields({ logs, job }: { logs: JobDraft['logs']; job?: Job }) {
  const other = frequencyWords[logs.frequency === 'high' ? 'low' : 'high']
  return (
    <div className="grid items-start gap-5 md:grid-cols-2">
      <FormSelectField<JobDraft>
        name="logs.timestamps"
        label="Timestamps"
        options={[...keptFormat(job), ...formats]}
        help={
          logs.timestamps === 'kept' ? formatNote(job?.logs.timestamps ?? null)?.message : undefined
        }
      />
      <FormSelectField<JobDraft>
        name="logs.frequency"
        label="Frequency"
        options={frequencies}
        help={`${other.label}: ${other.means}.`}
      />
    </div>
  )
}
