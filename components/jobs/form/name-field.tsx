import { useEffect } from 'react'
import { useFormContext } from 'react-hook-form'
import { FormTextField } from '@/components/form/fields'
import type { JobDraft } from '@/lib/jobs/draft'
import { checkName, maxNameLength, suggestName } from '@/lib/jobs/job-name'
import type { Job } from '@/lib/schemas/job'
import type { Dataset } from '@/lib/schemas/logs'
import { isNameJudged } from './gate'

/**
 * The rule while one types, and the repaired name as a link. A new job has the suggested name, which follows the dataset
 * until a person writes another one.
 */
export function NameField({
  name,
  nameTyped,
  zoneName,
  dataset,
  jobs,
  job,
}: {
  name: string
  /** A person wrote it. */
  nameTyped: boolean
  /** '' while it is not known. */
  zoneName: string
  dataset: Dataset
  jobs: readonly Job[]
  job?: Job
}) {
  const { setValue, setFocus } = useFormContext<JobDraft>()
  const taken = jobs.flatMap((one) => (one.id === job?.id || !one.name ? [] : [one.name]))
  const check = isNameJudged(name, job) ? checkName(name) : { ok: true as const }
  const isOdd = check.ok && name !== '' && !checkName(name).ok

  const suggested = zoneName === '' ? '' : suggestName(zoneName, dataset, taken)
  const follows = job === undefined && !nameTyped && suggested !== ''
  useEffect(() => {
    if (follows) setValue('name', suggested)
  }, [follows, suggested, setValue])

  function use(text: string) {
    setValue('nameTyped', text !== suggested)
    setValue('name', text, { shouldDirty: true })
    setFocus('name')
  }
  const offer = (text: string) => (
    <button
      type="button"
      className="link wrap-anywhere touch:-my-3.5 touch:py-3.5"
      onClick={() => use(text)}
    >
      Use {text}
    </button>
  )

  return (
    <FormTextField<JobDraft>
      name="name"
      label="Name"
      mono
      onChanged={() => setValue('nameTyped', true)}
      error={
        check.ok || name === '' ? undefined : (
          <>
            {check.message} {check.repaired && offer(check.repaired)}
          </>
        )
      }
      finding={
        taken.includes(name) && {
          tone: 'warn',
          text: 'Another job in this zone has this name. IBM allows it, but they are easy to confuse.',
        }
      }
      help={
        isOdd ? (
          'IBM would no longer accept this name. It stays unchanged.'
        ) : (
          <>
            Letters, digits, - and . only, up to {maxNameLength} characters.{' '}
            {name === '' && suggested !== '' && offer(suggested)}
          </>
        )
      }
    />
  )
}
