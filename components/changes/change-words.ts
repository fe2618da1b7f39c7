import type { Glyph } from '@/components/ui/state-glyph'
import { destinationWords } from '@/lib/grants/rails'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { Rails } from '@/lib/schemas/grant'

type About = Pick<ChangeRequest, 'action' | 'after' | 'jobName' | 'jobId'>

const verbs: Partial<Record<ActivityAction, string>> = {
  'job.create': 'create',
  'job.update': 'change',
  'job.pause': 'pause',
  'job.resume': 'resume',
  'job.delete': 'delete',
  'job.move': 'move',
}

/** What it does, and to which job: "resume" and "edge-logs"; about a zone itself no job. */
export function deedOf({ action, after, jobName, jobId }: About): {
  verb: string
  job: string | null
} {
  if (action === 'retention.update') {
    const { enabled } = Object(after) as { enabled?: unknown } // null and the like have none.
    return { verb: `turn log retention ${enabled === true ? 'on' : 'off'}`, job: null }
  }
  return {
    verb: verbs[action] ?? 'change',
    job: jobName?.trim() || (jobId ? `job ${jobId}` : 'a job'),
  }
}

/** As a title: "Resume edge-logs". */
export function changeTitle(about: About): string {
  const { verb, job } = deedOf(about)
  const text = job === null ? verb : `${verb} ${job}`
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

type Outcome = Pick<ChangeRequest, 'status' | 'decidedBy' | 'code'>

/** How it stands, in a word. */
export function statusWords({ status, code }: Outcome): { glyph: Glyph; word: string } {
  switch (status) {
    case 'waiting':
      return { glyph: 'dashed-ring', word: 'Waiting for approval' }
    case 'approved':
      return { glyph: 'dashed-ring', word: 'Approved, being carried out' }
    case 'carried_out':
      return { glyph: 'check', word: 'Approved and carried out' }
    case 'declined':
      return { glyph: 'bars', word: 'Declined' }
    case 'withdrawn':
      return { glyph: 'dash', word: 'Withdrawn' }
    case 'expired':
      return { glyph: 'dash', word: 'Expired' }
    case 'unknown':
      return { glyph: 'question', word: 'Approved, outcome unknown' }
    case 'failed':
      return {
        glyph: 'triangle',
        word: code === 'zone_changed' ? 'Not carried out: zone changed' : 'Not carried out',
      }
  }
}

/** The sentence that its page begins with; its first clause is the key one. */
export function statusSentence(change: Outcome & Pick<ChangeRequest, 'detail'>): {
  key: string
  rest: string
} {
  const by = change.decidedBy ? ` by ${change.decidedBy.name}` : ''
  switch (change.status) {
    case 'waiting':
      return {
        key: 'Waiting for approval by an administrator.',
        rest: 'Nothing is sent to IBM before that.',
      }
    case 'approved':
      return { key: `Approved${by}.`, rest: change.detail ?? 'Being carried out.' }
    case 'carried_out':
      return { key: `Approved${by} and carried out.`, rest: '' }
    case 'declined':
      return { key: `Declined${by}.`, rest: 'Nothing was changed.' }
    case 'withdrawn':
      return { key: 'Withdrawn.', rest: 'Nothing was changed.' }
    case 'expired':
      return { key: 'Expired.', rest: 'Nobody decided within 7 days. Nothing was changed.' }
    case 'failed':
      return { key: `Approved${by}, but not carried out.`, rest: change.detail ?? '' }
    case 'unknown':
      return { key: `Approved${by}, outcome unknown.`, rest: change.detail ?? '' }
  }
}

/** What the asker is told once it is decided: "Your request to create edge-logs was declined by Ada." */
export function newsWords(change: ChangeRequest): string {
  const { verb, job } = deedOf(change)
  const what = `Your request to ${job === null ? verb : `${verb} ${job}`}`
  const by = change.decidedBy ? ` by ${change.decidedBy.name}` : ''
  switch (change.status) {
    case 'carried_out':
      return `${what} was approved${by} and carried out.`
    case 'failed':
      return `${what} was approved${by}, but not carried out.`
    case 'unknown':
      return `${what} was approved${by}; the outcome is not known yet.`
    case 'expired':
      return `${what} expired without a decision.`
    default:
      return `${what} was declined${by}.`
  }
}

/** Guard rails in words, one each; empty: none. */
export function railsWords(rails: Rails | null): string[] {
  if (!rails) return []
  const { needsApproval, datasets, destinations } = rails
  return [
    ...(needsApproval ? ['needs approval'] : []),
    ...(datasets
      ? [datasets.length === 0 ? 'no dataset' : `only ${datasets.map(datasetLabel).join(', ')}`]
      : []),
    ...(destinations
      ? [
          destinations.length === 0
            ? 'no destination'
            : `only ${destinations.map(destinationWords).join('; ')}`,
        ]
      : []),
  ]
}

/** What is looked at again when it is approved, a sentence each. */
export function checksOf({ action }: Pick<ChangeRequest, 'action'>): string[] {
  const own: Partial<Record<ActivityAction, string>> = {
    'job.create':
      'No job with the same name and dataset, or the same destination, has been created since.',
    'retention.update': 'Log retention has not been switched since.',
  }
  return [
    own[action] ?? 'The job exists and has not been changed since.',
    'The person who requested it still has access that allows it.',
    'If one of these fails, nothing is sent to IBM and the request ends.',
  ]
}
