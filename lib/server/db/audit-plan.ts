import 'server-only'
import type { ActivityAction, ActivityOutcome } from '@/lib/schemas/activity'
import { AppError } from '../errors'
import { findActors, findActorsById } from './audit-actor'
import { type Bits, keepCommon, noBits, removeAll, setNumbers } from './audit-bits'
import {
  accountTerm,
  actionTerm,
  actorTerm,
  everyTerm,
  instanceTerm,
  jobTerm,
  outcomeTerm,
  placeTerm,
  wordsOf,
  wordTerm,
  zoneTerm,
} from './audit-terms'
import { type TimeSet, timeSet } from './audit-times'
import type { Db } from './client'

/** What a person may see of the audit. */
export type AuditReader =
  | { kind: 'all' }
  /** By a right of their own at IBM: these instances of their account. */
  | { kind: 'instances'; accountId: string; instanceIds: readonly string[] }
  /** By what was granted to them: instances and zones, and what they did themselves. */
  | {
      kind: 'places'
      instanceIds: readonly string[]
      zones: readonly { instanceId: string; zoneId: string }[]
      actorIds: readonly string[]
    }

export type AuditQuery = {
  reader: AuditReader
  instanceId?: string
  zoneId?: string
  jobId?: string
  action?: ActivityAction
  outcome?: ActivityOutcome
  /** The whole id of a person, or a part of the name or e-mail address, in any case. */
  actor?: string
  /** Epoch ms, both included. */
  from?: number
  to?: number
  /** Each word of it begins a word of the row; or the whole of an id that IBM or we gave. */
  text?: string
  /** Only attempts below this number of the chain. */
  below?: number
}

/** Attempts that have one of these terms, or are among these. */
export type Group = {
  terms: number[]
  seqs: number[]
  /** How many there are at most, nearly; see addSeen. */
  seen: number
}

/** What a reader sees who sees many places: read last, where there is anything left to be seen. */
export type ReaderGroup = {
  group: Group
  /** Which of these attempts they see. */
  of: (seqs: readonly number[]) => Promise<number[]>
}

export type SearchPlan = {
  /** Each lets only its own through; the rarest first. None: nothing is let through. */
  groups: Group[]
  /** Besides; null: nothing more. */
  reader: ReaderGroup | null
  /** The numbers between which there is anything to be found. */
  first: number
  last: number
  /** Takes out what lies outside of the time asked for, and of what is kept. */
  confine: (block: number, bits: Bits) => void
}

/** An attempt without an outcome counts as under way for this long, then as unknown. */
export const pendingForMs = 60_000

/** More words that begin alike than any search is worth. */
const mostWords = 2_000

/** Fewer terms are read together with all others. */
const manyTerms = 20

const nothing: SearchPlan = {
  groups: [],
  reader: null,
  first: 1,
  last: 0,
  confine: () => {},
}

