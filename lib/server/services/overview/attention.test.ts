import { beforeEach, expect, it } from 'vitest'
import { forgetPlanted, plantPicture } from '@/lib/testing/picture'
import { giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const hour = 3_600_000

describeWorlds(
  'what needs attention',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      await forgetPlanted(world)
      admin = await signInPerson(world, { subject: `admin-${++nth}`, groups: ['admins'] })
      await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
    })
    /** As the picture has a job from the next look on. */
    async function set(jobId: string, change: Record<string, string | number | null>) {
      const db = await world.db()
      await db.updateTable('fleet_jobs').set(change).where('job_id', '=', jobId).execute()
      const { forgetPicture } = await import('./picture')
      forgetPicture('team')
    }
    const rows = async () =>
      (await admin.ok('getOverview')).attention
        .filter(({ kind }) => kind === 'jobs')
        .map(({ state, job }) => [state, job?.id])
    const open = async () =>
      (await admin.ok('listOverviewZones', { query: { open: 'true' } })).items.map(
        ({ zoneName }) => zoneName,
      )

    it('is a job that has delivered nothing since it was first seen, once it had time enough', async () => {
      await plantPicture(world, { zones: 2, jobs: 1, ageMs: 2 * hour })
      const waiting = { complete_at: null, state: 'never_ran', since_at: null }
      await set('1', { ...waiting, start_at: Date.now() })
      expect(await rows()).toEqual([])
      expect(await open()).toEqual([])
      await set('1', { start_at: null })
      expect(await rows()).toEqual([['never_ran', '1']])
      expect(await open()).toEqual(['zone-0.example'])
    })

    it('is a job that is gone only where no other does its work', async () => {
      await plantPicture(world, { zones: 2, jobs: 2, ageMs: 2 * hour })
      await set('1', { gone_at: Date.now() - hour })
      expect(await rows()).toEqual([])
      await set('2', { dataset: 'dns_logs' })
      expect(await rows()).toEqual([['gone', '1']])
    })
  },
  { env: { ...teamEnv } },
)
