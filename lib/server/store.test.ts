import { beforeEach, expect, it } from 'vitest'
import { describeWorlds } from '@/lib/testing/world'
import type { Store } from './store'

describeWorlds('what processes share', (world) => {
  let store: Store
  beforeEach(async () => {
    store = (await import('./store')).store()
  })

  it('is taken by one, until it is released or its time is over', async () => {
    const lease = await store.take('a', 60_000)
    expect(lease).not.toBeNull()
    expect(await store.take('a', 60_000)).toBeNull()
    expect(await store.take('b', 60_000)).not.toBeNull()
    await lease?.release()
    expect(await store.take('a', 60_000)).not.toBeNull()
    world.letTimePass(61_000)
    const late = await store.take('a', 60_000)
    expect(late).not.toBeNull()
    // Whose time was over releases nobody else's.
    await lease?.release()
    expect(await store.take('a', 60_000)).toBeNull()
  })

  it('is free again after its time when the clock was put back meanwhile', async () => {
    expect(await store.take('back', 20_000)).not.toBeNull()
    world.letTimePass(-5 * 60 * 60_000)
    expect(await store.take('back', 20_000)).not.toBeNull()
    world.letTimePass(5 * 60 * 60_000)
  })

  it('is waited for', async () => {
    const lease = await store.take('waited', 60_000)
    const second = store.take('waited', 60_000, Date.now() + 5_000)
    await lease?.release()
    expect(await second).not.toBeNull()
  })

  it('goes to one of many who ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => store.take('many', 60_000)))
    expect(all.filter((lease) => lease !== null)).toHaveLength(1)
  })

  it('is noted for a while', async () => {
    await store.note('n', 'first', 1_000)
    await store.note('n', 'second', 1_000)
    expect(await store.read('n')).toBe('second')
    world.letTimePass(1_001)
    expect(await store.read('n')).toBeNull()
  })

  it('is counted by slots', async () => {
    expect(await store.add('c', 7, 2, 0)).toBe(2)
    expect(await store.add('c', 8, 3, 0)).toBe(5)
    expect(await store.add('c', 8, 0, 8)).toBe(3)
    expect(await store.add('d', 8, 1, 0)).toBe(1)
  })
})
