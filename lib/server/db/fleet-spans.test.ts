import { beforeAll, beforeEach, expect, it } from 'vitest'
import {
  deliveringShare,
  stretchesOf,
  stretchesOfSums,
  timesOf,
  timesOfSums,
} from '@/lib/fleet/history'
import { readGaps } from './fleet-gaps'
import { addGaps, addSpans, removeSpans } from './fleet-history'
import { readSpans } from './fleet-spans'
import { describeEngines, type TestDb } from './test-engines'

const owner = 'team'
const day = 86_400_000
const now = 1_800_000_000_000
const fromMs = now - 30 * day
const stepMs = (30 * day) / 200
const flapping = { zoneId: 'z', jobId: '1', bornMs: 0 }
const calm = { zoneId: 'z', jobId: '2', bornMs: 0 }

describeEngines('the stretches of a job', (openTestDb) => {
  let test: TestDb
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(async () => {
    await test.db.deleteFrom('fleet_spans').execute()
    await test.db.deleteFrom('fleet_gaps').execute()
  })

  it('are read each, with the one that reaches into the time asked for', async () => {
    await addSpans(test.db, owner, [
      { ...calm, fromMs: fromMs - 9, state: 'paused', cause: 'here' },
      { ...calm, fromMs: fromMs - 5, state: 'delivering', cause: null },
      { ...calm, fromMs: fromMs + 5, state: 'failing', cause: 'x' },
      { ...flapping, fromMs: fromMs - 1, state: 'delivering', cause: null },
    ])
    const kept = await readSpans(test.db, owner, { zoneId: 'z', fromMs }, { limit: 10, stepMs })
    expect(kept.get('1')).toEqual({
      before: { fromMs: fromMs - 1, state: 'delivering', cause: null },
      after: { kind: 'each', spans: [] },
    })
    expect(kept.get('2')).toEqual({
      before: { fromMs: fromMs - 5, state: 'delivering', cause: null },
      after: { kind: 'each', spans: [{ fromMs: fromMs + 5, state: 'failing', cause: 'x' }] },
    })
  })

  it('are of the job that has the id last, where another began when the first was gone', async () => {
    const [first, next] = [calm, { ...calm, bornMs: fromMs - 7 }]
    await addSpans(test.db, owner, [
      { ...next, fromMs: fromMs - 7, state: 'never_ran', cause: null },
      { ...first, fromMs: fromMs - 7, state: 'gone', cause: null },
      { ...next, bornMs: fromMs + 7, fromMs: fromMs + 7, state: 'never_ran', cause: null },
      { ...next, fromMs: fromMs + 7, state: 'gone', cause: null },
    ])
    const kept = await readSpans(test.db, owner, { zoneId: 'z', fromMs }, { limit: 10, stepMs })
    expect(kept.get('2')).toMatchObject({
      before: { state: 'never_ran' },
      after: { spans: [{ state: 'gone' }, { state: 'never_ran' }] },
    })
  })

  it('go on where an error says something else, which is no flapping', async () => {
    const texts = Array.from({ length: 30 }, (_, at) => ({
      ...calm,
      fromMs: fromMs + at * 1_000,
      state: 'failing' as const,
      cause: `error ${at % 2}`,
    }))
    await addSpans(test.db, owner, [
      { ...calm, fromMs: fromMs - 1, state: 'delivering', cause: null },
      ...texts,
    ])
    const kept = await readSpans(test.db, owner, { zoneId: 'z', fromMs }, { limit: 10, stepMs })
    const { before, after } = kept.get('2') ?? {}
    if (after?.kind !== 'sums') throw new Error('not summed up')
    expect(after.sums).toMatchObject([{ state: 'failing', count: 1 }])
    expect(stretchesOfSums(before ?? null, after.sums, stepMs, fromMs)).toMatchObject([
      { state: 'failing', cause: 'error 1', fromMs, toMs: null },
    ])
  })

  it('are taken back by when they began', async () => {
    const spans = [fromMs, fromMs + 1].map((at) => ({ ...calm, fromMs: at }))
    await addSpans(
      test.db,
      owner,
      spans.map((span) => ({ ...span, state: 'delivering', cause: null })),
    )
    await removeSpans(test.db, owner, [
      { ...calm, fromMs },
      { ...flapping, fromMs: fromMs + 1 },
    ])
    const kept = await readSpans(test.db, owner, { zoneId: 'z', fromMs }, { limit: 10, stepMs })
    expect(kept.get('2')?.after).toMatchObject({ spans: [{ fromMs: fromMs + 1 }] })
  })

  it('are summed up where a job flaps 50,000 times, without losing any time', async () => {
    const pace = (30 * day) / 50_000
    const spans = Array.from({ length: 50_000 }, (_, at) => ({
      ...flapping,
      fromMs: Math.round(fromMs + at * pace),
      state: at % 4 === 0 ? ('failing' as const) : ('delivering' as const),
      cause: at % 4 === 0 ? 'AccessDenied' : null,
    }))
    await addSpans(test.db, owner, spans)
    await addSpans(test.db, owner, [{ ...calm, fromMs, state: 'delivering', cause: null }])
    const filter = { zoneId: 'z', jobId: '1', fromMs }
    const { before, after } = (await readSpans(test.db, owner, filter, { limit: 400, stepMs })).get(
      '1',
    ) ?? { before: null, after: { kind: 'each', spans: [] } }
    if (after.kind !== 'sums') throw new Error('not summed up')
    expect(after.sums.length).toBeLessThanOrEqual(402)
    const stretches = stretchesOfSums(before, after.sums, stepMs, fromMs)
    expect(stretches.length).toBeLessThan(5)
    expect(stretches[0]?.cause).toMatch(/^flapping: \d{5} changes$/)
    expect(stretches.at(-1)).toMatchObject({ toMs: null, state: spans.at(-1)?.state })
    const exact = deliveringShare(timesOf(stretchesOf(spans, fromMs), now))
    const summed = deliveringShare(timesOfSums(before, after.sums, fromMs, now))
    expect(summed).toBeCloseTo(exact ?? -1, 10)
    // One that flaps does not change what is told of its neighbours.
    const zone = await readSpans(test.db, owner, { zoneId: 'z', fromMs }, { limit: 400, stepMs })
    expect(zone.get('2')?.after).toMatchObject({ sums: [{ state: 'delivering', count: 1 }] })
  })

  it('leave gaps of which those that lie close together become one, with all that is lost', async () => {
    const step = (30 * day) / 25_000
    const gaps = Array.from({ length: 25_000 }, (_, at) => ({
      ...flapping,
      instanceId: 'i',
      zoneName: 'z.example',
      jobName: null,
      dataset: 'dns_logs',
      fromMs: Math.round(fromMs + at * step),
      toMs: Math.round(fromMs + (at + 0.5) * step),
      cause: 'AccessDenied',
    }))
    await addGaps(test.db, owner, gaps)
    const found = await readGaps(test.db, owner, { ...flapping, fromMs, toMs: now }, 100)
    expect(found.length).toBeLessThanOrEqual(100)
    const lost = (list: { lostMs: number }[]) => list.reduce((sum, { lostMs }) => sum + lostMs, 0)
    expect(lost(found)).toBe(lost(gaps.map((gap) => ({ lostMs: gap.toMs - gap.fromMs }))))
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(gaps.length)
    const few = await readGaps(
      test.db,
      owner,
      { ...flapping, fromMs, toMs: fromMs + day / 10 },
      100,
    )
    expect(few[0]).toMatchObject({ fromMs, count: 1, cause: 'AccessDenied' })
  })
})
