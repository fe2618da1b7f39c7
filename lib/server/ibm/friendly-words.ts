import 'server-only'
import type { IamRefusalReason } from './iam-refusal'

/** What was being done when IBM's answer came. `write`: a change of which no more is known. */
export type Verb =
  | 'read'
  | 'write'
  | 'create'
  | 'update'
  | 'pause'
  | 'resume'
  | 'delete'
  | 'retention'
  | 'challenge'
  | 'validate'
  | 'list-buckets'
  | 'read-object'
  | 'test-write'
  | 'sign-in'

export type Deed = {
  /** Begins the sentence about the role. */
  doing: string
  /** The least role that may; source: IBM docs, at_iam.md and iam.md. For retention unproven. */
  role: string
  /** When it is certain that nothing happened; '' where nothing could. */
  undone: string
  /** When it may have happened all the same. */
  open: string
  /** What a 404 means is not there. */
  what: string
}

export const deeds: Record<Verb, Deed> = {
  read: { doing: 'Reading this', role: 'Reader', undone: '', open: '', what: 'zone or job' },
  write: {
    doing: 'This',
    role: 'Writer or Manager',
    undone: 'Nothing was changed.',
    open: 'We don’t know whether it was done. Check before you try again.',
    what: 'resource',
  },
  create: {
    doing: 'Creating a job',
    role: 'Manager',
    undone: 'No job was created.',
    open: 'We don’t know whether the job was created. Check the list before you try again.',
    what: 'zone',
  },
  update: {
    doing: 'Editing a job',
    role: 'Writer',
    undone: 'Nothing was changed.',
    open: 'We don’t know whether the change was saved. Check the job before you try again.',
    what: 'job',
  },
  pause: {
    doing: 'Pausing a job',
    role: 'Writer',
    undone: 'Not paused.',
    open: 'We don’t know whether the job was paused. Check the job before you try again.',
    what: 'job',
  },
  resume: {
    doing: 'Resuming a job',
    role: 'Writer',
    undone: 'Not resumed.',
    open: 'We don’t know whether the job was resumed. Check the job before you try again.',
    what: 'job',
  },
  delete: {
    doing: 'Deleting a job',
    role: 'Manager',
    undone: 'The job was not deleted.',
    open: 'We don’t know whether the job was deleted. Check the list before you try again.',
    what: 'job',
  },
  retention: {
    doing: 'Changing log retention',
    role: 'Writer',
    undone: 'Log retention was not changed.',
    open: 'We don’t know whether log retention was changed. Check the zone before you try again.',
    what: 'zone',
  },
  challenge: {
    doing: 'Requesting an ownership challenge',
    role: 'Manager',
    undone: 'No challenge was created.',
    open: 'We don’t know whether the file was written. You can request it again.',
    what: 'zone',
  },
  validate: {
    doing: 'Validating an ownership token',
    role: 'Manager',
    undone: 'The token was not validated.',
    open: 'The validation didn’t finish. You can try again.',
    what: 'zone',
  },
  'list-buckets': {
    doing: 'Listing the buckets',
    role: 'Reader',
    undone: 'You can type the bucket’s name instead.',
    open: '',
    what: 'Object Storage instance',
  },
  'read-object': {
    doing: 'Reading the file',
    role: 'Content Reader',
    undone: '',
    open: '',
    what: 'file',
  },
  'test-write': {
    doing: 'The test',
    role: 'Object Writer or Sender',
    undone: 'Nothing was written.',
    open: 'We don’t know whether it was written. You can test again.',
    what: 'destination',
  },
  'sign-in': { doing: 'Signing in', role: 'Viewer', undone: '', open: '', what: 'account' },
}

/** How each refusal of IAM's reads to the person who typed an API key. */
export const iamWords: Record<IamRefusalReason, string> = {
  unknown: 'Unknown API key. A key created in the last minute may not be active yet.',
  disabled: 'This key is disabled.',
  locked: 'This key is locked.',
  expired: 'This key has expired. Create a new one.',
  passcode_used: 'This passcode was used or has expired; get a new one.',
  mfa_required: 'Your account requires a second factor; use a passcode.',
  not_in_account: 'The owner of this key no longer has access to its IBM Cloud account.',
  account_inactive: 'The IBM Cloud account of this key is suspended or not active.',
  session_idle: 'IBM Cloud ended this sign-in because it was inactive for too long.',
  session_over: 'IBM Cloud ended this sign-in.',
  other: 'IBM Cloud rejected it.',
}

/** Where a passcode, or the account chosen after it, needs other words than a key. */
const passcodeWords: Partial<Record<IamRefusalReason, string>> = {
  unknown: iamWords.passcode_used,
  disabled: 'Your IBM Cloud user is disabled.',
  locked: 'Your IBM Cloud user is locked.',
  expired: iamWords.passcode_used,
  mfa_required:
    'This account requires a second factor. Sign in to IBM Cloud with it in the browser, then get a new passcode.',
  not_in_account: 'You don’t have access to this IBM Cloud account.',
  account_inactive: 'This IBM Cloud account is suspended or not active.',
  session_idle: 'This sign-in has expired; get a new passcode.',
  session_over: 'This sign-in has expired; get a new passcode.',
}

/** Why a session is over; IAM's other reasons say nothing to somebody who typed nothing. */
const sessionWords: Partial<Record<IamRefusalReason, string>> = {
  not_in_account: 'You no longer have access to this IBM Cloud account.',
  account_inactive: 'This IBM Cloud account is suspended or not active.',
  session_idle: 'IBM Cloud ended your session because it was inactive for too long. Sign in again.',
  mfa_required: 'Your account requires a second factor. Sign in again.',
}

/** What IAM's refusal means to whoever typed a passcode or chose an account. */
export function passcodeSentence(reason: IamRefusalReason): string {
  return passcodeWords[reason] ?? iamWords[reason]
}

/** What IAM's refusal means to whoever works in a session. */
export function sessionSentence(reason: IamRefusalReason): string {
  return sessionWords[reason] ?? 'IBM Cloud ended your session. Sign in again.'
}

/** Sentences joined by a space, empty ones left out. */
export function sentences(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}

/** IBM's own sentence as a quotation; '' when there is none. */
export function quoted(message: string | undefined): string {
  return message ? `IBM says: “${message}”` : ''
}

/** Said in seconds up to a minute and a half, in minutes above. */
export function spanOf(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`
}
