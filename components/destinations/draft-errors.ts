import { destinationForms, type FormKind, type FormRow } from '@/lib/destinations/forms'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import { type DraftPath, draftPath } from '@/lib/jobs/paths'
import { kindChunks } from './kinds/chunks'

export type DraftError = { name: DraftPath; message: string }

/** What an empty field asks for; the schema would complain of its form. */
const needed: Partial<Record<DraftPath, string>> = {
  'cos.instanceId': 'Choose an Object Storage instance.',
  'cos.bucket': 'Choose a bucket, or enter its name.',
  'cos.region': 'Choose the bucket’s region.',
  'cos.apiKey': 'Enter an API key that can write to the bucket.',
  'cloudLogs.instanceId': 'Choose a Cloud Logs instance.',
  'cloudLogs.region': 'Choose the region of the instance.',
  'cloudLogs.apiKey': 'Enter an API key that can send to the instance.',
}

/** The order of the fields on the page: the first bad one takes the focus. */
function place(kind: FormKind, name: DraftPath): number {
  const [, member = '', row = '0'] = name.split('.')
  const members = Object.keys(destinationForms[kind].labels)
  const at = members.indexOf(member)
  return (at < 0 ? members.length + Number(member === 'params') : at) * 1000 + Number(row)
}

const valueAt = (draft: JobDraft, name: string): unknown =>
  name.split('.').reduce((value: unknown, member) => Object(value)[member], draft)

/** With a token all of the destination is judged: it is bound to every letter of it. */
function isHeld(draft: JobDraft, before: JobDraft, name: DraftPath): boolean {
  const { kind } = draft
  if (kind !== before.kind || name === `${kind}.${destinationForms[kind].secret}`) return false
  if (kind === 'cos' && draft.cos.auth === 'challenge') return false
  return !/\.value$/.test(name) && valueAt(draft, name) === valueAt(before, name)
}

/** The input with something in the place of every secret that stays. */
function withKept(draft: JobDraft, keepsKey: boolean, before: JobDraft | undefined): unknown {
  const input = toDestination(draft)
  const { secret } = destinationForms[draft.kind]
  if (input.kind === 'https') {
    const kept = (rows: readonly FormRow[], held: readonly FormRow[] = []) =>
      rows.map((row) =>
        row.value === '' && held.some(({ name }) => name === row.name)
          ? { ...row, value: 'kept' }
          : row,
      )
    const held = before?.kind === 'https' ? before.https : undefined
    return {
      ...input,
      headers: kept(draft.https.headers, held?.headers),
      params: kept(draft.https.params, held?.params),
    }
  }
  return keepsKey && secret !== null && Object(input)[secret] === ''
    ? { ...input, [secret]: 'kept-as-it-is' }
    : input
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
  const { kind } = draft
  const parts = kindChunks[kind].parts()
  // A kind comes with its fields. Until then nobody can have filled them.
  if (!parts)
    return [
      { name: `${kind}.${destinationForms[kind].place}` as DraftPath, message: 'Still loading.' },
    ]
  const result = parts.input.safeParse(withKept(draft, keepsKey, before))
  if (result.success) return []
  const byName = new Map<DraftPath, string>()
  for (const { path, message } of result.error.issues) {
    const name = draftPath(kind, ['destination', ...path].join('.'))
    if (name === null || name.endsWith('.ownershipToken') || byName.has(name)) continue
    if (before && isHeld(draft, before, name)) continue
    // It comes with the bucket, or is asked for once that is typed.
    if (name === 'cos.region' && draft.cos.bucket === '') continue
    const isEmpty = String(valueAt(draft, name) ?? '').trim() === ''
    byName.set(name, (isEmpty && needed[name]) || message)
  }
  return [...byName]
    .map(([name, message]) => ({ name, message }))
    .sort((a, b) => place(kind, a.name) - place(kind, b.name))
}
