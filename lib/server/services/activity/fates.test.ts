import { expect, it, vi } from 'vitest'
import { ApprovalScene } from '@/lib/testing/changes'
import { signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'what became of requests',
  (world) => {
    const s = new ApprovalScene(world)

    /** By the subject of the request: only entries that were filtered by their action are on the page. */
    async function fates(action: 'change.request' | 'access.request') {
      const { items, fates } = await s.admin.ok('listActivity', { query: { action } })
      expect(items.every((item) => item.action === action)).toBe(true)
      return items.map(({ id }) => fates[id] ?? null)
    }

    it('is told with each, wherever the decision stands', async () => {
      await s.begin()
      const ask = (name: string) => s.asksForJob({ name })
      const { id: late } = await ask('expired')
      const { updateChangeRequest, findChangeRequest } = await import(
        '@/lib/server/db/change-requests'
      )
      const held = await findChangeRequest(await world.db(), late)
      if (held) await updateChangeRequest(await world.db(), held, { status: 'expired' })
      await s.decide((await ask('approved')).id)
      await s.decide((await ask('declined')).id, false)
      const { id } = await ask('withdrawn')
      await s.editor.ok('withdrawChangeRequest', { params: { id } })
      await ask('waiting')
      expect(await fates('change.request')).toEqual([
        'waiting',
        'withdrawn',
        'declined',
        'approved',
        'expired',
      ])
    })

    it('is told of access as well, and to those who asked', async () => {
      const visitor = await signInPerson(world, { subject: `asker-${crypto.randomUUID()}` })
      const ask = async (role: string) => {
        const zoneName = world.place.zones[role]?.name ?? ''
        const body = { zoneName, role: 'viewer', reason: 'We need its logs.' }
        return visitor.ok('createAccessRequest', { body })
      }
      const decide = (id: string, grant: boolean) =>
        s.admin.ok('decideAccessRequest', { params: { id }, body: { grant } })
      await decide((await ask('full')).id, true)
      await decide((await ask('playground')).id, false)
      await ask('empty')
      expect(await fates('access.request')).toEqual(['waiting', 'declined', 'granted'])
      const own = await visitor.ok('listActivity', { query: { action: 'access.request' } })
      expect(Object.values(own.fates)).toEqual(['waiting', 'declined', 'granted'])
    })

    it('takes one query for a page, and none for a page without any', async () => {
      const { fatesOf } = await import('./fates')
      const db = await world.db()
      const asked = vi.spyOn(db.getExecutor(), 'executeQuery')
      const entry = (action: 'change.request' | 'access.request' | 'job.pause', at: number) => ({
        id: `${action}-${at}`,
        action,
        after: action === 'access.request' ? { id: `a${at}` } : { request: { id: `c${at}` } },
      })
      await fatesOf(
        db,
        [1, 2, 3].flatMap((at) => [entry('change.request', at), entry('access.request', at)]),
      )
      expect(asked).toHaveBeenCalledTimes(1)
      await fatesOf(db, [entry('job.pause', 1), { ...entry('change.request', 2), after: 'odd' }])
      expect(asked).toHaveBeenCalledTimes(1)
      asked.mockRestore()
    })
  },
  { env: teamEnv },
)