/** What is to be read for a query. Throws AppError `bad_request` for words that too many others begin with. */
export async function planSearch(db: Db, query: AuditQuery, now: number): Promise<SearchPlan> {
  const { instanceId, zoneId, jobId, action, outcome, actor, from, to, text } = query
  const reader = within(query)
  const named: string[][] = []
  const groups: Group[] = []
  const seen = reader.kind === 'all' ? null : await groupOf(db, await termsOfReader(db, reader))
  const isSeenLast = reader.kind === 'places' && seen !== null && seen.terms.length > manyTerms
  if (seen && !isSeenLast) groups.push(seen)
  if (instanceId) named.push([instanceTerm(instanceId)])
  if (zoneId) named.push([zoneTerm(zoneId)])
  if (jobId) named.push([jobTerm(jobId)])
  if (action) named.push([actionTerm(action)])
  if (outcome)
    named.push(
      outcome === 'unknown'
        ? [outcomeTerm('unknown'), outcomeTerm('pending')]
        : [outcomeTerm(outcome)],
    )
  if (actor) named.push((await findActors(db, actor)).map(actorTerm))
  if (named.length + groups.length === 0 && !text?.trim()) {
    if (seen) groups.push(seen)
    else named.push([everyTerm])
  }
  for (const terms of named) groups.push(await groupOf(db, terms))
  if (text?.trim()) groups.push(...(await groupsOfText(db, text.trim())))
  if (groups.length === 0 || groups.some(({ terms, seqs }) => terms.length + seqs.length === 0)) {
    return nothing
  }
  groups.sort((one, other) => one.seen - other.seen)
  const head = await db
    .selectFrom('audit_head')
    .select(['seq', 'cut_seq'])
    .executeTakeFirstOrThrow()
  const first = head.cut_seq + 1
  const last = Math.min(head.seq, (query.below ?? Number.MAX_SAFE_INTEGER) - 1)
  if (last < first) return nothing
  const asked = from === undefined && to === undefined ? null : await timeSet(db, { from, to })
  if (asked && asked.last < asked.first) return nothing
  const underWay = await pendingOf(db, outcome, now)
  return {
    groups,
    reader: isSeenLast && !groups.includes(seen) ? readerGroup(db, seen, reader) : null,
    first: Math.max(first, asked?.first ?? 1),
    last: Math.min(last, asked?.last ?? last),
    confine(block, bits) {
      const kept = noBits()
      setNumbers(kept, block, first, last)
      keepCommon(bits, kept)
      if (asked) keepCommon(bits, asked.bitsOf(block))
      underWay?.(block, bits)
    },
  }
}

/** What of their places a reader can see anything of, by what is asked for. */
function within({ reader, instanceId, zoneId }: AuditQuery): AuditReader {
  if (reader.kind !== 'places') return reader
  const isAsked = (place: { instanceId: string; zoneId?: string }) =>
    (instanceId === undefined || place.instanceId === instanceId) &&
    (zoneId === undefined || place.zoneId === undefined || place.zoneId === zoneId)
  return {
    ...reader,
    instanceIds: reader.instanceIds.filter((id) => isAsked({ instanceId: id })),
    zones: reader.zones.filter(isAsked),
  }
}

function readerGroup(
  db: Db,
  group: Group,
  { instanceIds, zones, actorIds }: Extract<AuditReader, { kind: 'places' }>,
): ReaderGroup {
  // By us: there may be more places than a statement takes.
  const [instances, actors] = [new Set(instanceIds), new Set(actorIds)]
  const places = new Set(zones.map((zone) => `${zone.instanceId}/${zone.zoneId}`))
  return {
    group,
    async of(seqs) {
      const rows = await db
        .selectFrom('audit_attempts')
        .select(['seq', 'instance_id', 'zone_id', 'actor_id'])
        .where('seq', 'in', seqs)
        .execute()
      const isSeen = ({ instance_id, zone_id, actor_id }: (typeof rows)[number]) =>
        instances.has(instance_id) ||
        actors.has(actor_id) ||
        (zone_id !== null && places.has(`${instance_id}/${zone_id}`))
      return rows.filter(isSeen).map(({ seq }) => seq)
    },
  }
}

async function termsOfReader(
  db: Db,
  reader: Exclude<AuditReader, { kind: 'all' }>,
): Promise<string[]> {
  if (reader.kind === 'instances') {
    return reader.instanceIds.map((id) => accountTerm(reader.accountId, id))
  }
  const own = await findActorsById(db, reader.actorIds)
  return [
    ...reader.instanceIds.map(instanceTerm),
    ...reader.zones.map((zone) => placeTerm(zone.instanceId, zone.zoneId)),
    ...own.map(actorTerm),
  ]
}

