import { beforeEach, expect, it, vi } from 'vitest'
import type { Job } from '@/lib/schemas/job'
import type { ServiceContext } from '@/lib/server/context'
import { AppError } from '@/lib/server/errors'
import { askTwice } from '@/lib/testing/changes'
import { teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

const job = (id: string) => ({ id }) as Job // Nothing else of it is looked at here.

describeWorlds(
  'a create that another process has under way',
  (world) => {
    let ctx: ServiceContext
    let once: typeof import('./once').once
    let made: number
    let count = 0
    let key: string

    beforeEach(async () => {
      world.reset()
      ctx = await world.contextOf(await world.signIn(), 'jobs.create')
      once = (await import('./once')).once
      made = 0
      key = `key-${++count}`
    })

    const make = async () => {
      made += 1
      return job('made-here')
    }
    const load = async (id: string) => job(id)

    /** Another process's, which leaves its note and lets go of the name right before this one looks a second time. */
    async function behind(result: unknown, loaded = load): Promise<Job> {
      const { store } = await import('@/lib/server/store')
      const shared = store()
      const { take } = shared
      const name = `create:${key}`
      const theirs = await take(name, 60_000)
      let looks = 0
      const spy = vi.spyOn(shared, 'take').mockImplementation(async (...given) => {
        looks += 1
        if (looks === 2) {
          await shared.note(name, JSON.stringify(result), 60_000)
          await theirs?.release()
        }
        return take(...given)
      })
      return once(ctx, key, make, loaded).finally(() => spy.mockRestore())
    }

    it('is not made again, though its note came between two looks', async () => {
      const got = await behind({ jobId: 'made-there' })
      expect([got.id, made]).toEqual(['made-there', 0])
    })

    it('is refused as there, with the fields that are wrong', async () => {
      const { code, detail, options } = new AppError('validation_failed', 'No.', {
        errors: [{ path: 'name', message: 'Taken' }],
        upstream: { status: 400, correlationId: 'FAKE-id' },
      })
      const told = { code, detail, options }
      await expect(behind(told)).rejects.toMatchObject(told)
      expect(made).toBe(0)
    })

    it('waits for approval as there: it is the same request', async () => {
      const { asker, one } = await askTwice(world)
      await expect(behind({ changeRequestId: one })).rejects.toMatchObject({
        name: 'Waiting',
        request: { id: one, status: 'waiting' },
      })
      const asked = await asker.ok('listChangeRequests', { query: { asker: 'me' } })
      expect([asked.items.length, made]).toEqual([2, 0])
    })

    it('leaves a note that it waits', async () => {
      const { asker, one } = await askTwice(world)
      const { Waiting } = await import('../changes/waiting')
      const { store } = await import('@/lib/server/store')
      const request = await asker.ok('getChangeRequest', { params: { id: one } })
      const waits = () => Promise.reject(new Waiting(request))
      await expect(once(ctx, key, waits, load)).rejects.toMatchObject({ request })
      expect(await store().read(`create:${key}`)).toBe(JSON.stringify({ changeRequestId: one }))
    })

    it('is not known to have failed when it can’t be read', async () => {
      const unreadable = () => Promise.reject(new AppError('ibm_unavailable', 'Down.'))
      await expect(behind({ jobId: 'made-there' }, unreadable)).rejects.toMatchObject({
        code: 'outcome_unknown',
      })
    })

    it('is another wish once that one is through, whatever note it left', async () => {
      const { store } = await import('@/lib/server/store')
      await store().note(`create:${key}`, JSON.stringify({ jobId: 'made-there' }), 60_000)
      expect((await once(ctx, key, make, load)).id).toBe('made-here')
      expect(await store().read(`create:${key}`)).toContain('made-here')
    })

    it('stays made when that can’t be noted', async () => {
      const { store } = await import('@/lib/server/store')
      const shared = store()
      const { note } = shared
      const spy = vi
        .spyOn(shared, 'note')
        .mockImplementation((name, text, forMs) =>
          text === '' ? note(name, text, forMs) : Promise.reject(new Error('database is down')),
        )
      const got = await once(ctx, key, make, load).finally(() => spy.mockRestore())
      expect(got.id).toBe('made-here')
    })
  },
  { env: teamEnv },
)
