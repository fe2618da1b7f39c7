import { afterEach, describe, expect, it } from 'vitest'
import { log, setLogSink } from './log'
import {
  currentRequestId,
  type Deed,
  type Ending,
  forRequest,
  observed,
  tell,
  watch,
} from './observe'

let stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops) stop()
  stops = []
})

function listen() {
  const heard: [Deed['kind'], string, Ending, above: unknown][] = []
  let nth = 0
  stops.push(
    watch({
      begin: (_, above) => ({ id: ++nth, above }),
      end: ({ kind, name }, ending, seconds, own) => {
        expect(seconds).toBeGreaterThanOrEqual(0)
        const above = own instanceof Object && 'above' in own ? own.above : undefined
        heard.push([kind, name, ending, above])
      },
    }),
  )
  return heard
}

describe('what is observed', () => {
  it('is told with how it ended, and within what it was done', async () => {
    const heard = listen()
    const inner = () =>
      observed(
        { kind: 'upstream', name: 'inner' },
        async () => 1,
        () => ({ outcome: 'ok' }),
      )
    await observed({ kind: 'request', name: 'outer' }, inner, (got) => ({ outcome: `got ${got}` }))
    tell({ kind: 'database', name: 'select' }, { outcome: 'ok' }, 0.25)
    expect(heard).toEqual([
      ['upstream', 'inner', { outcome: 'ok' }, { id: 1, above: undefined }],
      ['request', 'outer', { outcome: 'got 1' }, undefined],
      ['database', 'select', { outcome: 'ok' }, undefined],
    ])
  })

  it('says whether anything was done within', async () => {
    const heard = listen()
    const nothing = async () => undefined
    const round = { kind: 'round', name: 'team' } as const
    const endingOf = (_: unknown, isBusy: boolean) => ({ outcome: isBusy ? 'ok' : 'idle' })
    await observed(round, nothing, endingOf)
    const call = { kind: 'upstream', name: 'x' } as const
    await observed(round, () => observed(call, nothing, () => ({ outcome: 'ok' })), endingOf)
    const rounds = heard.filter(([kind]) => kind === 'round')
    expect(rounds.map(([, , { outcome }]) => outcome)).toEqual(['idle', 'ok'])
  })

  it('throws what was thrown', async () => {
    const heard = listen()
    const error = new Error('x')
    const failing = () => Promise.reject(error)
    const done = observed({ kind: 'round', name: 'team' }, failing, () => ({ outcome: 'ok' }))
    await expect(done).rejects.toBe(error)
    expect(heard).toEqual([['round', 'team', { outcome: 'failed' }, undefined]])
  })
})

describe('a log line', () => {
  it('bears the id of the request that it is written for, however deep in its work', async () => {
    const lines: string[] = []
    stops.push(setLogSink((_, line) => lines.push(line)))
    await Promise.all(
      ['one', 'two'].map((id) =>
        forRequest(id, async () => {
          await Promise.resolve()
          expect(currentRequestId()).toBe(id)
          log.warn('test_event', { own: id })
        }),
      ),
    )
    log.warn('test_event')
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(told.map(({ requestId, own }) => [requestId, own])).toEqual([
      ['one', 'one'],
      ['two', 'two'],
      [undefined, undefined],
    ])
  })
})
