import 'server-only'
import { blockOf, blockSize } from './audit-bits'
import { type Cut, cutAction } from './audit-cut'
import { chainStart } from './audit-hash'
import { readChain } from './audit-rows'
import { indexProblem } from './audit-verify-index'
import { cutIn, cutNow, entryProblem, type Link, missing, problemOf } from './audit-verify-rows'
import type { Db } from './client'
import type { AuditHeadTable } from './schema'

/** What is wrong, as a sentence that names the row; or how many rows were walked, and the hash of the last. */
export type Verdict =
  | { ok: true; rows: number; head: Link; cutSeq: number }
  | {
      ok: false
      problem: string
      /**
       * Everything that is there fits; but of older rows that are gone no row says why, as where a version of this app
       * cut them off that wrote none.
       */
      onlyCut?: { rows: number; head: Link; cutSeq: number }
    }

/** How far a walk has come, as JSON holds it: another process may go on from there. */
export type Walk = {
  /** As it was when the walk began. */
  head: Pick<AuditHeadTable, 'seq' | 'hash' | 'cut_seq'>
  last: Link
  rows: number
  /** What the newest row about a cut says. */
  told: Cut | null
  /** Where what attempts are found by is looked at next; null: the chain itself is still walked. */
  index: number | null
  isExpectedMet: boolean
}

/**
 * Walks the chain from its beginning, or from where it was cut off, to the head as it is now. Takes no lock and keeps no
 * transaction open: the app may go on writing, and cutting. Memory does not grow with the rows.
 * @param expected a hash that was noted earlier: it has to be that of a row, or of the last one that was cut off
 */
export async function verifyAudit(db: Db, expected?: string): Promise<Verdict> {
  const wanted = expected === undefined ? null : { hash: expected, seq: null }
  const begun = await beginWalk(db, wanted)
  return 'ok' in begun ? begun : walkOn(db, begun, wanted)
}

/** A hash that was noted earlier; `seq`: of which row, so that it may be cut off by now. null: it has to be there. */
export type Expected = { hash: string; seq: number | null }

/** @returns what to go on from; or what is wrong at first sight */
export async function beginWalk(db: Db, expected: Expected | null): Promise<Walk | Verdict> {
  const { head, beyond } = await readHead(db)
  if (!head) return bad('The head of the audit is missing (audit_head).')
  if (beyond !== null && beyond > head.seq) {
    return bad(
      `Row ${beyond} stands beyond the head, which is row ${head.seq}: it was added beside the chain, or the head was changed.`,
    )
  }
  const { seq, hash, cut_seq, cut_hash } = head
  const last = { seq: cut_seq, hash: cut_seq === 0 ? chainStart : cut_hash }
  const isExpectedMet = expected === null || last.hash === expected.hash
  return { head: { seq, hash, cut_seq }, last, rows: 0, told: null, index: null, isExpectedMet }
}

/** Goes on to the end. */
export async function walkOn(db: Db, begun: Walk, expected: Expected | null): Promise<Verdict> {
  for (let walk = begun; ; ) {
    const next = await walkSome(db, walk, expected, Number.POSITIVE_INFINITY)
    if ('ok' in next) return next
    walk = next
  }
}

/** Goes on until a time (epoch ms) has come: by one batch at least, so that it gets to the end. */
export async function walkSome(
  db: Db,
  walk: Walk,
  expected: Expected | null,
  untilMs: number,
): Promise<Walk | Verdict> {
  return walk.index === null
    ? walkChain(db, walk, expected, untilMs)
    : walkIndex(db, walk, walk.index, expected, untilMs)
}

