import { cutMiddle } from '@/components/ui/middle-cut'
import { jobLabel, jobTitle } from '@/lib/jobs/label'
import type { Job } from '@/lib/schemas/job'

type Named = Pick<Job, 'name' | 'id'>

/** What a job is called in messages that must stay short. */
export const shortLabel = (job: Named) => cutMiddle(jobLabel(job), 28, 12)

/** The same where it stands alone and a long name would fill a screen. */
export const shortTitle = (job: Named) => cutMiddle(jobTitle(job), 60, 20)
