import { beforeEach, expect, it } from 'vitest'
import type { EventKind } from '@/lib/fleet/advance'
import { forgetPlanted, plantPicture } from '@/lib/testing/picture'
import { connect, signInAdmin, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const hour = 3_600_000

describeWorlds(
  'what was done to a job by other means',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      world.reset()
      await forgetPlanted(world)
      await (await world.db()).deleteFrom('connections').execute()
      await connect(world)
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    it('is told of the job that has the id now, as far as it was not done here', async () => {
      const place = world.zone('playground')
      const { instanceId, zoneId } = place
      const [job, other] = await plantPicture(world, { zones: 1, jobs: 2 })
      if (!job || !other) throw new Error('not planted')
      const { addEvents } = await import('@/lib/server/db/fleet-events')
      const { listFleetJobs } = await import('@/lib/server/db/fleet-jobs')
      const db = await world.db()
      await db
        .updateTable('fleet_zones')
        .set({ instance_id: instanceId, zone_id: zoneId })
        .execute()
      await db.updateTable('fleet_jobs').set({ zone_id: zoneId }).execute()
      const [known] = await listFleetJobs(db, 'team', [zoneId])
      const bornMs = known?.bornMs ?? 0
      const nowMs = Date.now()
      const event = (kind: EventKind, agoMs: number, over: object = {}) => ({
        ...place,
        jobId: job.id,
        bornMs,
        zoneName: 'z',
        jobName: null,
        kind,
        atMs: nowMs - agoMs,
        cause: null,
        who: null,
        ...over,
      })
      await addEvents(db, 'team', [
        event('changed', 30 * hour),
        event('paused', 2 * hour),
        event('resumed', hour, { who: 'Ines Brandt' }),
        event('failing', hour),
        event('changed', 3 * hour, { jobId: other.id }),
        event('gone', 50 * hour, { bornMs: bornMs - 1 }),
        event('changed', 40 * 24 * hour),
      ])
      const params = { ...place, jobId: job.id }
      const { outside } = await admin.ok('getJobHistory', { params })
      expect(outside).toEqual([
        { kind: 'paused', at: new Date(nowMs - 2 * hour).toISOString() },
        { kind: 'changed', at: new Date(nowMs - 30 * hour).toISOString() },
      ])
    })
  },
  { env: { ...teamEnv } },
)
