import { cutMiddle } from '@/components/ui/middle-cut'
import { jobLabel, jobTitle } from '@/lib/jobs/label'
import type { Job } from '@/lib/schemas/job'

type Named = Pick<Job, 'name' | 'id'>

/** What a job is called in messages that must stay short. */
export const shortLabel = (job: Named) => cutMiddle(jobLabel(job), 28, 12)

/** What the job of this id is called among these, kept short; a job that is gone goes by its id. */
export const nameIn = (jobs: readonly Named[]) => (jobId: string) =>
  shortLabel(jobs.find(({ id }) => id === jobId) ?? { id: jobId, name: null })

/** The same where it stands alone and a long name would fill a screen. */
export const shortTitle = (job: Named) => cutMiddle(jobTitle(job), 60, 20)
