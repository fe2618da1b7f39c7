import { fullPath } from '@/lib/destinations/cos'
import { samePlace } from '@/lib/destinations/same'
import { datasetLabel } from '@/lib/jobs/dataset'
import { boundConf, type JobDraft, ownershipProgress, toDestination } from '@/lib/jobs/draft'
import { checkName } from '@/lib/jobs/job-name'
import { claimedEnd } from '@/lib/ownership/claims'
import { readOwnershipToken } from '@/lib/ownership/token'
import type { Job } from '@/lib/schemas/job'
import type { Field } from '@/lib/schemas/logs'
import type { ReviewCheck } from './check'
import type { Reading } from './zone-checks'

const listed = (names: readonly string[]) =>
  names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ')

/** The name's form, and whether another job of the zone has it. Names need not be unique. */
export function nameCheck({ name }: JobDraft, jobs: Reading<readonly Job[]>): ReviewCheck {
  const form = checkName(name)
  const head = { id: 'name', label: 'Name' }
  if (!form.ok)
    return {
      ...head,
      verdict: 'mend',
      text: form.message,
      gate: 'The job needs a name that IBM takes',
    }
  if (!jobs.data) return { ...head, verdict: 'fine', text: 'Allowed' }
  return jobs.data.some((job) => job.name === name)
    ? {
        ...head,
        verdict: 'know',
        text: 'Another job of this zone has the same name; IBM allows it.',
      }
    : { ...head, verdict: 'fine', text: 'Allowed, and no other job of this zone has it' }
}

/** The chosen fields against IBM's list of today. */
export function fieldsCheck({ logs }: JobDraft, fields: Reading<readonly Field[]>): ReviewCheck {
  const head = { id: 'fields', label: 'Fields' }
  if (logs.choice === 'default') {
    return { ...head, verdict: 'fine', text: 'None named: IBM sends its own set' }
  }
  const { data } = fields
  if (logs.choice !== 'all' && logs.names.length === 0) {
    return {
      ...head,
      verdict: 'mend',
      text: 'None chosen yet.',
      gate: 'Choose at least one field first',
    }
  }
  if (!data) {
    return fields.isPending
      ? { ...head, verdict: 'open', text: 'Looking…' }
      : {
          ...head,
          verdict: 'know',
          text: 'IBM’s list could not be read; IBM decides when the job is made.',
        }
  }
  if (logs.choice === 'all') {
    return { ...head, verdict: 'fine', text: `All ${data.length} of IBM’s list today` }
  }
  const live = new Set(data.map(({ name }) => name))
  const gone = logs.names.filter((name) => !live.has(name))
  if (gone.length > 0) {
    return {
      ...head,
      verdict: 'mend',
      text: `${gone.length} of ${logs.names.length} ${gone.length === 1 ? 'is' : 'are'} not in IBM’s list today: ${listed(gone)}.`,
      gate: 'Every field has to be in IBM’s list',
    }
  }
  return { ...head, verdict: 'fine', text: `All ${logs.names.length} are in IBM’s list today` }
}

/** What is wrong with the destination, or who already writes there. */
export function placeCheck(
  draft: JobDraft,
  jobs: Reading<readonly Job[]>,
  errors: readonly { name: string; message: string }[],
): ReviewCheck {
  const head = { id: 'destination', label: 'Destination' }
  const wrong = errors.filter(({ name }) => !name.endsWith('.apiKey'))
  if (wrong.length > 0) {
    return {
      ...head,
      verdict: 'mend',
      text: wrong.map(({ message }) => message.replace(/\.?$/, '.')).join(' '),
      gate: 'The destination is not complete',
    }
  }
  if (jobs.isPending) return { ...head, verdict: 'open', text: 'Looking…' }
  if (!jobs.data) {
    return { ...head, verdict: 'know', text: 'Whether another job writes there could not be read.' }
  }
  const destination = toDestination(draft)
  const [other, ...more] = jobs.data.filter((job) => samePlace(destination, job.destination))
  if (!other) return { ...head, verdict: 'fine', text: 'No other job of this zone writes there' }
  const name = other.name || `Job ${other.id}`
  const others = more.length > 0 ? ` and ${more.length} more` : ''
  const verb = more.length > 0 ? 'write' : 'writes'
  if (draft.kind === 'cloudLogs') {
    const send = more.length > 0 ? 'send' : 'sends'
    return {
      ...head,
      verdict: 'know',
      text: `${name}${others} ${send} to the same instance, under the same names.`,
    }
  }
  const apart =
    other.dataset !== draft.logs.dataset
      ? ` It delivers ${datasetLabel(other.dataset)}; Firewall, Range and HTTP logs need different paths.`
      : ''
  const what = fullPath(draft.cos) === '' ? 'bucket, at its top' : 'bucket and path'
  return { ...head, verdict: 'know', text: `${name}${others} ${verb} to the same ${what}.${apart}` }
}

/** The ownership token, where the draft goes by one; null otherwise. `moment` says a time in the reader's zone. */
export function tokenCheck(
  draft: JobDraft,
  nowMs: number,
  moment: (ms: number) => string,
): ReviewCheck | null {
  const progress = ownershipProgress(draft)
  if (progress === 'not_needed') return null
  const head = { id: 'token', label: 'Ownership token', gate: 'The ownership step comes first' }
  if (draft.cos.ownershipToken === '') {
    const wasThere = draft.ownership.validated?.conf === boundConf(draft)
    return {
      ...head,
      verdict: 'mend',
      text: wasThere
        ? 'A draft is kept without its token: paste it again.'
        : 'It is still to be fetched from the challenge file.',
    }
  }
  const reading = readOwnershipToken(draft.cos.ownershipToken)
  const endMs = reading.ok ? claimedEnd(reading.token.claims) : null
  if (endMs !== null && endMs <= nowMs) {
    return {
      ...head,
      verdict: 'mend',
      text: `The token ended on ${moment(endMs)}. Ask again; that makes a new file.`,
    }
  }
  if (progress === 'open') {
    return { ...head, verdict: 'mend', text: 'IBM has not validated it for this destination yet.' }
  }
  const until = endMs === null ? '' : `; valid until ${moment(endMs)}`
  return { ...head, verdict: 'fine', text: `Fits this destination${until}` }
}
