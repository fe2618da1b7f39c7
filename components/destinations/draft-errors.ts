import type { Level } from '@/lib/destinations/checks/item'
import { runCheck } from '@/lib/destinations/checks/run'
import { destinationForms, type FormKind, type FormRow } from '@/lib/destinations/forms'
import { creatableKinds } from '@/lib/destinations/registry'
import { sameReceiver } from '@/lib/destinations/same-receiver'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import { type DraftPath, draftPath } from '@/lib/jobs/paths'
import { kindChunks } from './kinds/chunks'

export type DraftError = { name: DraftPath; message: string }
export type DraftItem = DraftError & { level: Level; code: string }

export type Terms = {
  /** An empty key means that the job keeps the one it has, where its kind lets it. */
  keepsKey?: boolean | undefined
  /** The form as the job is; what IBM holds already and nobody changed is not judged again. */
  before?: JobDraft | undefined
}

/** What the fields say themselves, or another step does. */
const toldElsewhere = new Set([
  'challenge_legacy',
  'path_slashes',
  'certificate_unchecked',
  'ownership_needed',
  'ownership_unused',
])

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
  if (/\.value$/.test(name)) return false
  return JSON.stringify(valueAt(draft, name)) === JSON.stringify(valueAt(before, name))
}

/** The input with something in the place of every secret that stays. */
function withKept(draft: JobDraft, { keepsKey, before }: Terms): unknown {
  const input = toDestination(draft)
  const { secret } = destinationForms[draft.kind]
  if (input.kind === 'https') {
    const kept = (rows: readonly FormRow[] = [], held: readonly FormRow[] = []) =>
      rows.map((row) =>
        row.value === '' && held.some(({ name }) => name === row.name)
          ? { ...row, value: 'kept' }
          : row,
      )
    const held =
      before?.kind === 'https' && sameReceiver(draft.https.url, before.https.url)
        ? before.https
        : undefined
    return {
      ...input,
      headers: kept(input.headers, held?.headers),
      params: kept(input.params, held?.params),
    }
  }
  return keepsKey && secret !== null && Object(input)[secret] === ''
    ? { ...input, [secret]: 'kept-as-it-is' }
    : input
}

/**
 * All that can be said of the destination without any traffic, at the fields of the form and in their order: by the
 * checks that the API makes as well and by the schema of its kind. The ownership token is left to its own step.
 */
export function destinationItems(draft: JobDraft, terms: Terms = {}): DraftItem[] {
  const { kind } = draft
  const parts = kindChunks[kind].parts()
  // A kind comes with its fields. Until then nobody can have filled them.
  if (!parts) {
    const name = `${kind}.${destinationForms[kind].place}` as DraftPath // A member of its kind.
    return [{ name, level: 'error', code: 'loading', message: 'Still loading.' }]
  }
  const check = parts.check.parts() ?? (() => [])
  const { before } = terms
  const keepsKey = terms.keepsKey && (!before || parts.keepsSecret?.(draft, before) !== false)
  return runCheck(check, creatableKinds[kind].input, withKept(draft, { keepsKey, before }))
    .flatMap(({ path, message, ...item }): DraftItem[] => {
      const name = draftPath(draft, path === '' ? 'destination' : `destination.${path}`)
      if (name === null || name.endsWith('.ownershipToken') || toldElsewhere.has(item.code)) {
        return []
      }
      if (before && isHeld(draft, before, name)) return []
      const isEmpty = String(valueAt(draft, name) ?? '').trim() === ''
      // Of a secret that stays nothing is known.
      if (isEmpty && item.level !== 'error' && name !== 'https.headers') return []
      // It comes with the bucket, or is asked for once that is typed.
      if (name === 'cos.region' && draft.cos.bucket === '') return []
      return [{ ...item, name, message: (isEmpty && needed[name]) || message }]
    })
    .sort((a, b) => place(kind, a.name) - place(kind, b.name))
}

/** What is still wrong with the destination, one message a field, in the order of the page. */
export function destinationErrors(draft: JobDraft, terms: Terms = {}): DraftError[] {
  const byName = new Map<DraftPath, string>()
  for (const { name, level, message } of destinationItems(draft, terms)) {
    if (level === 'error' && !byName.has(name)) byName.set(name, message)
  }
  return [...byName].map(([name, message]) => ({ name, message }))
}
