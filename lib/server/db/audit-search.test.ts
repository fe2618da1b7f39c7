import { describe, expect, it } from 'vitest'
import type { ActivityAction, ActivityOutcome } from '@/lib/schemas/activity'
import { appendAttempt, appendOutcome } from './audit'
import { foldSome } from './audit-index'
import { listAudit } from './audit-list'
import type { AuditQuery, AuditReader } from './audit-plan'
import { rebuildIndex } from './audit-rebuild'
import { placeTerm } from './audit-terms'
import type { Db } from './client'
import { attempt, start, useAudit } from './test-audit'
import { describeEngines } from './test-engines'

/** The same numbers at each run. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const hour = 3_600_000
const late = start + 1_000 * hour
const instances = ['instance-a', 'instance-b', '']
const zones = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)]
const actions = ['job.create', 'job.update', 'grant.create'] as const
const outcomes = ['succeeded', 'failed', 'unknown', 'pending'] as const
const people = ['Ada Example', 'Grace Rare', 'Ágnes Weber']
const subjects = ['viewer on shop.example', 'editor on shopping.example', null]

type Made = {
  id: string
  at: number
  account: string
  instance: string
  zone: string | null
  action: ActivityAction
  outcome: ActivityOutcome
  person: string
  text: string
}

async function fill(db: Db, count: number): Promise<Made[]> {
  const pick = random(7)
  const made: Made[] = []
  for (let at = 0; at < count; at++) {
    const instance = instances[pick(3)] ?? ''
    const zone = instance === '' ? null : (zones[pick(3)] ?? null)
    const person = people[pick(8)] ?? 'Ada Example'
    const subject = subjects[pick(3)] ?? null
    const action = actions[pick(3)] ?? 'job.create'
    const account = pick(5) === 0 ? 'account-2' : 'account-1'
    // One process's clock is an hour behind.
    const time = start + at * 60_000 - (pick(10) === 0 ? hour : 0)
    const jobName = `job-${pick(4)}`
    const actor = { id: `IBMid-${people.indexOf(person)}`, name: person, email: '', address: '' }
    const given = { accountId: account, instanceId: instance, zoneId: zone, zoneName: null }
    const jobId = String(pick(4))
    const row = attempt({ ...given, actor, action, subject, jobName, jobId })
    const id = await appendAttempt(db, row, time)
    let outcome: ActivityOutcome = outcomes[pick(4)] ?? 'pending'
    const detail = pick(20) === 0 ? 'A zebra was met' : null
    let said = ''
    if (outcome === 'pending') outcome = 'unknown'
    else {
      if (pick(3) === 0) await appendOutcome(db, id, { outcome: 'unknown' }, time)
      if (await appendOutcome(db, id, { outcome, detail }, time)) said = detail ?? ''
    }
    const text = `${person} ${subject ?? ''} ${jobName} ${jobId} ${said}`.toLowerCase()
    made.push({ id, at: time, account, instance, zone, action, outcome, person, text })
    if (pick(40) === 0) await foldSome(db)
  }
  return made
}

const readers: [string, AuditReader, (row: Made) => boolean][] = [
  ['everybody', { kind: 'all' }, () => true],
  [
    'an account',
    { kind: 'instances', accountId: 'account-1', instanceIds: ['instance-a', 'none'] },
    ({ account, instance }) => account === 'account-1' && instance === 'instance-a',
  ],
  [
    'a member',
    {
      kind: 'places',
      instanceIds: [],
      zones: [
        { instanceId: 'instance-a', zoneId: '1'.repeat(32) },
        { instanceId: 'instance-b', zoneId: '2'.repeat(32) },
        { instanceId: 'elsewhere', zoneId: '3'.repeat(32) },
      ],
      actorIds: ['IBMid-1'],
    },
    ({ instance, zone, person }) =>
      (instance === 'instance-a' && zone === '1'.repeat(32)) ||
      (instance === 'instance-b' && zone === '2'.repeat(32)) ||
      person === 'Grace Rare',
  ],
  [
    'a member of many zones',
    {
      kind: 'places',
      instanceIds: ['instance-b'],
      zones: zones.flatMap((zoneId) =>
        ['instance-a', ...Array.from({ length: 30 }, (_, at) => `other-${at}`)].map(
          (instanceId) => {
            return { instanceId, zoneId }
          },
        ),
      ),
      actorIds: ['IBMid-2'],
    },
    ({ instance, person }) => instance !== '' || person === 'Ágnes Weber',
  ],
  [
    'a member who sees nothing yet',
    { kind: 'places', instanceIds: [], zones: [], actorIds: [] },
    () => false,
  ],
]

const has = (row: Made, word: string) =>
  row.text.split(/[^\p{L}\p{N}]+/u).some((it) => it.startsWith(word))

const filters: [Partial<AuditQuery>, (row: Made) => boolean][] = [
  [{}, () => true],
  [{ zoneId: '1'.repeat(32) }, ({ zone }) => zone === '1'.repeat(32)],
  [{ instanceId: 'instance-b' }, ({ instance }) => instance === 'instance-b'],
  [{ action: 'grant.create' }, ({ action }) => action === 'grant.create'],
  [{ outcome: 'unknown' }, ({ outcome }) => outcome === 'unknown'],
  [
    { outcome: 'failed', action: 'job.create' },
    ({ outcome, action }) => outcome === 'failed' && action === 'job.create',
  ],
  [{ outcome: 'pending' }, () => false],
  [{ actor: 'ágn' }, ({ person }) => person === 'Ágnes Weber'],
  [{ actor: 'nobody' }, () => false],
  [{ text: 'Shop' }, (row) => has(row, 'shop')],
  [{ text: 'shop.example' }, (row) => has(row, 'shop') && has(row, 'example')],
  [{ text: 'zebra' }, (row) => has(row, 'zebra')],
  [{ text: 'job 3 grace' }, (row) => has(row, '3') && has(row, 'grace')],
  [{ text: 'nothing' }, () => false],
  [{ text: '-' }, () => false],
  [
    { from: start + 5 * hour, to: start + 6 * hour },
    ({ at }) => at >= start + 5 * hour && at <= start + 6 * hour,
  ],
  [{ to: start - 1 }, ({ at }) => at < start],
  [{ from: late }, () => false],
  [
    { text: 'editor', outcome: 'succeeded', from: start + hour, actor: 'ada' },
    (row) =>
      has(row, 'editor') &&
      row.outcome === 'succeeded' &&
      row.at >= start + hour &&
      row.person === 'Ada Example',
  ],
]

describeEngines('a search of the audit', (openTestDb, engine) => {
  const audit = useAudit(openTestDb)

  it('finds what looking at every row finds, folded or not, and built anew', async () => {
    const { db } = audit.test
    const made = await fill(db, 300)
    const check = async () => {
      for (const [who, reader, sees] of readers) {
        for (const [filter, fits] of filters) {
          const expected = made.filter((row) => sees(row) && fits(row)).map(({ id }) => id)
          const found: string[] = []
          let cursor: string | undefined
          do {
            const page = await listAudit(db, { reader, ...filter, limit: 60, cursor }, late)
            found.push(...page.items.map(({ id }) => id))
            cursor = page.nextCursor ?? undefined
          } while (cursor)
          expect(found, `${who}: ${JSON.stringify(filter)}`).toEqual(expected.toReversed())
        }
      }
    }
    await check()
    while (await foldSome(db));
    expect(await db.selectFrom('audit_postings').selectAll().execute()).toEqual([])
    await check()
    const index = () =>
      db
        .selectFrom('audit_blocks as b')
        .innerJoin('audit_terms as t', 't.no', 'b.term_no')
        .select(['t.term', 't.seen', 'b.block', 'b.bits'])
        .where('b.bits', '<>', '')
        .orderBy('t.term')
        .execute()
    const folded = await index()
    const tables = ['audit_entries', 'audit_blocks', 'audit_spans', 'audit_terms'] as const
    for (const table of tables) await db.deleteFrom(table).execute()
    await db.transaction().execute((transaction) => rebuildIndex(transaction, engine))
    expect(await index()).toEqual(folded)
    await check()
  })

  it('is searched for somebody who sees more zones than a statement takes', async () => {
    const db = audit.test.db
    const zoneId = (at: number) => at.toString(16).padStart(32, '0')
    const mine = Array.from({ length: 70_000 }, (_, at) => zoneId(at))
    for (let at = 0; at < 30; at++) {
      for (const id of [zoneId(at), zoneId(at + 1_000_000)]) {
        await appendAttempt(
          db,
          attempt({ instanceId: 'instance-many', zoneId: id, action: 'job.create' }),
          start + at,
        )
      }
    }
    const zones = mine.map((id) => ({ instanceId: 'instance-many', zoneId: id }))
    const reader: AuditReader = { kind: 'places', instanceIds: [], zones, actorIds: [] }
    const { items } = await listAudit(db, { reader, action: 'job.create', limit: 100 })
    expect(items).toHaveLength(30)
    // As if something was done in each.
    const terms = zones.slice(100).map(({ instanceId, zoneId: id }, at) => ({
      no: 2_000_000 + at,
      term: placeTerm(instanceId, id),
      seen: 1,
    }))
    for (let at = 0; at < terms.length; at += 5_000) {
      await db
        .insertInto('audit_terms')
        .values(terms.slice(at, at + 5_000))
        .execute()
    }
    expect((await listAudit(db, { reader, limit: 100 })).items).toHaveLength(30)
  })

  describe('by text', () => {
    it('finds ids as a whole', async () => {
      const requestId = crypto.randomUUID()
      const correlationId = `Correlation-${crypto.randomUUID()}`
      const id = await audit.append({ requestId })
      await audit.settle(id, { outcome: 'succeeded', correlationId })
      for (const text of [id, requestId, correlationId, ` ${requestId} `]) {
        expect(await audit.ids({ text })).toEqual([id])
      }
      expect(await audit.ids({ text: requestId.slice(0, 12) })).toEqual([])
    })

    it('finds what a destination says, and what is about none', async () => {
      const destination = { kind: 'https', url: 'https://collector.example.net:8443/logs' }
      const id = await audit.append({
        after: { name: 'edge', destination, logs: { fields: { mode: 'list', names: ['RayID'] } } },
      })
      expect(await audit.ids({ text: 'collector 8443' })).toEqual([id])
      expect(await audit.ids({ text: 'https://collector.example' })).toEqual([id])
      expect(await audit.ids({ text: 'RayID' })).toEqual([])
    })

    it('asks for more where too many words begin alike', async () => {
      const rows = Array.from({ length: 2_100 }, (_, at) => ({
        no: 1_000_000 + at,
        term: `w many${at}`,
        seen: 0,
      }))
      for (let at = 0; at < rows.length; at += 500) {
        await audit.test.db
          .insertInto('audit_terms')
          .values(rows.slice(at, at + 500))
          .execute()
      }
      await expect(audit.ids({ text: 'many' })).rejects.toThrow('Type more of it')
      expect(await audit.ids({ text: 'many20' })).toEqual([])
    })
  })
})
