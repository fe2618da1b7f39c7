import { beforeEach, expect, it } from 'vitest'
import { collect, forgetFleet, wholeSecond } from '@/lib/testing/fleet'
import { connect, giveGrant, signInAdmin, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'lists that could not be read, or not all',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      world.reset()
      await forgetFleet(world)
      const db = await world.db()
      for (const table of ['connections', 'shared_notes'] as const) {
        await db.deleteFrom(table).execute()
      }
      await connect(world)
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    it('tells of a zone that could never be read as of one that can’t be read any more', async () => {
      const { zoneId } = world.zone('playground')
      world.simulator.faults.add({
        match: { service: 'cis', path: `${zoneId}/logpush` },
        effect: { kind: 'status', status: 500 },
      })
      await collect()
      const { totals, attention } = await admin.ok('getOverview')
      expect(totals.zonesNotKnown).toBe(1)
      expect(totals.zonesRead).toBe(totals.zones - 1)
      expect(attention).toContainEqual(
        expect.objectContaining({ kind: 'zones_not_known', zones: 1, since: null, cause: '500' }),
      )
      expect((await admin.ok('getOverviewStatus')).zonesNotKnown).toBe(1)
    })

    /** Lists and zones are read once more. */
    async function collectAgain(): Promise<void> {
      world.letTimePass(6 * 60_000)
      const db = await world.db()
      await db.updateTable('fleet_zones').set({ due_at: 0 }).execute()
      await collect()
    }
    const zonesNow = async () =>
      (await admin.ok('listOverviewZones', { query: { limit: '500' } })).items
    const zoneIdsNow = async () => (await zonesNow()).map(({ zoneId }) => zoneId).sort()
    const listOf = (instanceId: string) => ({
      service: 'cis' as const,
      path: new RegExp(`${instanceId}[^/]*/zones(\\?|$)`),
    })
    const unlistedNow = async () =>
      (await admin.ok('getOverview')).attention.filter(({ kind }) => kind === 'zones_not_listed')
    const anInstance = () => world.zone('playground').instanceId
    async function stateOf(zoneId: string, jobId: number) {
      const zone = (await zonesNow()).find((one) => one.zoneId === zoneId)
      const jobs = Object.values(zone?.cells ?? {}).flatMap((cell) => cell.jobs)
      return jobs.find(({ id }) => id === String(jobId))?.state
    }
    function aJob(zoneId: string) {
      const job = [...world.simulator.state.jobs.values()].find(
        (one) => one.zoneId === zoneId && one.enabled,
      )
      if (!job) throw new Error('no job')
      job.lastComplete = wholeSecond() - 30_000
      job.lastError = null
      job.errorMessage = null
      return job
    }

    it.each([403, 404, 500])(
      'keeps the zones of an instance whose list is a %i',
      async (status) => {
        await collect()
        const before = await zoneIdsNow()
        world.simulator.faults.add({
          match: listOf(anInstance()),
          effect: { kind: 'status', status },
        })
        await collectAgain()
        await collectAgain()
        expect(await zoneIdsNow()).toEqual(before)
        expect(await unlistedNow()).toMatchObject([
          { count: 1, cause: String(status), since: expect.any(String) },
        ])
        const { collector, sinceYesterday } = await admin.ok('getOverview')
        expect(collector.listing).toBe('failed')
        expect(sinceYesterday.filter(({ kind }) => kind === 'gone')).toEqual([])
        world.simulator.faults.clear()
        await collectAgain()
        expect(await unlistedNow()).toEqual([])
        expect((await admin.ok('getOverview')).collector.listing).toBe('done')
      },
    )

    it('says from the start that an instance’s zones are missing, and shows the others', async () => {
      const instanceId = anInstance()
      world.simulator.faults.add({
        match: listOf(instanceId),
        effect: { kind: 'status', status: 500 },
      })
      await collect()
      expect(await unlistedNow()).toMatchObject([{ count: 1, cause: '500' }])
      const seen = new Set((await zonesNow()).map((zone) => zone.instanceId))
      expect(seen.size).toBeGreaterThan(0)
      expect(seen.has(instanceId)).toBe(false)
      // Who sees nothing there is told nothing of it.
      const member = await signInPerson(world, { subject: `member-${++nth}` })
      const scope = { kind: 'instance' as const, instanceId: [...seen][0] ?? '' }
      await giveGrant(world, { personId: member.id }, { role: 'viewer', scope })
      const theirs = await member.ok('getOverview')
      expect(theirs.attention.map(({ kind }) => kind)).not.toContain('zones_not_listed')
      expect(theirs.collector.listing).toBe('done')
    })

    it('takes the zones of a list that lacks some, and concludes nothing of those that it lacks', async () => {
      const { instanceId, zoneId } = world.zone('playground')
      await collect()
      const before = await zoneIdsNow()
      const fresh = { id: 'f'.repeat(32), name: 'fresh.example', status: 'active', paused: false }
      world.simulator.faults.add({
        match: listOf(instanceId),
        effect: { kind: 'result', result: [fresh, { id: 7 }] },
      })
      await collectAgain()
      await collectAgain()
      expect(await zoneIdsNow()).toEqual([...before, fresh.id].sort())
      expect(before).toContain(zoneId)
      expect(await unlistedNow()).toMatchObject([{ count: 1, cause: 'partial' }])
    })

    it('says that no zones can be listed where IBM does not list instances', async () => {
      await collect()
      const before = await zoneIdsNow()
      world.simulator.faults.add({
        match: { service: 'resourceController' },
        effect: { kind: 'status', status: 500 },
      })
      await collectAgain()
      expect(await zoneIdsNow()).toEqual(before)
      expect(await unlistedNow()).toMatchObject([{ cause: '500' }])
    })

    it('tells of the jobs and the gaps of a zone that was deleted', async () => {
      const { zoneId } = world.zone('full')
      const job = aJob(zoneId)
      await collect()
      job.lastError = Date.now()
      job.errorMessage = 'error writing object: AccessDenied'
      await collectAgain()
      expect(await stateOf(zoneId, job.id)).toBe('failing')
      world.letTimePass(60_000)
      world.simulator.state.zones.delete(zoneId)
      await collectAgain()
      expect(await zoneIdsNow()).not.toContain(zoneId)
      const { sinceYesterday, lostSeconds } = await admin.ok('getOverview')
      const own = sinceYesterday.filter((one) => one.job.id === String(job.id))
      expect(own.map(({ kind }) => kind)).toEqual(['gone', 'failing'])
      expect(lostSeconds).toBeGreaterThanOrEqual(60)
      const { items } = await admin.ok('listGaps', { query: { zoneId } })
      expect(items).toMatchObject([{ job: { id: String(job.id) }, to: expect.any(String) }])
      const member = await signInPerson(world, { subject: `member-${++nth}` })
      const other = world.zone('playground')
      const scope = {
        kind: 'zones' as const,
        instanceId: other.instanceId,
        zoneIds: [other.zoneId],
      }
      await giveGrant(world, { personId: member.id }, { role: 'viewer', scope })
      expect((await member.ok('listGaps', { query: { zoneId } })).items).toEqual([])
    })

    it('knows jobs again, and why they stand still, after their connection was made anew', async () => {
      const { zoneId } = world.zone('full')
      const job = aJob(zoneId)
      job.lastError = Date.now()
      job.errorMessage = 'error writing object: error uploading'
      await collect()
      job.enabled = false
      await collectAgain()
      expect(await stateOf(zoneId, job.id)).toBe('disabled_by_service')
      const { items: connections } = await admin.ok('listConnections')
      for (const { id } of connections) await admin.ok('deleteConnection', { params: { id } })
      expect(await zoneIdsNow()).toEqual([])
      expect((await admin.ok('getOverview')).sinceYesterday).toEqual([])
      world.letTimePass(60 * 60_000)
      await connect(world)
      await collectAgain()
      expect(await stateOf(zoneId, job.id)).toBe('disabled_by_service')
      const { attention } = await admin.ok('getOverview')
      expect(attention.filter(({ state }) => state === 'gone')).toEqual([])
      const { items } = await admin.ok('listGaps', { query: { zoneId } })
      const own = items.filter((one) => one.job.id === String(job.id))
      // One gap in two parts, since nobody looked in between.
      expect(own).toHaveLength(2)
      expect(own[0]?.to).toBe(own[1]?.from)
      expect(own[1]?.to).toBeNull()
    })

    it('lets an instance end that one of several connections lists no more, once nobody answers for it', async () => {
      const { keepLists } = await import('./lists')
      const { readPicture } = await import('../overview/picture')
      const db = await world.db()
      const instance = (id: string) => ({
        id,
        name: id,
        isWithout: false,
        zones: [{ id: `zone-${id}`, name: `${id}.example`, status: 'active', paused: false }],
        errorCode: null,
        isHidden: false,
      })
      const keep = async (
        credentialId: string,
        ids: readonly string[],
        answered: string[] = [],
      ) => {
        const isAnswered = async (id: string) => answered.includes(id)
        const lists = { instances: ids.map(instance), listed: new Set(ids) }
        const times = { cycleMs: 60_000, nowMs: Date.now() }
        await keepLists(db, 'team', lists, { credentialId, isOnly: false, isAnswered }, times)
        const picture = await readPicture(db, 'team')
        return [...(picture?.zones.keys() ?? [])].sort()
      }
      const all = ['zone-a', 'zone-b', 'zone-c']
      await keep('one', ['a', 'b'])
      expect(await keep('two', ['c'])).toEqual(all)
      expect(await keep('one', ['a'], ['b'])).toEqual(all)
      expect(await keep('one', ['a'])).toEqual(all)
      expect(await keep('one', ['a'], ['b'])).toEqual(all)
      expect(await keep('one', ['a'])).toEqual(all)
      expect(await keep('two', ['c'])).toEqual(all)
      expect(await keep('one', ['a', 'b'])).toEqual(all)
      expect(await keep('one', ['a'])).toEqual(all)
      expect(await keep('one', ['a'])).toEqual(['zone-a', 'zone-c'])
    })
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
