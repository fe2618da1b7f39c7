import { type MoveEntry, moveDeed, moveEntry } from '@/lib/jobs/move-entry'
import type { ActivityAction, ActivityItem } from '@/lib/schemas/activity'
import { isRecord } from './record'

type Verbs = { done: string; tried: string; doing: string }

const onNoun = (done: string, tried: string, doing: string, noun: string): Verbs => ({
  done: `${done} ${noun}`,
  tried: `${tried} ${noun}`,
  doing: `${doing} ${noun}`,
})

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
  'session.create': { done: 'Signed in', tried: 'sign in', doing: 'Signing in' },
  'session.delete': { done: 'Signed out', tried: 'sign out', doing: 'Signing out' },
  'connection.create': onNoun('Added', 'add', 'Adding', 'a connection'),
  'connection.update': onNoun('Changed', 'change', 'Changing', 'a connection'),
  'connection.delete': onNoun('Removed', 'remove', 'Removing', 'a connection'),
  'grant.create': onNoun('Gave', 'give', 'Giving', 'access'),
  'grant.update': onNoun('Changed', 'change', 'Changing', 'access'),
  'grant.delete': onNoun('Removed', 'remove', 'Removing', 'access'),
  'access.request': onNoun('Requested', 'request', 'Requesting', 'access'),
  'access.grant': onNoun('Granted', 'grant', 'Granting', 'an access request'),
  'access.decline': onNoun('Declined', 'decline', 'Declining', 'an access request'),
  'change.request': onNoun('Requested', 'request', 'Requesting', 'a change'),
  'change.approve': onNoun('Approved', 'approve', 'Approving', 'a change'),
  'change.decline': onNoun('Declined', 'decline', 'Declining', 'a change'),
  'change.withdraw': onNoun('Withdrew', 'withdraw', 'Withdrawing', 'a change request'),
  'change.expire': onNoun('Expired', 'expire', 'Expiring', 'a change request'),
  'token.create': onNoun('Created', 'create', 'Creating', 'a token'),
  'token.delete': onNoun('Revoked', 'revoke', 'Revoking', 'a token'),
  'alert_rule.create': onNoun('Created', 'create', 'Creating', 'an alert rule'),
  'alert_rule.update': onNoun('Changed', 'change', 'Changing', 'an alert rule'),
  'alert_rule.delete': onNoun('Deleted', 'delete', 'Deleting', 'an alert rule'),
  'alert_channel.create': onNoun('Created', 'create', 'Creating', 'an alert channel'),
  'alert_channel.update': onNoun('Changed', 'change', 'Changing', 'an alert channel'),
  'alert_channel.delete': onNoun('Deleted', 'delete', 'Deleting', 'an alert channel'),
  'alert.acknowledge': onNoun('Acknowledged', 'acknowledge', 'Acknowledging', 'an alert'),
  'coverage.update': onNoun('Changed', 'change', 'Changing', 'which datasets are needed'),
  'audit.cut': onNoun('Removed', 'remove', 'Removing', 'old activity'),
}

const retention = (to: 'on' | 'off'): Verbs => ({
  done: `Turned retention ${to}`,
  tried: `turn retention ${to}`,
  doing: `Turning retention ${to}`,
})

/** Of a change that needs approval, by what was asked for. */
const requests: Partial<Record<ActivityAction, (what: string) => Verbs>> = {
  'change.request': (what) => onNoun('Requested', 'request', 'Requesting', `to ${what}`),
  'change.approve': (what) => onNoun('Approved', 'approve', 'Approving', `the request to ${what}`),
  'change.decline': (what) => onNoun('Declined', 'decline', 'Declining', `the request to ${what}`),
  'change.withdraw': (what) =>
    onNoun('Withdrew', 'withdraw', 'Withdrawing', `the request to ${what}`),
  'change.expire': (what) => onNoun('Expired:', 'expire', 'Expiring:', `request to ${what}`),
}

/** What a change that needs approval was about; null: the entry is about none, or does not say. */
function requestedIn(after: unknown): string | null {
  const request = isRecord(after) && isRecord(after.request) ? after.request : null
  const action = String(request?.action)
  return Object.hasOwn(verbs, action) ? verbs[action as ActivityAction].tried : null // A key of it, just seen.
}

function verbsOf(action: ActivityAction, after: unknown): Verbs {
  const what = requestedIn(after)
  const requested = what === null ? undefined : requests[action]?.(what)
  if (requested) return requested
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

/**
 * What it was about, where that is no job: in its own words; which destination a test or a challenge was for (the bucket
 * and folder); of a move, the other job; of a decision, who had asked.
 */
export function placeWords({
  action,
  after,
  subject,
}: Pick<ActivityItem, 'action' | 'after' | 'subject'>) {
  if (subject) return subject
  const move = moveEntry({ action, after })
  if (move) return otherJobWords(move)
  if (action.startsWith('change.')) return askerWords(after)
  if (action !== 'destination.test' && action !== 'ownership.challenge') return null
  const destination = isRecord(after) ? after.destination : null
  if (!isRecord(destination)) return null
  const { bucket, path, instanceId } = destination
  const parts = typeof bucket === 'string' ? [bucket, path] : [instanceId]
  return parts.filter((part) => typeof part === 'string' && part !== '').join('/') || null
}

function askerWords(after: unknown): string | null {
  const asker = isRecord(after) && isRecord(after.request) ? after.request.asker : null
  return typeof asker === 'string' && asker ? `requested by ${asker}` : null
}

function otherJobWords({ isEnd, oldJobId, newJobId }: MoveEntry): string | null {
  if (newJobId === null) return null
  return isEnd ? `from job ${oldJobId}` : `to the second job ${newJobId}`
}

/** Choices of the filter, in the order of a job's life; then what is done here alone. */
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
  'session.create': 'Signed in',
  'session.delete': 'Signed out',
  'connection.create': 'Connection added',
  'connection.update': 'Connection changed',
  'connection.delete': 'Connection removed',
  'grant.create': 'Access given',
  'grant.update': 'Access changed',
  'grant.delete': 'Access removed',
  'access.request': 'Access requested',
  'access.grant': 'Access request granted',
  'access.decline': 'Access request declined',
  'change.request': 'Change requested',
  'change.approve': 'Change approved',
  'change.decline': 'Change declined',
  'change.withdraw': 'Change withdrawn',
  'change.expire': 'Change request expired',
  'token.create': 'Token created',
  'token.delete': 'Token revoked',
  'alert_rule.create': 'Alert rule created',
  'alert_rule.update': 'Alert rule changed',
  'alert_rule.delete': 'Alert rule deleted',
  'alert_channel.create': 'Alert channel created',
  'alert_channel.update': 'Alert channel changed',
  'alert_channel.delete': 'Alert channel deleted',
  'alert.acknowledge': 'Alert acknowledged',
  'coverage.update': 'Needed datasets changed',
  'audit.cut': 'Old activity removed',
}

const groupLabels = {
  Jobs: /^job\./,
  'Zones and destinations': /^(?:retention|ownership|destination|coverage)\./,
  Approvals: /^change\./,
  Access: /^(?:grant|access)\./,
  'Tokens and connections': /^(?:token|connection)\./,
  Alerts: /^alert/,
  'Sign-in': /^session\./,
  Record: /^audit\./,
}

/** All actions, as the filter lists them. */
export const actionGroups = Object.entries(groupLabels).map(([label, form]) => ({
  label,
  // The keys of a complete record of them.
  actions: (Object.keys(actionLabels) as ActivityAction[]).filter((action) => form.test(action)),
}))
