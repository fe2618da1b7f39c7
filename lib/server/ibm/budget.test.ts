import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UpstreamError } from '@/lib/server/errors'
import { type Budget, createBudget, windowMs } from './budget'

const start = Date.UTC(2026, 9, 14, 9, 0, 0)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

function spendMany(budget: Budget, identity: string, times: number): void {
  for (let at = 0; at < times; at++) {
    expect(budget.spend(identity, 'user', Date.now())).toBeUndefined()
  }
}

describe('createBudget', () => {
  it('lets the whole limit through at once, each identity on its own', () => {
    const budget = createBudget(10)
    spendMany(budget, 'FAKE-a', 10)
    spendMany(budget, 'FAKE-b', 10)
    expect(budget.usage('FAKE-a')).toEqual({ used: 10, limit: 10, resetSeconds: 305 })
    expect(budget.usage('FAKE-nobody')).toEqual({ used: 0, limit: 10, resetSeconds: 0 })
  })

  it('refuses what cannot fit before the deadline, with the time to wait', async () => {
    const budget = createBudget(2)
    spendMany(budget, 'FAKE-a', 2)
    const refusal = await Promise.resolve(
      budget.spend('FAKE-a', 'user', Date.now() + 28_000),
    ).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(UpstreamError)
    expect(refusal).toMatchObject({
      failure: 'rate_limited',
      maybeCarriedOut: false,
      retryAfterSeconds: 305,
    })
  })

  it('never lets more than the limit through in any 5 minutes', async () => {
    const budget = createBudget(20)
    const passed: number[] = []
    for (let at = 0; at < 900; at++) {
      const outcome = budget.spend('FAKE-a', 'user', Date.now())
      if (outcome === undefined) passed.push(Date.now())
      else await outcome.catch(() => undefined)
      vi.advanceTimersByTime(1_700)
    }
    for (const [at, time] of passed.entries()) {
      const later = passed[at + 20]
      if (later !== undefined) expect(later - time).toBeGreaterThanOrEqual(windowMs)
    }
    expect(passed.length).toBeGreaterThan(60)
  })

  it('waits where it fits, people before background work', async () => {
    const budget = createBudget(2)
    spendMany(budget, 'FAKE-a', 1)
    vi.advanceTimersByTime(280_000)
    spendMany(budget, 'FAKE-a', 1)
    const order: string[] = []
    const deadline = Date.now() + 400_000
    const waits = [
      Promise.resolve(budget.spend('FAKE-a', 'background', deadline)).then(() =>
        order.push('background'),
      ),
      Promise.resolve(budget.spend('FAKE-a', 'user', deadline)).then(() => order.push('user 1')),
      Promise.resolve(budget.spend('FAKE-a', 'user', deadline)).then(() => order.push('user 2')),
    ]
    await vi.advanceTimersByTimeAsync(30_000)
    expect(order).toEqual(['user 1'])
    expect(budget.usage('FAKE-a').used).toBe(2)
    const outcomes = Promise.allSettled(waits)
    await vi.advanceTimersByTimeAsync(700_000)
    expect(order[1]).toBe('user 2')
    expect((await outcomes).slice(1).map((one) => one.status)).toEqual(['fulfilled', 'fulfilled'])
  })

  it('keeps a tenth of the limit for people', async () => {
    const budget = createBudget(100)
    for (let at = 0; at < 90; at++) budget.spend('FAKE-a', 'background', Date.now())
    const refused = budget.spend('FAKE-a', 'background', Date.now() + 1_000)
    await expect(refused).rejects.toMatchObject({ failure: 'rate_limited' })
    expect(budget.spend('FAKE-a', 'user', Date.now())).toBeUndefined()
  })

  it('rests background work after a 429, and nobody else', async () => {
    const budget = createBudget(100)
    budget.rest('FAKE-a', Date.now() + 60_000)
    expect(budget.spend('FAKE-a', 'user', Date.now())).toBeUndefined()
    const refused = budget.spend('FAKE-a', 'background', Date.now() + 10_000)
    await expect(refused).rejects.toMatchObject({ retryAfterSeconds: 60 })
    vi.advanceTimersByTime(61_000)
    expect(budget.spend('FAKE-a', 'background', Date.now())).toBeUndefined()
  })

  it('does not wait for hours after the clock was put back, and forgets nothing that was used', () => {
    const budget = createBudget(10)
    spendMany(budget, 'FAKE-a', 8)
    vi.setSystemTime(start - 5 * 60 * 60_000)
    expect(budget.usage('FAKE-a').used).toBe(8)
    spendMany(budget, 'FAKE-a', 2)
    vi.setSystemTime(start - 5 * 60 * 60_000 + windowMs + 5_000)
    spendMany(budget, 'FAKE-a', 10)
  })

  it('is off with the limit 0', () => {
    const budget = createBudget(0)
    spendMany(budget, 'FAKE-a', 5_000)
    expect(budget.usage('FAKE-a')).toEqual({ used: 0, limit: 0, resetSeconds: 0 })
  })

  it('forgets identities rather than growing for ever, and those with nothing counted first', () => {
    const budget = createBudget(10)
    spendMany(budget, 'FAKE-idle', 1)
    vi.advanceTimersByTime(400_000)
    for (let at = 0; at < 1_999; at++) spendMany(budget, `FAKE-${at}`, 1)
    spendMany(budget, 'FAKE-one-more', 1)
    expect(budget.usage('FAKE-idle').used).toBe(0)
    expect(budget.usage('FAKE-0').used).toBe(1)
    spendMany(budget, 'FAKE-and-another', 1)
    expect(budget.usage('FAKE-0').used).toBe(0)
  })

  it('counts what other processes use, and tells them what it does', () => {
    const budget = createBudget(10)
    spendMany(budget, 'FAKE-a', 4)
    const [told, ...more] = budget.tell()
    expect(told).toMatchObject({ identity: 'FAKE-a', amount: 4 })
    expect(more).toEqual([])
    budget.hear('FAKE-a', 4, 9)
    expect(budget.usage('FAKE-a')).toMatchObject({ used: 9 })
    spendMany(budget, 'FAKE-a', 1)
    const refused = budget.spend('FAKE-a', 'user', Date.now())
    expect(refused).toBeInstanceOf(Promise)
    refused?.catch(() => undefined)
    expect(budget.tell()).toMatchObject([{ identity: 'FAKE-a', amount: 1 }])
    // Told again until it is heard of, and then no more.
    expect(budget.tell()).toMatchObject([{ identity: 'FAKE-a', amount: 1 }])
    budget.hear('FAKE-a', 1, 10)
    expect(budget.tell()).toMatchObject([{ identity: 'FAKE-a', amount: 0 }])
    expect(budget.usage('FAKE-a')).toMatchObject({ used: 10 })
  })
})
