import type { JobDraft } from '@/lib/jobs/draft'
import { checkName } from '@/lib/jobs/job-name'
import type { Job } from '@/lib/schemas/job'

/** Whether the name has to follow the rule: one that the job has already may stay as it is. */
export function isNameJudged(name: string, job: Job | undefined): boolean {
  return job === undefined || name !== (job.name ?? '')
}

/** Why *Next* is held back; null: it is not. */
export function logsGate({
  logs: { choice, names },
  name,
  job,
  isReading,
}: {
  logs: JobDraft['logs']
  name: string
  job?: Job | undefined
  /** IBM's list of fields is on its way. */
  isReading: boolean
}): string | null {
  if (choice !== 'all' && choice !== 'default' && names.length === 0) {
    return isReading && choice !== 'list'
      ? 'Loading IBM’s list of fields'
      : 'Select at least one field'
  }
  if (!isNameJudged(name, job)) return null
  const check = checkName(name)
  if (check.ok) return null
  return name === '' ? 'Enter a name' : 'Fix the name first'
}
