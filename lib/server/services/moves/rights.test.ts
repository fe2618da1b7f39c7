import { beforeEach, expect, it } from 'vitest'
import type { Rails } from '@/lib/schemas/grant'
import { ApprovalScene } from '@/lib/testing/changes'
import { cosByKey } from '@/lib/testing/inputs'
import { teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'a move that goes on by itself',
  (world) => {
    const s = new ApprovalScene(world)
    beforeEach(() => s.begin({}))

    /** A job of which a second one is watched, by an editor. */
    async function moving() {
      const job = await s.make()
      s.fault({ kind: 'change-refused' }, { method: 'PUT' })
      const destination = cosByKey(world, { path: 'tests/moved' })
      const moved = { params: s.params(job.id), body: { destination } }
      expect((await s.editor.call('moveJob', moved)).status).toBe(202)
      expect(await s.list()).toHaveLength(2)
      return job
    }

    async function grantIs(
      change: { role?: 'viewer'; rails?: Rails; expiresAtMs?: number } | null,
    ) {
      const { findGrant, raiseTeamVersion, removeGrant, updateGrant } = await import(
        '@/lib/server/db/grants'
      )
      const db = await world.db()
      const grant = await findGrant(db, s.grantId)
      if (!grant) throw new Error('There is no grant.')
      if (change) await updateGrant(db, grant.id, { ...grant, ...change })
      else await removeGrant(db, grant.id)
      await raiseTeamVersion(db)
    }

    it.each([
      ['was taken back', null],
      ['is a viewer’s now', { role: 'viewer' as const }],
      ['has expired', { expiresAtMs: 1 }],
    ])('stops, with both jobs kept, where its person’s grant %s', async (_, change) => {
      await moving()
      await grantIs(change)
      world.sent('cis')
      await s.later()
      await s.later()
      expect(world.sent('cis', 'DELETE')).toEqual([])
      const items = await s.list()
      expect(items).toHaveLength(2)
      expect(items[0]?.move).toMatchObject({ state: 'stopped', why: { code: 'access_ended' } })
    })

    it('goes on where that still allows it, or asks for approval by now', async () => {
      const job = await moving()
      await grantIs({ rails: { needsApproval: true } })
      await s.later()
      await s.later()
      expect(await s.list()).toMatchObject([{ movedFrom: job.id, move: { state: 'done' } }])
    })

    it('goes on where the grant is by the zone’s name', async () => {
      const { findGrant, raiseTeamVersion, updateGrant } = await import('@/lib/server/db/grants')
      const job = await moving()
      const db = await world.db()
      const grant = await findGrant(db, s.grantId)
      if (!grant) throw new Error('There is no grant.')
      const pattern = world.place.zones.playground?.name ?? ''
      await updateGrant(db, grant.id, { ...grant, scope: { kind: 'pattern', pattern } })
      await raiseTeamVersion(db)
      await s.later()
      await s.later()
      const admin = await s.somebody('administrator')
      const { items } = await admin.ok('listJobs', { params: s.place })
      expect(items).toMatchObject([{ movedFrom: job.id, move: { state: 'done' } }])
    })
  },
  { env: teamEnv },
)