async function groupOf(db: Db, terms: readonly string[]): Promise<Group> {
  const group: Group = { terms: [], seqs: [], seen: 0 }
  for (let at = 0; at < terms.length; at += 1_000) {
    const rows = await db
      .selectFrom('audit_terms')
      .select(['no', 'seen'])
      .where('term', 'in', terms.slice(at, at + 1_000))
      .execute()
    for (const { no, seen } of rows) {
      group.terms.push(no)
      group.seen += seen
    }
  }
  return group
}

async function groupsOfText(db: Db, text: string): Promise<Group[]> {
  const ids = await attemptsOfId(db, text)
  if (ids.length > 0) return [{ terms: [], seqs: ids, seen: ids.length }]
  const words = wordsOf(text)
  // Dots and dashes alone are in no row.
  if (words.length === 0) return [{ terms: [], seqs: [], seen: 0 }]
  return Promise.all(words.map((word) => wordGroup(db, word)))
}

/** By ids of which every row has its own: our request's, IBM's correlation id, the attempt's. */
async function attemptsOfId(db: Db, text: string): Promise<number[]> {
  if (text.length < 8 || text.length > 128 || /\s/.test(text)) return []
  const own = await db
    .selectFrom('audit_attempts')
    .select('seq')
    .where((eb) => eb.or([eb('id', '=', text.toLowerCase()), eb('request_id', '=', text)]))
    .orderBy('seq', 'desc')
    .limit(mostWords)
    .execute()
  const settled = await db
    .selectFrom('audit_outcomes as o')
    .innerJoin('audit_attempts as a', 'a.id', 'o.attempt_id')
    .select('a.seq')
    .where('o.correlation_id', '=', text)
    .orderBy('a.seq', 'desc')
    .limit(mostWords)
    .execute()
  return [...own, ...settled].map(({ seq }) => seq)
}

async function wordGroup(db: Db, word: string): Promise<Group> {
  // Of one or two letters alone, too many words begin with them to be of any use.
  const exact = [wordTerm(word), zoneTerm(word), instanceTerm(word), jobTerm(word)]
  const group = await groupOf(db, exact)
  if (word.length < 3) return group
  const rows = await db
    .selectFrom('audit_terms')
    .select(['no', 'seen'])
    .where('term', '>', wordTerm(word))
    .where('term', '<', `${wordTerm(word)}\u{10ffff}`)
    .limit(mostWords + 1)
    .execute()
  if (rows.length > mostWords) {
    const message = `Too many words begin with "${word}". Type more of it`
    throw new AppError('bad_request', `text: ${message}`, { errors: [{ path: 'text', message }] })
  }
  return {
    terms: [...group.terms, ...rows.map(({ no }) => no)],
    seqs: [],
    seen: rows.reduce((sum, { seen }) => sum + seen, group.seen),
  }
}

/** The index knows of no clock: attempts without an outcome are pending for a while, and then unknown. */
async function pendingOf(db: Db, outcome: ActivityOutcome | undefined, now: number) {
  if (outcome !== 'pending' && outcome !== 'unknown') return null
  const recent = await timeSet(db, { from: now - pendingForMs + 1 })
  if (outcome === 'pending') {
    return (block: number, bits: Bits) => keepCommon(bits, recent.bitsOf(block))
  }
  const pending = await recentlyPending(db, recent)
  return (block: number, bits: Bits) => {
    const open = noBits()
    for (const seq of pending) setNumbers(open, block, seq, seq)
    keepCommon(open, recent.bitsOf(block))
    removeAll(bits, open)
  }
}

async function recentlyPending(
  db: Db,
  { first, last }: Pick<TimeSet, 'first' | 'last'>,
): Promise<number[]> {
  if (last < first) return []
  const rows = await db
    .selectFrom('audit_entries')
    .select('seq')
    .where('seq', '>=', first)
    // Bounded on both sides: without statistics PostgreSQL takes one side for a third of the table, and reads all of it.
    .where('seq', '<=', last)
    .whereRef('newest_seq', '=', 'seq')
    .execute()
  return rows.map(({ seq }) => seq)
}
