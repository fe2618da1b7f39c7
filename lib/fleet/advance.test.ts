import { describe, expect, it } from 'vitest'
import { advanceZone, type SeenJob } from './advance'
import { stretchesOf } from './history'
import { isLosing } from './standing'
import { broken, context, follow, minute, randoms, seen, t0 } from './testing'

describe('a reading of a zone', () => {
  it('changes nothing where all is as it was', () => {
    const { states, events, gaps } = follow([
      [t0, {}],
      [t0 + minute, { completeMs: t0 }],
      [t0 + 2 * minute, { completeMs: t0 + minute }],
    ])
    expect({ states, events, gaps }).toEqual({ states: ['delivering'], events: [], gaps: [] })
  })

  it('keeps a gap from the last delivery to the next one, through a pause as well', () => {
    const { gaps, events, states } = follow([
      [t0, {}],
      [t0 + minute, { ...broken(t0) }],
      [t0 + 2 * minute, { ...broken(t0 + minute), enabled: false, revision: 'b' }],
      [t0 + 3 * minute, { completeMs: null, revision: 'c' }],
      [t0 + 4 * minute, { completeMs: t0 + 3.5 * minute, revision: 'c' }],
    ])
    expect(gaps).toEqual([{ fromMs: t0 - minute, toMs: t0 + 3.5 * minute, cause: 'AccessDenied' }])
    // It had delivered nothing since it was first seen.
    expect(states).toEqual(['failing', 'disabled_by_service', 'never_ran', 'delivering'])
    expect(events).toEqual(['failing', 'disabled', 'resumed'])
  })

  it('begins no two stretches at once, though IBM tells of an error from before the last reading', () => {
    const { spans, states } = follow([
      [t0, {}],
      [t0 + minute, { enabled: false, revision: 'b' }],
      [t0 + 2 * minute, { ...broken(t0 - minute) }],
    ])
    expect(states).toEqual(['delivering', 'paused', 'failing'])
    const starts = spans.map(({ fromMs }) => fromMs)
    expect(new Set(starts).size).toBe(3)
    expect(starts).toEqual(starts.toSorted((one, other) => one - other))
  })

  it('blames nobody for a pause that was over before another one', () => {
    const pausedHere = () => ({ who: 'Ines Brandt', atMs: t0 - 60 * minute })
    const { job } = follow(
      [
        [t0, {}],
        [t0 + minute, { enabled: false, revision: 'b' }],
      ],
      { pausedHere },
    )
    expect(job?.disabled).toEqual({ by: 'elsewhere', atMs: t0 + minute, who: null })
  })

  it('learns who paused a job once that is on record, and keeps it', () => {
    let known = false
    const { job } = follow(
      [
        [t0, {}],
        [t0 + minute, { enabled: false, revision: 'b' }],
        [t0 + 2 * minute, { enabled: false, revision: 'b' }],
      ],
      {
        pausedHere: () => {
          const was = known
          known = true
          return was ? { who: 'Ines Brandt', atMs: t0 + minute / 2 } : null
        },
      },
    )
    expect(job?.disabled).toEqual({ by: 'here', atMs: t0 + minute / 2, who: 'Ines Brandt' })
  })

  it('remembers why IBM disabled a job when IBM says no more of it', () => {
    const disabled = { enabled: false, revision: 'b' }
    const known = follow([
      [t0, broken(t0)],
      [t0 + minute, disabled],
    ]).job
    const [later] = advanceZone(
      known ? [known] : [],
      [{ ...seen, ...disabled }],
      context(t0 + 2 * minute),
    )
    expect(later).toMatchObject({
      job: { standing: { state: 'disabled_by_service', sinceMs: t0 + minute } },
      cause: 'AccessDenied',
    })
  })

  it('begins a new gap where a delivery came between two failures', () => {
    const { gaps, job } = follow([
      [t0, broken(t0)],
      [t0 + minute, { ...broken(t0 + minute), completeMs: t0 + minute / 2 }],
    ])
    expect(gaps).toEqual([{ fromMs: t0 - minute, toMs: t0 + minute / 2, cause: 'AccessDenied' }])
    expect(job?.gap?.fromMs).toBe(t0 + minute / 2)
  })

  it('says nothing of a stretch in which nobody looked', () => {
    const { spans } = follow([
      [t0, {}],
      [t0 + 60 * minute, { completeMs: t0 + 59 * minute }],
    ])
    expect(spans.map(({ state, fromMs }) => [state, fromMs - t0])).toEqual([
      ['delivering', -minute],
      ['not_known', 3 * minute],
      ['delivering', 59 * minute],
    ])
  })

  it('knows that a failure lasted while nobody looked', () => {
    const { states } = follow([
      [t0, broken(t0)],
      [t0 + 60 * minute, broken(t0 + 59 * minute)],
    ])
    expect(states).toEqual(['failing'])
  })

  it('tells what was changed with a switch as well as the switch', () => {
    const off = { enabled: false, revision: 'b', switchedRevision: 'a' }
    const on = { revision: 'c', switchedRevision: 'd' }
    expect(
      follow([
        [t0, {}],
        [t0 + minute, off],
        [t0 + 2 * minute, on],
        [t0 + 3 * minute, { ...off, revision: 'd', switchedRevision: 'c' }],
        [t0 + 4 * minute, { revision: 'e', switchedRevision: 'd' }],
      ]).events,
    ).toEqual(['paused', 'changed', 'resumed', 'paused', 'resumed'])
    expect(
      follow([
        [t0, {}],
        [t0 + minute, { ...off, switchedRevision: 'z' }],
      ]).events,
    ).toEqual(['changed', 'paused'])
  })

  it('takes an id that was given again for another job', () => {
    const { events, job } = follow([
      [t0, {}],
      [t0 + minute, { dataset: 'dns_logs' }],
    ])
    expect(events).toEqual(['gone', 'created'])
    expect(job?.bornMs).toBe(t0 + minute)
  })

  it('ends what the list does not have any more', () => {
    const [first] = advanceZone([], [seen], context(t0, { isFirst: true }))
    const gone = advanceZone(first ? [first.job] : [], [], context(t0 + minute))
    expect(gone).toMatchObject([
      { job: { goneMs: t0 + minute, standing: { state: 'gone' } }, events: [{ kind: 'gone' }] },
    ])
  })

  it('takes several jobs of one dataset that stand still together for quiet, and one alone for late', () => {
    const old = { completeMs: t0 - 60 * minute }
    const two = [
      { ...seen, ...old },
      { ...seen, ...old, id: '2' },
    ]
    const states = (jobs: SeenJob[]) =>
      advanceZone([], jobs, context(t0, { isFirst: true })).map(({ job }) => job.standing.state)
    expect(states(two)).toEqual(['quiet', 'quiet'])
    expect(
      states([
        { ...seen, ...old },
        { ...seen, id: '2' },
      ]),
    ).toEqual(['late', 'delivering'])
    expect(states([{ ...seen, ...old }])).toEqual(['late'])
  })

  it('takes jobs of a dataset that nobody knows for late, not quiet', () => {
    const still = { ...seen, completeMs: t0 - 60 * minute, dataset: null }
    const jobs = [still, { ...still, id: '2' }]
    const advances = advanceZone([], jobs, context(t0, { isFirst: true }))
    expect(advances.map(({ job }) => job.standing.state)).toEqual(['late', 'late'])
  })

  it('comes to the same when it is told the same once more', () => {
    const [once] = advanceZone([], [broken1()], context(t0, { isFirst: true }))
    const [twice] = advanceZone(once ? [once.job] : [], [broken1()], context(t0))
    expect(twice).toMatchObject({ spans: [], gap: null, events: [] })
    function broken1() {
      return { ...seen, ...broken(t0) }
    }
  })

  it('holds together over any history', () => {
    const random = randoms(7)
    for (let run = 0; run < 300; run++) {
      let at = t0
      let complete: number | null = t0 - minute
      let revision = 0
      let enabled = true
      const readings: [number, Partial<SeenJob>][] = []
      for (let step = 0; step < 40; step++) {
        at += Math.ceil(random() * 6 * minute)
        const roll = random()
        if (roll < 0.55 && enabled) {
          complete = Math.max(complete ?? 0, at - Math.ceil(random() * minute))
        }
        if (roll > 0.9) {
          enabled = !enabled
          revision++
        }
        if (roll > 0.97) complete = null
        const isBroken = roll > 0.6 && roll < 0.85
        readings.push([
          at,
          { completeMs: complete, enabled, revision: `${revision}`, ...(isBroken && broken(at)) },
        ])
      }
      const { spans, gaps, job } = follow(readings)
      const starts = spans.map(({ fromMs }) => fromMs)
      expect(starts).toEqual([...starts].sort((a, b) => a - b))
      expect(new Set(starts).size).toBe(starts.length)
      for (const fromMs of starts) expect(fromMs).toBeLessThanOrEqual(at)
      gaps.forEach(({ fromMs, toMs }, index) => {
        expect(toMs).toBeGreaterThan(fromMs)
        expect(fromMs).toBeGreaterThanOrEqual(gaps[index - 1]?.toMs ?? 0)
      })
      expect(spans.at(-1)?.state).toBe(job?.standing.state)
      if (job && isLosing(job.standing.state)) expect(job.gap).not.toBeNull()
      const stretches = stretchesOf(spans, t0 - 10 * minute)
      stretches.forEach(({ fromMs, toMs }, index) => {
        expect(toMs === null).toBe(index === stretches.length - 1)
        if (toMs !== null) expect(stretches[index + 1]?.fromMs).toBe(toMs)
        expect(fromMs).toBeLessThan(toMs ?? at + 1)
      })
    }
  })

  it('keeps its order, and counts nothing below zero, when clocks jump', () => {
    const random = randoms(11)
    for (let run = 0; run < 300; run++) {
      let ours = t0
      let theirs = t0
      let complete: number | null = null
      const readings: [number, Partial<SeenJob>][] = []
      for (let step = 0; step < 40; step++) {
        const passed = Math.ceil(random() * 3 * minute)
        const jump = () => (random() < 0.08 ? Math.round((random() - 0.5) * 240 * minute) : 0)
        ours += passed + jump()
        theirs += passed + jump()
        if (random() < 0.6) complete = theirs - Math.ceil(random() * minute)
        readings.push([
          ours,
          { completeMs: complete, enabled: random() > 0.1, ...(random() < 0.3 && broken(theirs)) },
        ])
      }
      const { spans, gaps, job } = follow(readings)
      const starts = spans.map(({ fromMs }) => fromMs)
      expect(starts).toEqual([...starts].sort((a, b) => a - b))
      for (const { fromMs, toMs } of gaps) {
        expect(toMs).toBeGreaterThan(fromMs)
      }
      expect(spans.at(-1)?.state).toBe(job?.standing.state)
      for (const { toMs, fromMs } of stretchesOf(spans, t0 - 600 * minute)) {
        if (toMs !== null) expect(toMs).toBeGreaterThan(fromMs)
      }
    }
  })
})
