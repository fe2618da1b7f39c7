import { describe, expect, it } from 'vitest'
import { advanceZone } from './advance'
import { stretchesOf } from './history'
import { broken, context, follow as followAll, minute, randoms, seen, t0 } from './testing'

const at = (minutes: number) => t0 + minutes * minute
const day = 24 * 60 * minute
/** Nobody looks away for too long. */
const follow = (readings: Parameters<typeof followAll>[0]) =>
  followAll(readings, { goodForMs: day })
const told = ({ spans }: Pick<ReturnType<typeof follow>, 'spans'>) =>
  spans.map(({ state, fromMs, cause }) => [state, (fromMs - t0) / minute, cause])

describe('the stretches of a job', () => {
  it('keep every text of a failure, with when it was first seen', () => {
    const failure = follow([
      [t0, {}],
      [at(1), broken(at(1), 'AccessDenied')],
      [at(2), broken(at(2), 'AccessDenied')],
      [at(60), broken(at(60), 'NoSuchBucket')],
      [at(61), broken(at(61), 'NoSuchBucket')],
      [at(120), { completeMs: at(119) }],
    ])
    expect(told(failure)).toEqual([
      ['failing', -1, 'AccessDenied'],
      ['failing', 60, 'NoSuchBucket'],
      ['delivering', 119, null],
    ])
    expect(failure.events).toEqual(['failing', 'recovered'])
    expect(failure.gaps).toEqual([{ fromMs: at(-1), toMs: at(119), cause: 'AccessDenied' }])
  })

  it('do not begin anew for each request’s id, nor where IBM says nothing more', () => {
    const id = (nth: number) => `AccessDenied (request 5f${nth}e-90ab-12cd, try ${nth})`
    const failure = follow([
      [t0, {}],
      [at(1), broken(at(1), id(1))],
      [at(2), broken(at(2), id(2))],
      [at(3), broken(at(3), null)],
      [at(4), broken(at(4), id(4))],
    ])
    expect(told(failure)).toEqual([['failing', -1, id(1)]])
  })

  it.each([
    ['unexpected status 403', 'unexpected status 503'],
    ['HTTP 403', 'HTTP 503'],
    ['HTTP/1.1 403', 'HTTP/1.1 503'],
    ['error writing object: 403', 'error writing object: 503'],
    ['Splunk answered (403)', 'Splunk answered (503)'],
    ['503 Service Unavailable', '504 Gateway Timeout'],
    ['got 502, giving up', 'got 504, giving up'],
    ['{"code":1002}', '{"code":1003}'],
    ['StatusCode=403', 'StatusCode=404'],
    ['http_403', 'http_404'],
    ['PUT request: 403', 'PUT request: 404'],
  ])('keep %s and %s as two', (first, second) => {
    const { spans } = follow([
      [t0, {}],
      [at(1), broken(at(1), first)],
      [at(2), broken(at(2), second)],
    ])
    expect(spans.map(({ cause }) => cause)).toEqual([first, second])
  })

  it.each([
    ['wrote 412 bytes', 'wrote 512 bytes'],
    ['gave up after 404 ms', 'gave up after 504 ms'],
    ['took 404ms', 'took 504ms'],
    ['status 503 (attempt 404)', 'status 503 (attempt 405)'],
    ['status 503 at 12:04:55.403', 'status 503 at 12:04:56.404'],
    ['request 403 of 404 failed', 'request 404 of 405 failed'],
    ['no such object 4031', 'no such object 4032'],
    ['id=0b1c2d3e-4f50-11ee-be56-0242ac120002', 'id=0b1c2d3e-4f50-11ee-be56-0242ac120503'],
    ['dial 10.0.0.403', 'dial 10.0.0.404'],
    ['size: 404', 'size: 405'],
  ])('take %s and %s for one', (first, second) => {
    const { spans } = follow([
      [t0, {}],
      [at(1), broken(at(1), first)],
      [at(2), broken(at(2), second)],
    ])
    expect(spans.map(({ cause }) => cause)).toEqual([first])
  })

  it('are one for each error of a loss, though they come in turn at every reading', () => {
    const texts = ['status 403', 'status 503', 'AccessDenied']
    const turns = (from: number): Parameters<typeof follow>[0] =>
      Array.from({ length: 200 }, (_, nth) => [
        at(from + nth),
        { completeMs: at(from - 2), ...broken(at(from + nth), texts[nth % 3]) },
      ])
    const failure = follow([
      [t0, {}],
      ...turns(2),
      [at(300), { completeMs: at(299) }],
      ...turns(400),
    ])
    expect(told(failure)).toEqual([
      ['delivering', -1, null],
      ['failing', 0, 'status 403'],
      ['failing', 3, 'status 503'],
      ['failing', 4, 'AccessDenied'],
      ['delivering', 299, null],
      // Of another loss all is told anew.
      ['failing', 398, 'status 403'],
      ['failing', 401, 'status 503'],
      ['failing', 402, 'AccessDenied'],
    ])
    expect(failure.job?.toldErrors).toHaveLength(3)
  })

  it('are not without end, though each error is another one', () => {
    const word = (nth: number) => `no bucket ${String.fromCharCode(97 + (nth % 26), 97 + nth / 26)}`
    const failure = follow([
      [t0, {}],
      ...Array.from({ length: 500 }, (_, nth): [number, Partial<typeof seen>] => [
        at(nth + 1),
        broken(at(nth + 1), word(nth)),
      ]),
    ])
    expect(failure.spans).toHaveLength(50)
    expect(failure.job?.toldErrors).toHaveLength(50)
  })

  it('keep the text that IBM says of a job after it disabled it', () => {
    const disabled = { enabled: false, revision: 'b' }
    const failure = follow([
      [t0, {}],
      [at(1), broken(at(1), 'AccessDenied')],
      [at(2), { ...broken(at(2), 'AccessDenied'), ...disabled }],
      [at(3), { ...broken(at(2), 'too many failures'), ...disabled }],
    ])
    expect(told(failure)).toEqual([
      ['failing', -1, 'AccessDenied'],
      ['disabled_by_service', 2, 'AccessDenied'],
      ['disabled_by_service', 3, 'too many failures'],
    ])
  })

  it('say that a job was late as long as it was seen to be, whatever came in after that', () => {
    const catchesUp = (completeMs: number) =>
      follow([
        [t0, { completeMs: t0 }],
        [at(16), { completeMs: t0 }],
        [at(18), { completeMs: t0 }],
        [at(20), { completeMs }],
      ])
    const stretches = [
      ['delivering', 0, null],
      ['late', 15, null],
      ['delivering', 18, null],
    ]
    expect(told(catchesUp(at(12)))).toEqual(stretches)
    expect(told(catchesUp(at(16)))).toEqual(stretches)
    expect(told(catchesUp(at(19)))[2]).toEqual(['delivering', 19, null])
  })

  it('say so of a job that fails after it was late', () => {
    const failure = follow([
      [t0, { completeMs: t0 }],
      [at(16), { completeMs: t0 }],
      [at(18), { completeMs: t0, ...broken(at(18)) }],
      [at(20), { completeMs: at(12) }],
    ])
    expect(told(failure)).toEqual([
      ['delivering', 0, null],
      ['late', 15, null],
      ['failing', 16, 'AccessDenied'],
      ['delivering', 18, null],
    ])
  })

  it('leave a pause where it was, though nothing came since', () => {
    const paused = { enabled: false, revision: 'b' }
    const job = follow([
      [t0, {}],
      [at(1), paused],
      [at(30), paused],
      [at(60), {}],
      [at(61), broken(at(61))],
      [at(62), { completeMs: at(61.5) }],
    ])
    expect(told(job)).toEqual([
      ['delivering', -1, null],
      ['paused', 1, 'elsewhere'],
      // Nothing had come since, so it failed from the moment it was to deliver again.
      ['failing', 60, 'AccessDenied'],
      ['delivering', 61.5, null],
    ])
  })

  it('give a job that was resumed as long as any other before it is late', () => {
    const paused = { enabled: false, revision: 'b' }
    const readings = (minutes: number): Parameters<typeof follow>[0] => [
      [t0, {}],
      [at(1), paused],
      [at(60), {}],
      [at(minutes), {}],
    ]
    expect(follow(readings(62)).states).toEqual(['delivering', 'paused', 'delivering'])
    expect(told(follow(readings(76))).at(-1)).toEqual(['late', 75, null])
  })

  it('take a job that IBM had disabled for late until something comes, and not for well', () => {
    const disabled = { enabled: false, revision: 'b' }
    const job = follow([
      [t0, broken(t0)],
      [at(60), disabled],
      [at(120), {}],
      [at(121), {}],
      [at(122), { completeMs: at(121.5) }],
    ])
    expect(job.states).toEqual(['failing', 'disabled_by_service', 'late', 'delivering'])
    expect(job.events).toEqual(['failing', 'disabled', 'resumed', 'late', 'recovered'])
    expect(told(job)[2]).toEqual(['late', 120, null])
  })

  it('tell from when a first delivery is overdue, once', () => {
    const none = { completeMs: null }
    const made = (readings: Parameters<typeof follow>[0], over = {}) =>
      told(followAll([[t0 - minute, { id: 'other' }], ...readings], { goodForMs: day, ...over }))
        .filter(([state]) => state !== 'gone')
        .slice(1)
    expect(
      made([
        [t0, none],
        [at(15), none],
        [at(17), none],
        [at(60), none],
        [at(90), { completeMs: at(89) }],
      ]),
    ).toEqual([
      ['never_ran', 0, null],
      ['never_ran', 15, 'overdue'],
      ['delivering', 89, null],
    ])
    const paused = { ...none, enabled: false, revision: 'b' }
    expect(
      made([
        [t0, none],
        [at(10), paused],
        [at(60), none],
        [at(70), none],
        [at(80), none],
      ]).slice(2),
    ).toEqual([
      ['never_ran', 60, null],
      ['never_ran', 75, 'overdue'],
    ])
    const waiting: Parameters<typeof follow>[0] = [
      [t0, none],
      [at(60), none],
    ]
    expect(made(waiting, { isZoneQuiet: true })).toEqual([['never_ran', 0, null]])
  })

  it('take a first delivery for overdue from when its zone takes traffic', () => {
    const job = { ...seen, completeMs: null }
    const waits = follow([
      [t0, { completeMs: null }],
      [at(1), { completeMs: null }],
    ]).job
    const quiet = context(at(60), { goodForMs: day, isZoneQuiet: true })
    const [still] = advanceZone(waits ? [waits] : [], [job], quiet)
    expect(still?.spans).toEqual([])
    const [now] = advanceZone(still ? [still.job] : [], [job], context(at(62), { goodForMs: day }))
    expect(now?.spans).toEqual([{ fromMs: at(62), state: 'never_ran', cause: 'overdue' }])
    const [then] = advanceZone(now ? [now.job] : [], [job], context(at(64), { goodForMs: day }))
    expect(then?.spans).toEqual([])
  })

  it('keep a text that was seen once, though what was delivered ends before', () => {
    const failure = follow([
      [t0, broken(t0, 'AccessDenied')],
      [at(2), broken(at(2), 'NoSuchBucket')],
      [at(3), { completeMs: at(1) }],
    ])
    expect(told(failure)).toEqual([
      ['failing', -1, 'AccessDenied'],
      ['failing', 2, 'NoSuchBucket'],
      ['delivering', 3, null],
    ])
    expect(failure.gaps).toEqual([{ fromMs: at(-1), toMs: at(1), cause: 'AccessDenied' }])
  })

  it('hold together over any history of errors, pauses and late deliveries', () => {
    const random = randoms(23)
    for (let run = 0; run < 300; run++) {
      let readMs = t0
      let completeMs = t0
      let change: Partial<typeof seen> = {}
      const texts = new Set<string>()
      const readings: Parameters<typeof follow>[0] = []
      for (let step = 0; step < 40; step++) {
        readMs += Math.ceil(random() * 2 * minute)
        const roll = random()
        if (roll < 0.3) {
          completeMs = Math.max(completeMs, readMs - Math.ceil(random() * 20 * minute))
          change = {}
        } else if (roll < 0.5) change = broken(readMs, ['NoSuchBucket', 'AccessDenied'][step % 2])
        else if (roll < 0.55) change = { enabled: false, revision: 'b' }
        readings.push([readMs, { completeMs, ...change }])
        if (change.errorText) texts.add(change.errorText)
      }
      const { spans, job } = follow(readings)
      spans.forEach(({ fromMs }, nth) => {
        expect(fromMs).toBeGreaterThan(spans[nth - 1]?.fromMs ?? 0)
        expect(fromMs).toBeLessThanOrEqual(readMs)
      })
      // What it failed from anew after a delivery goes on where the first failure ended.
      expect(stretchesOf(spans, 0).map(({ state }) => state)).toEqual(
        spans
          .filter(({ state, cause }, nth) => {
            const before = spans[nth - 1]
            return before?.state !== state || before.cause !== cause
          })
          .map(({ state }) => state),
      )
      expect(new Set(spans.flatMap(({ cause }) => (texts.has(cause ?? '') ? cause : [])))).toEqual(
        texts,
      )
      expect(spans.at(-1)?.state).toBe(job?.standing.state)
    }
  })
})
