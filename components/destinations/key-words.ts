import { cutMiddle } from '@/components/ui/middle-cut'
import { calendarOf } from '@/lib/calendar'
import type { KeyDetails } from '@/lib/schemas/destination-check'
import { formatAhead } from '@/lib/time'

/** Kinds that IBM reaches with an API key of IBM Cloud. */
export type KeyedKind = 'cos' | 'cloudLogs'
export const isKeyed = (kind: string): kind is KeyedKind => kind === 'cos' || kind === 'cloudLogs'

/** `name` is set off; `text` follows it at once, with its own blank or comma. */
export type KeyWords = {
  tone: 'good' | 'warn' | 'error'
  name: string
  text: string
  /** A person's key: a service ID's would last. */
  isPersonal: boolean
}

const day = 24 * 3_600_000
const soon = 30 * day

/** "23 Oct", with the year when it is not this one. */
export function formatDate(ms: number, nowMs: number, timeZone?: string): string {
  const { day, month, year } = calendarOf(ms, timeZone)
  const date = `${day} ${month}`
  return year === calendarOf(nowMs, timeZone).year ? date : `${date} ${year}`
}

function ownerOf({ ownerKind, ownerId }: KeyDetails): string {
  const id = ownerId ? ` ${cutMiddle(ownerId.replace(/^iam-/, ''), 16, 4)}` : ''
  if (ownerKind === 'serviceId')
    return id ? `,${id.replace('ServiceId-', 'service ID ')}` : ', owned by a service ID'
  return id ? `, owner${id}` : ''
}

function accountOf({ sameAccount, accountId }: KeyDetails, kind: KeyedKind): string | null {
  if (sameAccount !== false) return null
  const account = accountId ? `: ${cutMiddle(accountId, 4, 4)}` : ''
  const what = kind === 'cos' ? 'the bucket' : 'the instance'
  return `It belongs to another account${account}; that works if ${what} is in that account too.`
}

/** What a look-up of a destination's key found, in the words for its field. */
export function keyWords(
  details: KeyDetails,
  kind: KeyedKind,
  nowMs: number,
  timeZone?: string,
): KeyWords {
  const name = details.name ?? 'The key'
  const isPersonal = details.ownerKind === 'user'
  const words = (tone: KeyWords['tone'], text: string) => ({ tone, name, text, isPersonal })
  if (details.disabled) return words('error', ' is disabled.')
  if (details.locked) return words('error', ' is locked.')
  const endMs = details.expiresAt === null ? null : Date.parse(details.expiresAt)
  const end = endMs === null ? null : formatDate(endMs, nowMs, timeZone)
  if (endMs !== null && endMs <= nowMs) return words('error', ` expired on ${end}.`)
  const endsSoon = endMs !== null && endMs - nowMs < soon
  const ahead = endMs === null ? '' : formatAhead(endMs - nowMs)
  const account = accountOf(details, kind)
  const sentences: string[] = []
  if (isPersonal) {
    sentences.push(
      endsSoon
        ? ` belongs to a user and expires on ${end}, ${ahead}. If the user leaves or the key expires, the job stops.`
        : ' belongs to a user; if they leave, the job stops.',
      'A service ID’s key does not depend on a user.',
    )
  } else {
    const here = details.sameAccount === true ? ', this account' : ''
    sentences.push(`${ownerOf(details)}${here}.`)
    if (endsSoon) sentences.push(`Expires on ${end}, ${ahead}; the job stops then.`)
    else sentences.push(end === null ? 'No expiry.' : `Expires ${end}.`)
  }
  if (account) sentences.push(account)
  return words(isPersonal || endsSoon || account ? 'warn' : 'good', sentences.join(' '))
}