async function walkChain(
  db: Db,
  { head, ...walk }: Walk,
  expected: Expected | null,
  untilMs: number,
): Promise<Walk | Verdict> {
  let { last, rows, told, isExpectedMet } = walk
  for await (const batch of readChain(db, last.seq, head.seq)) {
    const cut = await cutNow(db)
    for (const one of batch) {
      // Cut off meanwhile: the chain begins behind it now.
      if (one.row.seq !== last.seq + 1 && cut.seq > last.seq) last = cut
      if (one.row.seq <= last.seq && one.row.seq <= cut.seq) continue
      const problem = problemOf(one, last)
      if (problem) return bad(problem)
      last = { seq: one.row.seq, hash: one.row.hash }
      isExpectedMet ||= last.hash === expected?.hash
      told = cutIn(one) ?? told
      rows += 1
    }
    const problem = await entryProblem(db, batch, (await cutNow(db)).seq)
    if (problem) return bad(problem)
    if (Date.now() >= untilMs) return { head, last, rows, told, index: null, isExpectedMet }
  }
  const cut = await cutNow(db)
  if (cut.seq > last.seq) last = cut
  if (last.seq < head.seq) {
    return bad(missing(last.seq + 1, `the head is row ${head.seq}`))
  }
  if (cut.seq < head.seq && last.hash !== head.hash) {
    return bad(
      `Row ${last.seq} is not the one that the head names: it was replaced, or the head was changed.`,
    )
  }
  const entry = await strayEntry(db, head)
  if (entry) return bad(entry)
  return { head, last, rows, told, index: cut.seq + 1, isExpectedMet }
}

/** A block at a time. */
async function walkIndex(
  db: Db,
  walk: Walk,
  from: number,
  expected: Expected | null,
  untilMs: number,
): Promise<Walk | Verdict> {
  const { head } = walk
  for (let first = from; first <= head.seq; ) {
    const next = (blockOf(first) + 1) * blockSize
    const hidden = await indexProblem(db, first, Math.min(next - 1, head.seq))
    if (hidden) return bad(hidden)
    first = next
    if (Date.now() >= untilMs) return { ...walk, index: first }
  }
  return verdictOf(walk, expected, await cutNow(db))
}

function verdictOf(
  { head: { seq, hash, cut_seq }, rows, told, isExpectedMet }: Walk,
  expected: Expected | null,
  cut: Link,
): Verdict {
  if (expected && !isExpectedMet && (expected.seq === null || expected.seq > cut.seq)) {
    return bad(
      `No row has the expected hash ${expected.hash}: row ${seq}, the newest, has ${hash}. Rows were removed or rewritten since it was noted.`,
    )
  }
  const found = { rows, head: { seq, hash }, cutSeq: cut.seq }
  const isTold = told?.last === cut.seq && told.hash === cut.hash
  // Of a cut that was made meanwhile the row stands beyond the head as it was.
  if (cut.seq === 0 || isTold || cut.seq !== cut_seq) return { ok: true, ...found }
  return {
    ok: false,
    problem: `Rows up to ${cut.seq} were removed, and no row says that this was done because of their age (${cutAction}): somebody else removed them, or a version of this app that wrote none.`,
    onlyCut: found,
  }
}

const bad = (problem: string): Verdict => ({ ok: false, problem })

/** In one statement, so that a row that is written meanwhile stands neither beyond the head nor before it. */
async function readHead(
  db: Db,
): Promise<{ head: AuditHeadTable | undefined; beyond: number | null }> {
  const row = await db
    .selectFrom('audit_head')
    .selectAll()
    .select((eb) => [
      eb
        .selectFrom('audit_attempts')
        .select((of) => of.fn.max('seq').as('seq'))
        .as('attempts'),
      eb
        .selectFrom('audit_outcomes')
        .select((of) => of.fn.max('seq').as('seq'))
        .as('outcomes'),
    ])
    .executeTakeFirst()
  if (!row) return { head: undefined, beyond: null }
  const { attempts, outcomes, ...head } = row
  return { head, beyond: Math.max(attempts ?? 0, outcomes ?? 0) || null }
}

/** An entry of no attempt would show a row that never was. */
async function strayEntry(db: Db, head: Walk['head']): Promise<string | null> {
  const stray = await db
    .selectFrom('audit_entries as e')
    .leftJoin('audit_attempts as a', 'a.seq', 'e.seq')
    .select('e.seq')
    .where('e.seq', '>', head.cut_seq)
    .where('e.seq', '<=', head.seq)
    .where('a.seq', 'is', null)
    .orderBy('e.seq')
    .limit(1)
    .executeTakeFirst()
  if (!stray || stray.seq <= (await cutNow(db)).seq) return null
  return `Entry ${stray.seq} has no attempt in the audit (audit_entries).`
}
