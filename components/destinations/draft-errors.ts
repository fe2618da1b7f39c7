import type { FieldPath } from 'react-hook-form'
import { cloudLogsInput } from '@/lib/destinations/cloud-logs'
import { cosInput } from '@/lib/destinations/cos'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import { draftPath } from '@/lib/jobs/paths'

export type DraftError = { name: FieldPath<JobDraft>; message: string }

/** What an empty field asks for; the schema would complain of its form. */
const needed: Partial<Record<FieldPath<JobDraft>, string>> = {
  'cos.instanceId': 'Choose an Object Storage instance.',
  'cos.bucket': 'Choose a bucket, or enter its name.',
  'cos.region': 'Choose the bucket’s region.',
  'cos.apiKey': 'Enter an API key that can write to the bucket.',
  'cloudLogs.instanceId': 'Choose a Cloud Logs instance.',
  'cloudLogs.region': 'Choose the region of the instance.',
  'cloudLogs.apiKey': 'Enter an API key that can send to the instance.',
}

/** The order of the fields on the page: the first bad one takes the focus. */
const order: readonly FieldPath<JobDraft>[] = [
  'cos.instanceId',
  'cos.bucket',
  'cos.region',
  'cos.path',
  'cos.auth',
  'cos.apiKey',
  'cloudLogs.instanceId',
  'cloudLogs.region',
  'cloudLogs.apiKey',
  'cloudLogs.applicationName',
  'cloudLogs.subsystemName',
]

const place = (name: FieldPath<JobDraft>) => {
  const at = order.indexOf(name)
  return at < 0 ? order.length : at
}

function valueAt(draft: JobDraft, name: FieldPath<JobDraft>): unknown {
  const [part, member] = name.split('.')
  if (part === 'cos') return Object.entries(draft.cos).find(([key]) => key === member)?.[1]
  return Object.entries(draft.cloudLogs).find(([key]) => key === member)?.[1]
}

/** With a token all of the destination is judged: it is bound to every letter of it. */
function isHeld(draft: JobDraft, before: JobDraft, name: FieldPath<JobDraft>): boolean {
  if (draft.kind !== before.kind || name.endsWith('.apiKey')) return false
  if (draft.kind === 'cos' && draft.cos.auth === 'challenge') return false
  return valueAt(draft, name) === valueAt(before, name)
}

/**
 * What is still wrong with the destination, by the schema of its kind, one message a field. The ownership token is
 * left to its own step. `keepsKey`: an empty key means that the job keeps the one it has. `before`: the form as the job
 * is; what IBM holds already and nobody changed is not judged again.
 */
export function destinationErrors(
  draft: JobDraft,
  { keepsKey = false, before }: { keepsKey?: boolean; before?: JobDraft | undefined } = {},
): DraftError[] {
  const input = toDestination(draft)
  const judged =
    keepsKey && 'apiKey' in input && !input.apiKey ? { ...input, apiKey: 'kept-as-it-is' } : input
  // By the two kinds alone: the registry brings all the others along, and this is on the first page.
  const schema = input.kind === 'cos' ? cosInput : cloudLogsInput
  const result = schema.safeParse(judged)
  if (result.success) return []
  const byName = new Map<FieldPath<JobDraft>, string>()
  for (const { path, message } of result.error.issues) {
    const name = draftPath(draft.kind, ['destination', ...path].join('.'))
    if (name === null || name === 'cos.ownershipToken' || byName.has(name)) continue
    if (before && isHeld(draft, before, name)) continue
    // It comes with the bucket, or is asked for once that is typed.
    if (name === 'cos.region' && draft.cos.bucket === '') continue
    const isEmpty = String(valueAt(draft, name) ?? '').trim() === ''
    byName.set(name, (isEmpty && needed[name]) || message)
  }
  return [...byName]
    .map(([name, message]) => ({ name, message }))
    .sort((a, b) => place(a.name) - place(b.name))
}
