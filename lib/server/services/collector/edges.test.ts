import { beforeEach, expect, it } from 'vitest'
import { connect, signInAdmin, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const minute = 60_000

describeWorlds(
  'what a picture makes of odd readings',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      world.reset()
      const db = await world.db()
      for (const table of ['fleet_heads', 'fleet_zones', 'fleet_jobs', 'connections'] as const) {
        await db.deleteFrom(table).execute()
      }
      const { forgetPicture } = await import('../overview/picture')
      forgetPicture('team')
      await connect(world)
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    /** Lists and zones are read once more. */
    async function collectAll(): Promise<void> {
      const db = await world.db()
      await db.updateTable('fleet_heads').set({ zones_read_at: null }).execute()
      await db.updateTable('fleet_zones').set({ due_at: 0 }).execute()
      const { collectDue } = await import('./background')
      await collectDue()
    }

    async function zoneNow(zoneId: string) {
      const { items } = await admin.ok('listOverviewZones', { query: { limit: '500' } })
      return items.find((zone) => zone.zoneId === zoneId)
    }
    const jobsOf = (zone: Awaited<ReturnType<typeof zoneNow>>) =>
      Object.values(zone?.cells ?? {}).flatMap(({ jobs }) => jobs)

    it('says nothing is gone by a list that lacks some', async () => {
      const place = world.zone('full')
      await collectAll()
      const before = jobsOf(await zoneNow(place.zoneId))
      expect(before.length).toBeGreaterThan(1)
      world.simulator.faults.add({
        match: { service: 'cis', method: 'GET', path: `${place.zoneId}/logpush/jobs` },
        effect: { kind: 'result', result: [{ id: 'x' }] },
      })
      await collectAll()
      expect(jobsOf(await zoneNow(place.zoneId)).map(({ id }) => id)).toEqual(
        before.map(({ id }) => id),
      )
    })

    it('keeps what it knows of a zone that moves to another instance', async () => {
      const place = world.zone('full')
      await collectAll()
      const before = await zoneNow(place.zoneId)
      const zones = [...world.simulator.state.zones.values()]
      const zone = zones.find(({ id }) => id === place.zoneId)
      const other = zones.find(({ instanceGuid }) => instanceGuid !== place.instanceId)
      if (!zone || !other) throw new Error('no other instance')
      const instanceId = other.instanceGuid
      zone.instanceGuid = instanceId
      await collectAll()
      await collectAll()
      const after = await zoneNow(place.zoneId)
      expect(after?.instanceId).toBe(instanceId)
      expect(jobsOf(after).map(({ id, state }) => [id, state])).toEqual(
        jobsOf(before).map(({ id, state }) => [id, state]),
      )
      const [job] = jobsOf(after)
      const params = { instanceId, zoneId: place.zoneId, jobId: job?.id ?? '' }
      const history = await admin.ok('getJobHistory', { params })
      expect(history.states.map(({ state }) => state)).not.toContain('gone')
    })

    it('reads on after a clock was put back', async () => {
      const place = world.zone('full')
      await collectAll()
      const db = await world.db()
      const ahead = Date.now() + 120 * minute
      await db.updateTable('fleet_zones').set({ read_at: ahead, seq: 1_000 }).execute()
      await db.updateTable('fleet_jobs').set({ read_at: ahead }).execute()
      await db.updateTable('fleet_heads').set({ seq: 1_000 }).execute()
      expect(new Set(jobsOf(await zoneNow(place.zoneId)).map(({ state }) => state))).toEqual(
        new Set(['not_known']),
      )
      await collectAll()
      const zone = await zoneNow(place.zoneId)
      expect(Date.parse(zone?.asOf ?? '')).toBeLessThan(ahead)
      expect(jobsOf(zone).map(({ state }) => state)).toContain('delivering')
    })

    it('keeps the page of a job that is gone, with since when', async () => {
      const place = world.zone('full')
      await collectAll()
      const [job] = jobsOf(await zoneNow(place.zoneId))
      const params = { ...place, jobId: job?.id ?? '' }
      world.simulator.state.jobs.delete(Number(params.jobId))
      // Whoever looks at it lets its zone be read next.
      expect((await admin.call('getJob', { params })).status).toBe(404)
      const { collectDue } = await import('./background')
      await collectDue()
      const { job: known, states } = await admin.ok('getJobHistory', { params })
      expect(known).toMatchObject({ name: job?.name, goneAt: expect.any(String), goneBy: null })
      expect(Date.parse(known?.seenAt ?? '')).toBeLessThan(Date.parse(known?.goneAt ?? ''))
      expect(states.at(-1)).toMatchObject({ state: 'gone', from: known?.goneAt, to: null })
    })

    it('asks nothing of a zone whose plan has no Logpush', async () => {
      await collectAll()
      await collectAll()
      const { items } = await admin.ok('listInstances')
      const without = new Set(items.flatMap(({ id, logpush }) => (logpush === 'no' ? id : [])))
      expect(without.size).toBeGreaterThan(0)
      const zones = [...world.simulator.state.zones.values()].filter(({ instanceGuid }) =>
        without.has(instanceGuid),
      )
      const asked = world.sent('cis', 'GET')
      for (const { id } of zones) {
        expect(asked.filter((path) => path.includes(`${id}/log`))).toEqual([])
        expect(await zoneNow(id)).toMatchObject({ isKnown: true, lostSeconds: 0 })
      }
    })
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
