import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError, UpstreamError } from '@/lib/server/errors'
import { Cache } from './cache'

const signedOut = () => new AppError('signed_out', 'Your session is over.')
const refused = (status: number) => new UpstreamError('refused', { status }, noWrite)
const noWrite = { maybeCarriedOut: false }

/** A call that ends when the test says so. */
function call() {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { load: vi.fn((_: number) => promise), resolve, reject }
}

describe('a cache', () => {
  let cache: Cache<string>
  beforeEach(() => {
    vi.useFakeTimers()
    cache = new Cache<string>(60_000, 3)
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const patient = () => ({ deadlineMs: Date.now() + 25_000 })
  const hurried = () => ({ deadlineMs: Date.now() + 4_000 })
  const answers = (value: string) => vi.fn(async () => value)
  const ask = async (load: (deadlineMs: number) => Promise<string>) =>
    (await cache.get('key', load, patient())).value

  it('keeps an answer for its time, and tells when it was asked for', async () => {
    const asked = Date.now()
    const { load, resolve } = call()
    const getting = cache.get('key', load, patient())
    await vi.advanceTimersByTimeAsync(2_000)
    resolve('first')
    expect(await getting).toEqual({ value: 'first', readAt: asked })
    await vi.advanceTimersByTimeAsync(57_999)
    const second = answers('second')
    expect(await cache.get('key', second, patient())).toEqual({ value: 'first', readAt: asked })
    await vi.advanceTimersByTimeAsync(1)
    expect(await cache.get('key', second, patient())).toEqual({
      value: 'second',
      readAt: asked + 60_000,
    })
    expect(second).toHaveBeenCalledTimes(1)
  })

  it('lets those who ask at once share one call', async () => {
    const { load, resolve } = call()
    const all = Promise.all(Array.from({ length: 5 }, () => ask(load)))
    resolve('one')
    expect(await all).toEqual(Array(5).fill('one'))
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('never keeps a failure, and gives it to all who shared the call', async () => {
    const { load, reject } = call()
    const all = Promise.allSettled([ask(load), ask(load)])
    reject(refused(403))
    const failed = { status: 'rejected', reason: { facts: { status: 403 } } }
    expect(await all).toMatchObject([failed, failed])
    expect(load).toHaveBeenCalledTimes(1)
    expect(await ask(answers('again'))).toBe('again')
  })

  it('keeps a failure to load from rejecting out of band', async () => {
    const load = () => {
      throw new Error('at once')
    }
    await expect(cache.get('key', load, patient())).rejects.toThrow('at once')
  })

  it('makes room for new keys', async () => {
    for (const key of ['a', 'b', 'c', 'a', 'd']) await cache.get(key, answers(key), patient())
    const load = answers('anew')
    for (const key of ['a', 'c', 'd']) await cache.get(key, load, patient())
    expect(load).not.toHaveBeenCalled()
    expect((await cache.get('b', load, patient())).value).toBe('anew')
  })

  describe('with a hurried caller', () => {
    it('lets each wait for as long as it may, and the call take its own time', async () => {
      const { load, resolve } = call()
      const began = Date.now()
      const aside = cache.get('key', load, hurried())
      const page = cache.get('key', load, patient())
      const gaveUp = expect(aside).rejects.toMatchObject({ failure: 'timeout' })
      await vi.advanceTimersByTimeAsync(4_000)
      await gaveUp
      resolve('late')
      expect((await page).value).toBe('late')
      expect(load.mock.calls).toEqual([[began + 20_000]])
    })

    it('keeps the answer that came after everyone had left', async () => {
      const { load, resolve } = call()
      const left = expect(cache.get('key', load, hurried())).rejects.toThrow()
      await vi.advanceTimersByTimeAsync(4_000)
      await left
      resolve('late')
      await vi.advanceTimersByTimeAsync(0)
      const other = answers('other')
      expect(await ask(other)).toBe('late')
      expect(other).not.toHaveBeenCalled()
    })

    it('swallows the failure that came after everyone had left', async () => {
      const { load, reject } = call()
      const left = expect(cache.get('key', load, hurried())).rejects.toThrow()
      await vi.advanceTimersByTimeAsync(4_000)
      await left
      reject(refused(500))
      await vi.advanceTimersByTimeAsync(0)
      expect(await ask(answers('again'))).toBe('again')
    })

    it('asks nobody once there is no time left', async () => {
      const load = answers('never')
      const over = { deadlineMs: Date.now() }
      await expect(cache.get('key', load, over)).rejects.toMatchObject({ failure: 'timeout' })
      expect(load).not.toHaveBeenCalled()
      await ask(answers('known'))
      expect((await cache.get('key', load, over)).value).toBe('known')
    })

    it('waits for no call that has outlived its own time', async () => {
      const stuck = call()
      const left = expect(cache.get('key', stuck.load, patient())).rejects.toThrow()
      await vi.advanceTimersByTimeAsync(25_000)
      await left
      expect(await ask(answers('anew'))).toBe('anew')
      stuck.resolve('stuck')
      await vi.advanceTimersByTimeAsync(0)
      expect(await ask(answers('other'))).toBe('anew')
    })
  })

  describe('when the session that the call went out with has ended', () => {
    it.each([
      ['signed out', signedOut()],
      ['a token that IBM takes no more', refused(401)],
      ['a request that was cut off', new DOMException('Aborted', 'AbortError')],
    ])('asks again with the others’ own: %s', async (_, error) => {
      const first = call()
      const second = call()
      const third = call()
      const one = cache.get('key', first.load, patient())
      const others = [
        cache.get('key', second.load, patient()),
        cache.get('key', third.load, patient()),
      ]
      const ended = expect(one).rejects.toBe(error)
      first.reject(error)
      await ended
      await vi.advanceTimersByTimeAsync(0)
      second.resolve('theirs')
      expect((await Promise.all(others)).map(({ value }) => value)).toEqual(['theirs', 'theirs'])
      expect(third.load).not.toHaveBeenCalled()
    })

    it('asks each at most once, and tells each of its own session', async () => {
      const errors = [signedOut(), signedOut(), signedOut()]
      const loads = errors.map((error) => vi.fn(async () => Promise.reject(error)))
      const all = await Promise.allSettled(loads.map((load) => cache.get('key', load, patient())))
      expect(all.map((one) => one.status === 'rejected' && one.reason)).toEqual(errors)
      for (const load of loads) expect(load).toHaveBeenCalledTimes(1)
    })

    it('does not wait longer for that than the caller may', async () => {
      const [first, second] = [call(), call()]
      const one = expect(cache.get('key', first.load, patient())).rejects.toThrow()
      const other = cache.get('key', second.load, hurried())
      const gaveUp = expect(other).rejects.toMatchObject({ failure: 'timeout' })
      await vi.advanceTimersByTimeAsync(3_000)
      first.reject(signedOut())
      await one
      await vi.advanceTimersByTimeAsync(1_000)
      await gaveUp
    })
  })

  describe('asked for a fresh answer', () => {
    const fresh = () => ({ ...patient(), fresh: true })

    it('goes past the one it has, which is the new one from then on', async () => {
      await ask(answers('old'))
      await vi.advanceTimersByTimeAsync(5_000)
      const asked = Date.now()
      expect(await cache.get('key', answers('new'), fresh())).toEqual({
        value: 'new',
        readAt: asked,
      })
      expect(await ask(answers('other'))).toBe('new')
    })

    it('keeps the one it has when that fails', async () => {
      await ask(answers('old'))
      const failing = vi.fn(async () => Promise.reject(refused(500)))
      await expect(cache.get('key', failing, fresh())).rejects.toMatchObject({
        facts: { status: 500 },
      })
      expect(await ask(answers('other'))).toBe('old')
    })

    it('shares a call that has just gone out, and none that went out before', async () => {
      const [first, second, third] = [call(), call(), call()]
      const one = cache.get('key', first.load, patient())
      await vi.advanceTimersByTimeAsync(900)
      const soon = cache.get('key', third.load, fresh())
      expect(third.load).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(101)
      const later = [cache.get('key', second.load, fresh()), cache.get('key', third.load, fresh())]
      second.resolve('second')
      expect((await Promise.all(later)).map(({ value }) => value)).toEqual(['second', 'second'])
      expect(third.load).not.toHaveBeenCalled()
      // What was asked for earlier does not take the place of what was asked for later.
      first.resolve('first')
      expect([(await one).value, (await soon).value]).toEqual(['first', 'first'])
      expect(await ask(answers('other'))).toBe('second')
    })
  })

  it('forgets an answer, and does not keep one that was on its way', async () => {
    await ask(answers('old'))
    cache.forget('key')
    const { load, resolve } = call()
    const onItsWay = cache.get('key', load, patient())
    cache.forget('key')
    expect(await ask(answers('after'))).toBe('after')
    resolve('before')
    expect((await onItsWay).value).toBe('before')
    expect(await ask(answers('other'))).toBe('after')
  })

  it('keeps nothing for longer when the clock steps back', async () => {
    await ask(answers('old'))
    vi.setSystemTime(Date.now() - 3_600_000)
    expect(await ask(answers('new'))).toBe('new')
  })
})
