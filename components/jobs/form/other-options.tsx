import { useFormContext, useWatch } from 'react-hook-form'
import { ElsewhereList } from '@/components/jobs/elsewhere-list'
import { Notice } from '@/components/ui/notice'
import type { JobDraft } from '@/lib/jobs/draft'
import { isOverridden, sampleOf } from '@/lib/jobs/elsewhere'
import { otherNotes } from '@/lib/jobs/log-notes'
import type { Job } from '@/lib/schemas/job'

/** What a job that exists holds and this form has no field for: fixed rows, of which options can be removed. */
export function OtherOptions({ job }: { job: Job }) {
  return (
    <>
      {job.logs.otherOptions.length > 0 && <Options job={job} />}
      {job.managedElsewhere.length > 0 && (
        <div>
          <h3 className="text-table font-medium">Also set at IBM</h3>
          <div className="mt-1 text-table">
            <ElsewhereList job={job} />
          </div>
          <p className="mt-1 text-table text-ink-3">Not edited here; stays unchanged.</p>
          {isOverridden(job) && (
            <Notice tone="warn" className="mt-2">
              IBM goes by <code className="text-code">output_options</code>, so other fields or
              timestamps chosen here change nothing.
            </Notice>
          )}
        </div>
      )}
    </>
  )
}

function Options({ job }: { job: Job }) {
  const { control, setValue } = useFormContext<JobDraft>()
  const kept = useWatch({ control, name: 'logs.otherOptions' })
  const { otherOptions: held, fields, timestamps } = job.logs
  const notes = otherNotes({ fields: fields.names ?? null, timestamps, others: kept })
  const set = (options: JobDraft['logs']['otherOptions']) =>
    setValue('logs.otherOptions', options, { shouldDirty: true })
  const removed = held.length - kept.length
  const sample = sampleOf(job)
  return (
    <div>
      <h3 className="text-table font-medium">Other options</h3>
      <ul className="mt-1 flex flex-col gap-1 text-table text-ink-3">
        {kept.map(({ name, value }, index) => {
          const text = value === '' ? name : `${name}=${value}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and nothing moves
            <li key={index}>
              <code className="text-code wrap-anywhere text-ink">{text}</code>{' '}
              {name.trim() === 'sample' && sample ? sample : 'stays unchanged'}{' '}
              <button
                type="button"
                className="link ms-1 touch:-my-3.5 touch:py-3.5"
                aria-label={`Remove ${text}`}
                onClick={() => set(kept.filter((_, at) => at !== index))}
              >
                Remove
              </button>
            </li>
          )
        })}
      </ul>
      {removed > 0 && (
        <p role="status" className="mt-1 text-table text-ink-3">
          {removed === 1 ? '1 option is' : `${removed} options are`} removed when you save.{' '}
          <button
            type="button"
            className="link touch:-my-3.5 touch:py-3.5"
            onClick={() => set([...held])}
          >
            Undo
          </button>
        </p>
      )}
      {notes.map(({ code, message }) => (
        <p key={code + message} className="mt-1 text-table wrap-anywhere text-ink-3">
          {message}
        </p>
      ))}
    </div>
  )
}
