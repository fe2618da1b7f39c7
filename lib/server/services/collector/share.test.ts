import { beforeEach, expect, it } from 'vitest'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds('the collector’s share of the budget', (world) => {
  beforeEach(async () => {
    await (await world.db()).deleteFrom('shared_counters').execute()
  })

  const spendAll = async (share: { spend: () => Promise<void> }, wanted: number) => {
    let spent = 0
    for (let at = 0; at < wanted; at++) {
      try {
        await share.spend()
        spent++
      } catch {
        return spent
      }
    }
    return spent
  }

  it('is never more than it may be, however many processes ask, and whoever is killed', async () => {
    const { openShare } = await import('./share')
    const db = await world.db()
    const shares = Array.from({ length: 4 }, () => openShare(db, 'IBMid-1', 90))
    const spent = await Promise.all(shares.map((share) => spendAll(share, 100)))
    expect(spent.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(90)
    // Those that were killed gave nothing back; what they set apart stays counted.
    const another = openShare(db, 'IBMid-1', 90)
    const rest = await spendAll(another, 100)
    expect(spent.reduce((sum, one) => sum + one, 0) + rest).toBeLessThanOrEqual(90)
    await expect(another.spend()).rejects.toMatchObject({ failure: 'rate_limited' })
    expect(await spendAll(openShare(db, 'IBMid-2', 90), 40)).toBe(40)
  })

  it('comes back when it was set apart and not used, and after five minutes', async () => {
    const { openShare, usedShare } = await import('./share')
    const db = await world.db()
    const share = openShare(db, 'IBMid-1', 90)
    await share.spend()
    await share.close()
    expect(await usedShare(db, 'IBMid-1')).toBe(1)
    expect(await spendAll(openShare(db, 'IBMid-1', 90), 100)).toBe(89)
    world.letTimePass(5 * 60_000 + 21_000)
    expect(await spendAll(openShare(db, 'IBMid-1', 90), 100)).toBe(90)
  })

  it('holds in every five minutes, for what was set apart and used later too', async () => {
    const { openShare } = await import('./share')
    const share = openShare(await world.db(), 'IBMid-3', 90)
    const leftAt: number[] = []
    const spendSome = async (wanted: number) => {
      const spent = await spendAll(share, wanted)
      leftAt.push(...Array.from({ length: spent }, () => Date.now()))
    }
    await spendSome(1)
    for (let round = 0; round < 200; round++) {
      world.letTimePass(round % 7 === 0 ? 1_000 : 12_000)
      await spendSome(round % 5 === 0 ? 60 : 3)
    }
    const inWindow = leftAt.map((at) => leftAt.filter((b) => b >= at && b < at + 300_000).length)
    expect(Math.max(...inWindow)).toBeLessThanOrEqual(90)
    expect(Math.max(...inWindow)).toBeGreaterThan(60)
  })

  it('counts what was used before the clock was put back, and not for longer than five minutes', async () => {
    const { openShare } = await import('./share')
    const db = await world.db()
    expect(await spendAll(openShare(db, 'IBMid-4', 90), 80)).toBe(80)
    world.letTimePass(-5 * 60 * 60_000)
    expect(await spendAll(openShare(db, 'IBMid-4', 90), 80)).toBeLessThanOrEqual(10)
    world.letTimePass(5 * 60_000 + 21_000)
    expect(await spendAll(openShare(db, 'IBMid-4', 90), 100)).toBe(90)
  })
})
