import { describe, expect, it } from 'vitest'
import type { KnownJob } from './advance'
import { advanceZone } from './advance'
import { broken, context, follow, minute, randoms, seen, t0 } from './testing'

const at = (minutes: number) => t0 + minutes * minute
const paused = { enabled: false, revision: 'b' }
const byInes = { pausedHere: () => ({ who: 'Ines Brandt', atMs: at(10) }) }

describe('what is missing', () => {
  it('ends where somebody here pauses the job: of that time nobody wants logs', () => {
    const { gaps, job } = follow(
      [
        [t0, {}],
        [at(1), broken(at(1))],
        [at(11), { ...broken(at(9)), ...paused }],
        [at(600), { ...broken(at(9)), ...paused }],
      ],
      byInes,
    )
    expect(job?.standing.state).toBe('paused')
    expect(gaps).toEqual([{ fromMs: at(-1), toMs: at(10), cause: 'AccessDenied' }])
    expect(job?.gap).toBeNull()
  })

  it('ends where somebody pauses it by other means, after it was resumed', () => {
    const { gaps, job } = follow([
      [t0, broken(t0)],
      [at(60), paused],
      [at(120), {}],
      [at(180), paused],
      [at(600), paused],
    ])
    expect(job?.disabled?.by).toBe('elsewhere')
    expect(gaps).toEqual([{ fromMs: at(-1), toMs: at(180), cause: 'AccessDenied' }])
    expect(job?.gap).toBeNull()
  })

  it('begins anew with the resumption, not with the last delivery before the pause', () => {
    const { gaps, job } = follow(
      [
        [t0, {}],
        [at(1), broken(at(1))],
        [at(11), paused],
        [at(60), {}],
        [at(61), broken(at(61))],
        [at(62), { ...broken(at(61)), ...paused }],
      ],
      { pausedHere: (job) => (job.hasError ? null : byInes.pausedHere()) },
    )
    expect(job?.standing.state).toBe('disabled_by_service')
    expect(gaps).toEqual([{ fromMs: at(-1), toMs: at(10), cause: 'AccessDenied' }])
    expect(job?.gap).toEqual({ fromMs: at(60), cause: 'AccessDenied' })
  })

  it('ends where it is learnt later that it was a person who disabled it', () => {
    const failing: [number, Partial<typeof seen>][] = [
      [t0, {}],
      [at(1), broken(at(1))],
      [at(11), { ...broken(at(9)), ...paused }],
    ]
    const { job } = follow(failing)
    expect(job?.standing.state).toBe('disabled_by_service')
    const known: KnownJob[] = job ? [job] : []
    const [later] = advanceZone(known, [{ ...seen, ...paused }], context(at(12), byInes))
    expect(later).toMatchObject({
      gap: { fromMs: at(-1), toMs: at(10) },
      job: { gap: null, standing: { state: 'paused', sinceMs: at(10) } },
      // What was taken for IBM's doing was none.
      isInstead: true,
    })
  })

  it('never has our own words for IBM’s', () => {
    const { job } = follow([
      [t0, broken(t0, null)],
      [at(60), { ...paused }],
      [at(120), { completeMs: null }],
    ])
    expect(job?.gap).toEqual({ fromMs: at(-1), cause: null })
    const [quiet] = advanceZone(job ? [job] : [], [seen], context(at(140), { isZoneQuiet: true }))
    expect(quiet).toMatchObject({ cause: 'zone', job: { gap: { cause: null } } })
  })

  it('is never more than the time in which it was to deliver', () => {
    const random = randoms(31)
    for (let run = 0; run < 300; run++) {
      let readMs = t0
      let completeMs = t0
      let pauseMs: number | null = null
      let pausedForMs = 0
      let change: Partial<typeof seen> = {}
      const readings: Parameters<typeof follow>[0] = [[t0, { completeMs }]]
      for (let step = 0; step < 40; step++) {
        readMs += Math.ceil(random() * 2 * minute)
        const roll = random()
        const isPaused: boolean = pauseMs !== null
        if (roll < 0.1 && pauseMs === null) {
          pauseMs = readMs
          change = { enabled: false, revision: `${readMs}` }
        } else if (roll < 0.3 && pauseMs !== null) {
          pausedForMs += readMs - pauseMs
          pauseMs = null
          change = {}
        } else if (roll < 0.6 && !isPaused) change = broken(readMs)
        else if (roll < 0.8 && !isPaused) {
          completeMs = readMs - 1_000
          change = {}
        }
        readings.push([readMs, { completeMs, ...change }])
      }
      if (pauseMs !== null) pausedForMs += readMs - pauseMs
      const { gaps, job } = follow(readings, {
        pausedHere: ({ revision }) => ({ who: 'Ines Brandt', atMs: Number(revision) }),
      })
      const open = job?.gap ? readMs - job.gap.fromMs : 0
      const missing = gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, open)
      expect(missing).toBeLessThanOrEqual(readMs - t0 + 1_000 - pausedForMs)
    }
  })
})
