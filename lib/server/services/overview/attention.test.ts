import { beforeEach, expect, it } from 'vitest'
import { forgetPlanted, plantPicture } from '@/lib/testing/picture'
import { signInAdmin, teamEnv } from '@/lib/testing/team'
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
      admin = await signInAdmin(world, `admin-${++nth}`)
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
    const zones = (query: Record<string, string>) => admin.ok('listOverviewZones', { query })
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

    it('is no job that is gone where somebody said since that none is needed', async () => {
      const [one] = await plantPicture(world, { zones: 2, jobs: 1, ageMs: 2 * hour })
      await set('1', { gone_at: Date.now() - hour })
      expect(await rows()).toEqual([['gone', '1']])
      const db = await world.db()
      const { removeMark, saveMark } = await import('@/lib/server/db/coverage')
      const mark = { zoneId: one?.zoneId ?? '', dataset: 'http_requests', reason: 'moved' }
      await saveMark(db, { ...mark, by: 'Ines', at: Date.now() })
      expect(await rows()).toEqual([])
      const { items } = await zones({})
      expect(items[0]?.cells.http_requests).toMatchObject({
        state: 'not_needed',
        reason: 'moved',
        jobs: [],
      })
      await removeMark(db, mark.zoneId, mark.dataset)
      expect(await rows()).toEqual([['gone', '1']])
    })

    it('counts no job that is gone among those that run without log retention, or are not known', async () => {
      await plantPicture(world, { zones: 2, jobs: 2, ageMs: 2 * hour })
      const ofKind = async (wanted: string) =>
        (await admin.ok('getOverview')).attention
          .filter(({ kind }) => kind === wanted)
          .map(({ count, zones: some }) => [count, some])
      const db = await world.db()
      await db.updateTable('fleet_zones').set({ retention: 0 }).execute()
      await set('1', { gone_at: Date.now() - hour })
      expect(await ofKind('retention_off')).toEqual([[3, 2]])
      await set('2', { gone_at: Date.now() - hour })
      expect(await ofKind('retention_off')).toEqual([[2, 1]])
      await db.updateTable('fleet_zones').set({ good_for_ms: 0, failures: 1 }).execute()
      await set('3', { has_error: 0 })
      expect(await ofKind('zones_not_known')).toEqual([[2, 2]])
    })

    it('finds zones by the jobs that they have, and by those that are gone where they are asked for', async () => {
      await plantPicture(world, { zones: 2, jobs: 1, ageMs: 2 * hour })
      await set('1', { gone_at: Date.now() - hour })
      const found = async (query: Record<string, string>) =>
        (await zones(query)).items.map(({ zoneName }) => zoneName)
      const queries: Record<string, string>[] = [
        { dataset: 'http_requests' },
        { destination: 'cos' },
        { destination: 'logs/' },
        { q: 'job-' },
      ]
      for (const query of queries) {
        expect(await found(query)).toEqual(['zone-1.example'])
        expect(await found({ ...query, state: 'gone' })).toEqual(['zone-0.example'])
      }
      expect(await found({ q: 'zone-0' })).toEqual(['zone-0.example'])
    })
  },
  { env: { ...teamEnv } },
)
