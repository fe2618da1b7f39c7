import { fullPath } from '@/lib/destinations/cos-place'
import { samePlace } from '@/lib/destinations/same'
import { datasetLabel, sameDataset } from '@/lib/jobs/dataset'
import {
  boundConf,
  type JobDraft,
  ownershipProgress,
  ownershipTokenOf,
  toDestination,
} from '@/lib/jobs/draft'
import { checkName } from '@/lib/jobs/job-name'
import { jobLabel } from '@/lib/jobs/label'
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
      verdict: 'fix',
      text: form.message,
      gate: 'Enter a valid name',
    }
  if (!jobs.data) return { ...head, verdict: 'fine', text: 'Valid' }
  return jobs.data.some((job) => job.name === name)
    ? {
        ...head,
        verdict: 'warn',
        text: 'Another job in this zone has the same name; IBM allows it.',
      }
    : { ...head, verdict: 'fine', text: 'Valid, and unique in this zone' }
}

/** The chosen fields against IBM's list of today. */
export function fieldsCheck({ logs }: JobDraft, fields: Reading<readonly Field[]>): ReviewCheck {
  const head = { id: 'fields', label: 'Fields' }
  if (logs.choice === 'default') {
    return { ...head, verdict: 'fine', text: 'IBM’s default set' }
  }
  const { data } = fields
  if (logs.choice !== 'all' && logs.names.length === 0) {
    return {
      ...head,
      verdict: 'fix',
      text: 'None selected yet.',
      gate: 'Select at least one field',
    }
  }
  if (!data) {
    return fields.isPending
      ? { ...head, verdict: 'open', text: 'Checking…' }
      : {
          ...head,
          verdict: 'warn',
          text: 'IBM’s list could not be loaded; IBM decides when the job is created.',
        }
  }
  if (logs.choice === 'all') {
    return { ...head, verdict: 'fine', text: `All ${data.length} fields that IBM lists today` }
  }
  const live = new Set(data.map(({ name }) => name))
  const gone = logs.names.filter((name) => !live.has(name))
  if (gone.length > 0) {
    return {
      ...head,
      verdict: 'fix',
      text: `${gone.length} of ${logs.names.length} ${gone.length === 1 ? 'is' : 'are'} no longer listed by IBM: ${listed(gone)}.`,
      gate: 'Remove the fields that IBM no longer lists',
    }
  }
  return { ...head, verdict: 'fine', text: `All ${logs.names.length} are listed by IBM today` }
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
      verdict: 'fix',
      text: wrong.map(({ message }) => message.replace(/\.?$/, '.')).join(' '),
      gate: 'Complete the destination',
    }
  }
  if (jobs.isPending) return { ...head, verdict: 'open', text: 'Checking…' }
  if (!jobs.data) {
    return { ...head, verdict: 'warn', text: 'Could not check whether another job writes there.' }
  }
  const destination = toDestination(draft)
  const [other, ...more] = jobs.data.filter((job) => samePlace(destination, job.destination))
  if (!other) return { ...head, verdict: 'fine', text: 'No other job in this zone writes there' }
  const name = jobLabel(other)
  const others = more.length > 0 ? ` and ${more.length} more` : ''
  const verb = more.length > 0 ? 'write' : 'writes'
  if (draft.kind === 'cloudLogs') {
    const send = more.length > 0 ? 'send' : 'sends'
    return {
      ...head,
      verdict: 'warn',
      text: `${name}${others} ${send} to the same instance, under the same names.`,
    }
  }
  const apart =
    draft.kind === 'cos' && !sameDataset(other.dataset, draft.logs.dataset)
      ? ` It delivers ${datasetLabel(other.dataset)}; Firewall, Range and HTTP logs need different paths.`
      : ''
  const what = whatIsShared(draft)
  return { ...head, verdict: 'warn', text: `${name}${others} ${verb} to the same ${what}.${apart}` }
}

function whatIsShared({ kind, cos }: JobDraft): string {
  if (kind !== 'cos') return 'place'
  return fullPath(cos) === '' ? 'bucket, at its root' : 'bucket and path'
}

/** The ownership token, where the draft goes by one; null otherwise. `moment` says a time in the reader's zone. */
export function tokenCheck(
  draft: JobDraft,
  nowMs: number,
  moment: (ms: number) => string,
): ReviewCheck | null {
  const progress = ownershipProgress(draft)
  const token = ownershipTokenOf(draft)
  if (token === null) return null
  const head = { id: 'token', label: 'Ownership token', gate: 'Complete the ownership step first' }
  if (token === '') {
    const wasThere = draft.ownership.validated?.conf === boundConf(draft)
    return {
      ...head,
      verdict: 'fix',
      text: wasThere
        ? 'Drafts are kept without their token: read or paste it again.'
        : 'Not yet read from the challenge file.',
    }
  }
  const reading = readOwnershipToken(token)
  const endMs = reading.ok ? claimedEnd(reading.token.claims) : null
  if (endMs !== null && endMs <= nowMs) {
    return {
      ...head,
      verdict: 'fix',
      text: `The token expired on ${moment(endMs)}. Request a new one.`,
    }
  }
  if (progress === 'open') {
    return { ...head, verdict: 'fix', text: 'IBM has not validated it for this destination yet.' }
  }
  const until = endMs === null ? '' : `; valid until ${moment(endMs)}`
  return { ...head, verdict: 'fine', text: `Matches this destination${until}` }
}
