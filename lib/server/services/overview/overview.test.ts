import { beforeEach, expect, it } from 'vitest'
import type { Scope } from '@/lib/schemas/grant'
import { connect, giveGrant, signInAdmin, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

/** Begins the picture anew, with one connection, and reads every zone once. */
async function readAll(world: World): Promise<void> {
  const db = await world.db()
  for (const table of ['fleet_heads', 'fleet_zones', 'fleet_jobs', 'fleet_spans'] as const) {
    await db.deleteFrom(table).execute()
  }
  for (const table of ['fleet_gaps', 'fleet_events', 'coverage_marks', 'grants'] as const) {
    await db.deleteFrom(table).execute()
  }
  await db.deleteFrom('connections').execute()
  const { forgetPicture } = await import('./picture')
  forgetPicture('team')
  await connect(world)
  const { collectDue } = await import('../collector/background')
  await collectDue()
}

describeWorlds(
  'the overview',
  (world) => {
    let admin: Visitor
    let nth = 0
    const zones = (query: Record<string, string>, visitor = admin) =>
      visitor.ok('listOverviewZones', { query: { limit: '500', ...query } })
    beforeEach(async () => {
      world.reset()
      await readAll(world)
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    it('says in little what it says at length', async () => {
      const { totals, collector } = await admin.ok('getOverview')
      const status = await admin.ok('getOverviewStatus')
      expect(status).toMatchObject({
        asOf: expect.any(String),
        zones: totals.zones,
        zonesRead: totals.zonesRead,
        zonesNotKnown: totals.zonesNotKnown,
        notDelivering: totals.failing + totals.disabled_by_service,
        state: collector.state,
        cycleSeconds: collector.cycleSeconds,
      })
      expect(status.notDelivering).toBeGreaterThan(0)
      expect(status.budget?.used).toBeGreaterThan(0)
    })

    it('counts the requests of those rights alone that read what one sees', async () => {
      const { instanceId, zoneId } = world.zone('playground')
      const db = await world.db()
      const instances = (id: string) => JSON.stringify([{ id, name: 'an instance' }])
      const { raiseTeamVersion } = await import('@/lib/server/db/grants')
      const see = async (id: string) => {
        await db
          .updateTable('connections')
          .set({ instances_json: instances(id) })
          .execute()
        await raiseTeamVersion(db)
      }
      const scope: Scope = { kind: 'zones', instanceId, zoneIds: [zoneId] }
      await giveGrant(world, { group: 'net-ops' }, { role: 'viewer', scope })
      const member = await signInPerson(world, { subject: `member-${nth}`, groups: ['net-ops'] })
      const reader = await world.signIn('reader')
      const used = async (visitor: Visitor) => {
        const { budget, state } = await visitor.ok('getOverviewStatus')
        const { collector } = await visitor.ok('getOverview')
        expect(collector.state).toBe(state)
        expect(state).not.toBe('off')
        return [(budget?.used ?? 0) > 0, collector.budgetShare > 0]
      }
      await see(instanceId)
      expect(await used(member)).toEqual([true, true])
      expect(await used(admin)).toEqual([true, true])
      expect(await used(reader)).toEqual([false, false])
      await see(crypto.randomUUID())
      expect(await used(member)).toEqual([false, false])
      expect(await used(admin)).toEqual([true, true])
    })

    it('sorts by the state of one dataset, pages on in that order, and backwards', async () => {
      const sort = 'dataset:http_requests'
      const all = await zones({ sort })
      const states = all.items.map(({ cells }) => cells.http_requests?.state)
      expect(states[0]).toBe('failing')
      expect(states.at(-1)).toMatch(/^(none|not_needed)$/)
      expect(states.lastIndexOf('failing')).toBeLessThan(states.indexOf('delivering'))
      const ids: string[] = []
      let cursor: string | null = null
      do {
        const page: typeof all = await zones({ sort, limit: '7', ...(cursor && { cursor }) })
        ids.push(...page.items.map(({ zoneId }) => zoneId))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(ids).toEqual(all.items.map(({ zoneId }) => zoneId))
      const back = await zones({ sort: `-${sort}` })
      expect(back.items.at(-1)?.cells.http_requests?.state).toBe('failing')
    })

    it('has few of many zones read next, however many are listed and how often', async () => {
      const { mostHurried } = await import('@/lib/server/db/fleet-zones')
      const db = await world.db()
      const dueAt = Date.now() - 1_000
      await db
        .updateTable('fleet_zones')
        .set({ read_at: Date.now() - 10 * 60_000, due_at: dueAt, failures: 0 })
        .execute()
      const { forgetPicture } = await import('./picture')
      forgetPicture('team')
      for (const sort of ['zoneName', '-zoneName', 'state']) await zones({ sort })
      const rows = await db.selectFrom('fleet_zones').select(['zone_id', 'due_at']).execute()
      expect(rows.length).toBeGreaterThan(mostHurried)
      const next = rows.filter((row) => row.due_at === 0).map((row) => row.zone_id)
      expect(next).toHaveLength(mostHurried)
      const { items } = await zones({ limit: String(mostHurried), sort: 'zoneName' })
      const able = items.filter(({ zoneId }) => next.includes(zoneId))
      expect(able.length).toBeGreaterThan(mostHurried / 2)
    })

    it('sorts by team, and has what is not known last in both directions', async () => {
      const db = await world.db()
      const of = (...names: Parameters<typeof world.zone>[0][]) =>
        names.map((name) => world.zone(name))
      for (const [group, some] of [
        ['net-ops', of('playground')],
        ['edge', of('empty')],
      ] as const) {
        const [{ instanceId } = { instanceId: '' }] = some
        const zoneIds = some.map(({ zoneId }) => zoneId)
        const scope: Scope = { kind: 'zones', instanceId, zoneIds }
        await giveGrant(world, { group }, { role: 'viewer', scope })
      }
      const teams = async (sort: string) =>
        (await zones({ sort })).items.map((zone) => zone.teams?.join() ?? '')
      expect((await teams('team')).slice(0, 3)).toEqual(['edge', 'net-ops', ''])
      expect((await teams('-team')).slice(0, 3)).toEqual(['net-ops', 'edge', ''])
      const first = await zones({ sort: '-team', limit: '1' })
      const rest = await zones({ sort: '-team', limit: '1', cursor: first.nextCursor ?? '' })
      expect(rest.items[0]?.teams).toEqual(['edge'])

      const { zoneId } = world.zone('playground')
      await db
        .updateTable('fleet_zones')
        .set({ read_at: null })
        .where('zone_id', '=', zoneId)
        .execute()
      const { forgetPicture } = await import('./picture')
      forgetPicture('team')
      for (const sort of ['lost', '-lost', 'asOf', '-asOf']) {
        const { items } = await zones({ sort })
        const known = items.map((zone) => (sort.endsWith('lost') ? zone.lostSeconds : zone.asOf))
        const nulls = known.filter((value) => value === null)
        expect(nulls.length).toBeGreaterThan(0)
        expect(known.slice(-nulls.length)).toEqual(nulls)
        expect(items.map((zone) => zone.zoneId).slice(-nulls.length)).toContain(zoneId)
        const last = items.at(-2)
        const page = await zones({ sort, limit: String(items.length - 1) })
        expect(page.items.at(-1)?.zoneId).toBe(last?.zoneId)
        const end = await zones({ sort, cursor: page.nextCursor ?? '' })
        expect(end.items.map((zone) => zone.zoneId)).toEqual([items.at(-1)?.zoneId])
      }
    })

    it('exports a line a job, and one for a dataset that has none, with what the view shows', async () => {
      const place = world.zone('playground')
      const { zoneId, instanceId } = place
      const scope: Scope = { kind: 'zones', instanceId, zoneIds: [zoneId] }
      await giveGrant(world, { group: 'net-ops' }, { role: 'viewer', scope })
      const file = async (format: string) => {
        const answer = await admin.call('exportOverview', { query: { format, instanceId } })
        expect(answer.status).toBe(200)
        return answer.text
      }
      type Line = Record<string, string | number | null>
      const lines: Line[] = JSON.parse(await file('json'))
      const { items } = await zones({ instanceId })
      expect(lines).toHaveLength(
        items
          .flatMap(({ cells }) => Object.values(cells))
          .reduce((sum, { jobs }) => sum + Math.max(1, jobs.length), 0),
      )
      const several = items.flatMap((zone) =>
        Object.entries(zone.cells).flatMap(([dataset, { jobs }]) =>
          jobs.length > 1 ? [{ zone, dataset, jobs }] : [],
        ),
      )
      expect(several.length).toBeGreaterThan(0)
      for (const { zone, dataset, jobs } of several) {
        const own = lines.filter((line) => line.zone_id === zone.zoneId && line.dataset === dataset)
        expect(own.map((line) => [line.job_id, line.state, line.jobs])).toEqual(
          jobs.map((job) => [job.id, job.state, jobs.length]),
        )
        expect(new Set(own.map((line) => line.cell_state))).toEqual(
          new Set([zone.cells[dataset]?.state]),
        )
      }
      const { instances } = await admin.ok('getOverview')
      const own = lines.filter((line) => line.zone_id === zoneId)
      const shown = items.find((zone) => zone.zoneId === zoneId)
      expect(own.length).toBeGreaterThan(0)
      for (const line of own) {
        expect(line).toMatchObject({
          team: 'net-ops',
          instance: instances.find(({ id }) => id === instanceId)?.name,
          zone_missing_seconds: shown?.lostSeconds ?? null,
        })
      }
      const [head] = (await file('csv')).split('\r\n')
      expect(head).toBe(
        'zone,dataset,state,since,last_complete,job,jobs,destination,error,reason,as_of,instance_id,zone_id,' +
          'cell_state,job_id,instance,team,zone_missing_seconds',
      )
    })

    it('reads alone what is on a screen, and has none read next that nobody looks at', async () => {
      const db = await world.db()
      const dueAt = Date.now() - 1_000
      await db
        .updateTable('fleet_zones')
        .set({ read_at: Date.now() - 10 * 60_000, due_at: dueAt, failures: 0 })
        .execute()
      const { forgetPicture } = await import('./picture')
      forgetPicture('team')
      const next = async () => {
        const rows = await db
          .selectFrom('fleet_zones')
          .select('zone_id')
          .where('due_at', '=', 0)
          .execute()
        return rows.map((row) => row.zone_id).sort()
      }
      const { items } = await zones({ freshen: 'false' })
      expect(await next()).toEqual([])
      const seen = items.slice(-30)
      const ids = seen.map(({ zoneId }) => zoneId)
      const read = await zones({ zoneIds: ids.join() })
      expect(read.items.map(({ zoneId }) => zoneId)).toEqual(ids)
      expect(read).toMatchObject({ total: ids.length, nextCursor: null })
      const withJobs = seen.filter(({ asOf }) => asOf !== null).map(({ zoneId }) => zoneId)
      expect(await next()).toEqual(withJobs.sort())
      expect((await zones({ zoneIds: 'f'.repeat(32) })).items).toEqual([])
      const wrong = await admin.refused('listOverviewZones', { query: { zoneIds: 'a,b' } })
      expect(wrong.status).toBe(400)
    })

    it('sorts by datasets that are none of the four', async () => {
      const { items } = await zones({ sort: 'dataset:other' })
      const known = ['http_requests', 'firewall_events', 'range_events', 'dns_logs']
      const others = Object.keys(items[0]?.cells ?? {}).filter((name) => !known.includes(name))
      expect(others.length).toBeGreaterThan(0)
    })

    it('tells administrators which team a zone is of, and nobody else', async () => {
      const { zoneId, instanceId } = world.zone('playground')
      const scope: Scope = { kind: 'zones', instanceId, zoneIds: [zoneId] }
      await giveGrant(world, { group: 'net-ops' }, { role: 'viewer', scope })
      const { teams } = await admin.ok('getOverview')
      expect(teams).toEqual(['net-ops'])
      const own = await zones({ team: 'net-ops' })
      expect(own.items.map((zone) => [zone.zoneId, zone.teams])).toEqual([[zoneId, ['net-ops']]])
      expect((await zones({ team: 'nobody' })).total).toBe(0)

      const member = await signInPerson(world, { subject: `member-${nth}`, groups: ['net-ops'] })
      expect((await member.ok('getOverview')).teams).toEqual([])
      const seen = await zones({}, member)
      expect(seen.items.map((zone) => [zone.zoneId, zone.teams])).toEqual([[zoneId, undefined]])
      expect((await zones({ team: 'net-ops' }, member)).total).toBe(0)
    })

    it('has one row for all zones without log retention, which leads to them', async () => {
      const [off] = (await zones({ sort: 'dataset:http_requests' })).items
      const zoneId = off?.zoneId ?? ''
      const db = await world.db()
      await db
        .updateTable('fleet_zones')
        .set({ retention: 0 })
        .where('zone_id', 'in', [zoneId, world.zone('empty').zoneId])
        .execute()
      const { forgetPicture } = await import('./picture')
      forgetPicture('team')
      const { attention } = await admin.ok('getOverview')
      // Of a zone without jobs nobody is told.
      const rows = attention.filter(({ kind }) => kind === 'retention_off')
      expect(rows).toMatchObject([{ zone: { id: zoneId }, zones: 1 }])
      const found = await zones({ retention: 'off' })
      expect(found.total).toBe(2)
      expect(found.items.map((zone) => zone.zoneId)).toContain(zoneId)
    })

    it('warns of a connection’s key before it expires, but only those who administer', async () => {
      const db = await world.db()
      const { raiseTeamVersion } = await import('@/lib/server/db/grants')
      const expiresAt = Date.now() + 9 * 86_400_000
      await db.updateTable('connections').set({ expires_at: expiresAt }).execute()
      await raiseTeamVersion(db)
      const { attention } = await admin.ok('getOverview')
      expect(attention.find(({ kind }) => kind === 'key_expiring')).toMatchObject({
        subject: 'manager',
        dueAt: new Date(expiresAt).toISOString(),
        action: 'replace',
      })
      await giveGrant(world, { group: 'viewers' }, { role: 'viewer', scope: { kind: 'all' } })
      const viewer = await signInPerson(world, { subject: `viewer-${nth}`, groups: ['viewers'] })
      const theirs = await viewer.ok('getOverview')
      expect(theirs.attention.filter(({ kind }) => kind === 'key_expiring')).toEqual([])
    })

    it('finds jobs of the whole fleet by words in any order, the worst first, and only what one sees', async () => {
      const search = (q: string, visitor = admin) =>
        visitor.ok('searchOverview', { query: { q, limit: '200' } })
      const { items, total, searched } = await search('failing')
      expect(items.length).toBeGreaterThan(0)
      expect(
        items.filter(({ state, job }) => state !== 'failing' && !job.name?.includes('fail')),
      ).toEqual([])
      expect(searched).toBeGreaterThan(total)
      const [first] = items
      if (!first) return expect.unreachable()
      const again = await search(`failing ${first.zone.name.toUpperCase()}`)
      expect(again.items).toContainEqual(first)
      expect((await search('no-such-job-anywhere')).total).toBe(0)

      const { id: zoneId, instanceId } = first.zone
      const scope: Scope = { kind: 'zones', instanceId, zoneIds: [zoneId] }
      await giveGrant(world, { group: 'one-zone' }, { role: 'viewer', scope })
      const member = await signInPerson(world, { subject: `one-${nth}`, groups: ['one-zone'] })
      const theirs = await search('http', member)
      expect(theirs.searched).toBeLessThan(searched)
      expect(new Set(theirs.items.map(({ zone }) => zone.id))).toEqual(new Set([zoneId]))
    })

    it('says until when what is not delivered can be fetched, or that it is lost', async () => {
      const { attention } = await admin.ok('getOverview')
      const missing = attention.filter(({ lostSeconds }) => lostSeconds)
      expect(missing.length).toBeGreaterThan(0)
      for (const row of missing) {
        if (row.recoverableUntil)
          expect(Date.parse(row.recoverableUntil)).toBeGreaterThan(Date.now())
        expect(row.isLost && row.recoverableUntil !== null).toBe(false)
      }
    })
  },
  { env: { ...teamEnv, IBMCLOUD_CIS_RATE_LIMIT: '12000' } },
)
