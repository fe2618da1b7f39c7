import { type MoveEntry, moveDeed, moveEntry } from '@/lib/jobs/move-entry'
import type { ActivityAction, ActivityItem } from '@/lib/schemas/activity'
import { isRecord } from './record'

type Verbs = { done: string; tried: string; doing: string }

const verbs: Record<ActivityAction, Verbs> = {
  'job.create': { done: 'Created', tried: 'create', doing: 'Creating' },
  'job.update': { done: 'Changed', tried: 'change', doing: 'Changing' },
  'job.pause': { done: 'Paused', tried: 'pause', doing: 'Pausing' },
  'job.resume': { done: 'Resumed', tried: 'resume', doing: 'Resuming' },
  'job.delete': { done: 'Deleted', tried: 'delete', doing: 'Deleting' },
  'job.move': moveDeed(null),
  'retention.update': {
    done: 'Changed retention',
    tried: 'change retention',
    doing: 'Changing retention',
  },
  'ownership.challenge': {
    done: 'Requested an ownership challenge',
    tried: 'request an ownership challenge',
    doing: 'Requesting an ownership challenge',
  },
  'destination.test': {
    done: 'Tested a destination',
    tried: 'test a destination',
    doing: 'Testing a destination',
  },
}

const retention = (to: 'on' | 'off'): Verbs => ({
  done: `Turned retention ${to}`,
  tried: `turn retention ${to}`,
  doing: `Turning retention ${to}`,
})

function verbsOf(action: ActivityAction, after: unknown): Verbs {
  if (action === 'job.move') return moveDeed(after)
  if (action !== 'retention.update' || !isRecord(after)) return verbs[action]
  return typeof after.enabled === 'boolean'
    ? retention(after.enabled ? 'on' : 'off')
    : verbs[action]
}

/** What was done, up to the job's name: "Changed", "Failed to pause", "Turned retention on". */
export function deedWords({
  action,
  outcome,
  after,
}: Pick<ActivityItem, 'action' | 'outcome' | 'after'>): string {
  const { done, tried, doing } = verbsOf(action, after)
  if (outcome === 'succeeded') return done
  if (outcome === 'pending') return doing
  return outcome === 'failed' ? `Failed to ${tried}` : `Attempted to ${tried}`
}

/** The job's name as it was then, or its id; null for what is not about one job. */
export function jobWords({ jobName, jobId }: Pick<ActivityItem, 'jobName' | 'jobId'>) {
  return jobName?.trim() || (jobId ? `job ${jobId}` : null)
}

/** Which destination a test or a challenge was for: the bucket and folder; of a move, the other job. */
export function placeWords({ action, after }: Pick<ActivityItem, 'action' | 'after'>) {
  const move = moveEntry({ action, after })
  if (move) return otherJobWords(move)
  if (action !== 'destination.test' && action !== 'ownership.challenge') return null
  const destination = isRecord(after) ? after.destination : null
  if (!isRecord(destination)) return null
  const { bucket, path, instanceId } = destination
  const parts = typeof bucket === 'string' ? [bucket, path] : [instanceId]
  return parts.filter((part) => typeof part === 'string' && part !== '').join('/') || null
}

function otherJobWords({ isEnd, oldJobId, newJobId }: MoveEntry): string | null {
  if (newJobId === null) return null
  return isEnd ? `from job ${oldJobId}` : `to the second job ${newJobId}`
}

/** Choices of the filter, in the order of a job's life. */
export const actionLabels: Record<ActivityAction, string> = {
  'job.create': 'Job created',
  'job.update': 'Job changed',
  'job.pause': 'Job paused',
  'job.resume': 'Job resumed',
  'job.delete': 'Job deleted',
  'job.move': 'Job moved',
  'retention.update': 'Retention changed',
  'ownership.challenge': 'Challenge requested',
  'destination.test': 'Destination tested',
}
