import { beforeEach, expect, it } from 'vitest'
import { AlertLooks, makeRule } from '@/lib/testing/alert-looks'
import { collect, forgetFleet } from '@/lib/testing/fleet'
import {
  forgetPlanted,
  type PlantedJob,
  plantedInstance,
  plantPicture,
  setPlanted,
} from '@/lib/testing/picture'
import { plantConnection } from '@/lib/testing/planted-connection'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const dayMs = 86_400_000
const elsewhere = '00000000-0000-4000-8000-0000000000bb'

describeWorlds('who administers an account alone', (world) => {
  let jobs: PlantedJob[]
  let visitors: { one: Visitor; other: Visitor }

  /** Two zones of one account's connection, one of the other's, in one picture; each with a gap, an event and what is open. */
  beforeEach(async () => {
    world.reset()
    await forgetPlanted(world)
    const db = await world.db()
    for (const table of ['connections', 'fleet_gaps'] as const) await db.deleteFrom(table).execute()
    jobs = await plantPicture(world, { zones: 3, jobs: 1, place: (at) => `logs-${at}/x` })
    const { raiseFleetSeq } = await import('@/lib/server/db/fleet-heads')
    const { addEvents } = await import('@/lib/server/db/fleet-events')
    const { addGaps } = await import('@/lib/server/db/fleet-history')
    const unread = { errorCode: 'partial', sinceMs: Date.now() - 600_000 }
    await raiseFleetSeq(db, 'team', {
      instances: [
        { id: plantedInstance, name: 'cis-one' },
        { id: elsewhere, name: 'cis-other', unread },
      ],
    })
    await db
      .updateTable('fleet_zones')
      .set({ instance_id: elsewhere })
      .where('zone_id', '=', jobs[2]?.zoneId ?? '')
      .execute()
    await setPlanted(world, jobs, 'error writing object: AccessDenied')
    const nowMs = Date.now()
    for (const [at, { zoneId, id }] of jobs.entries()) {
      const named = {
        zoneId,
        jobId: id,
        bornMs: 0,
        instanceId: at < 2 ? plantedInstance : elsewhere,
        zoneName: `zone-${at}.example`,
        jobName: `job-${at}`,
        cause: null,
      }
      const gap = { fromMs: nowMs - 7_200_000, toMs: nowMs - 3_600_000, dataset: 'http_requests' }
      await addGaps(db, 'team', [{ ...named, ...gap }])
      const event = { kind: 'changed' as const, atMs: nowMs - 60_000, who: null }
      await addEvents(db, 'team', [{ ...named, ...event }])
    }
    const soon = nowMs + 3 * dayMs
    const instanceIds = { one: [plantedInstance], other: [elsewhere] }
    const { account, otherAccount } = world.place
    for (const [name, accountId] of [
      ['one', account.id],
      ['other', otherAccount.id],
    ] as const) {
      const id = await plantConnection(world, {
        accountId,
        instanceIds: instanceIds[name],
        expiresAt: soon,
      })
      await db.updateTable('connections').set({ name }).where('id', '=', id).execute()
    }
    const of = async (accountId: string, nth: number) => {
      const visitor = world.visitor()
      const passcode = world.place.passcodesWithoutAccount[nth] ?? ''
      const { continuation } = await visitor.refused('createSession', { body: { passcode } })
      await visitor.ok('createSession', { body: { continuation: continuation ?? '', accountId } })
      return visitor
    }
    visitors = { one: await of(account.id, 0), other: await of(otherAccount.id, 1) }
  })

  it.each([
    ['one', ['zone-0.example', 'zone-1.example'], plantedInstance],
    ['other', ['zone-2.example'], elsewhere],
  ] as const)(
    'sees what connections of their account show, and nothing of another (%s)',
    async (name, names, instanceId) => {
      const visitor = visitors[name]
      const others = name === 'one' ? ['zone-2', 'cis-other'] : ['zone-0', 'zone-1', 'cis-one']
      const told: string[] = []
      const heard = <Answer>(answer: Answer): Answer => {
        told.push(JSON.stringify(answer))
        return answer
      }
      const overview = heard(await visitor.ok('getOverview'))
      expect(overview.totals).toMatchObject({ zones: names.length, jobs: names.length })
      expect(overview.lostSeconds).toBeGreaterThanOrEqual(names.length * 3_600)
      expect(overview.instances.map(({ id }) => id)).toEqual([instanceId])
      expect(overview.sinceYesterday.map(({ zone }) => zone.name).sort()).toEqual(names)
      const attention = (kind: string) => overview.attention.filter((one) => one.kind === kind)
      expect(attention('key_expiring')).toMatchObject([{ subject: name }])
      expect(attention('jobs')).toHaveLength(names.length)
      expect(overview.collector).toMatchObject({ state: 'running' })
      const status = heard(await visitor.ok('getOverviewStatus'))
      expect(status).toMatchObject({ zones: names.length, notDelivering: names.length })
      const zones = heard(await visitor.ok('listOverviewZones', { query: {} }))
      expect(zones.items.map(({ zoneName }) => zoneName).sort()).toEqual(names)
      const found = heard(await visitor.ok('searchOverview', { query: { q: 'job' } }))
      expect(found.total).toBe(names.length)
      const gaps = heard(await visitor.ok('listGaps', { query: {} }))
      const ended = gaps.items.filter(({ to }) => to !== null)
      expect(ended.map(({ zone }) => zone.name).sort()).toEqual(names)
      for (const [at, { zoneId, id }] of jobs.entries()) {
        const place = { instanceId: at < 2 ? plantedInstance : elsewhere, zoneId }
        const isTheirs = place.instanceId === instanceId
        const params = { ...place, jobId: id }
        if (isTheirs) {
          const { gaps } = heard(await visitor.ok('getJobHistory', { params, query: {} }))
          expect(gaps).toHaveLength(1)
          const { zone } = heard(await visitor.ok('getZoneHistory', { params: place, query: {} }))
          expect(zone).not.toBeNull()
        } else {
          // IBM, who is asked with their own right, does not know it.
          expect(heard(await visitor.call('getJobHistory', { params })).status).toBe(404)
          expect(heard(await visitor.call('getZoneHistory', { params: place })).status).toBe(404)
        }
      }
      for (const text of told) for (const other of others) expect(text).not.toContain(other)
    },
  )

  it('is told by a rule of theirs of what they see on the page of alerts there alone', async () => {
    const looks = new AlertLooks(world)
    await makeRule(visitors.other)
    await makeRule(visitors.other, { when: 'key_expiring' })
    await makeRule(visitors.other, { when: 'collector_behind' })
    await looks.lookUntilTold()
    expect(await looks.toldShort()).toEqual(['down 1', 'down 1', 'down 1'])
    const { items } = await visitors.other.ok('listAlerts')
    const told = items.flatMap(({ subjects }) =>
      subjects.map(({ zone, label }) => zone?.name ?? label),
    )
    expect(told.sort()).toEqual(['cis-other', 'other', 'zone-2.example'])
    // There is no identity provider whose groups a rule could name.
    expect((await visitors.other.ok('listAlertRules')).groups).toBeNull()
    // The same person in another account.
    expect((await visitors.one.ok('listAlerts')).items).toEqual([])
  })

  it('waits for nobody’s list where no connection is of their account', async () => {
    const db = await world.db()
    await db.deleteFrom('connections').where('name', '=', 'other').execute()
    const { raiseTeamVersion } = await import('@/lib/server/db/grants')
    await raiseTeamVersion(db)
    const overview = await visitors.other.ok('getOverview')
    expect(overview.totals.zones).toBe(0)
    expect(overview.attention).toEqual([])
    const { watching } = await import('../collector/watchers')
    const owner = watching().at(-1)?.owner ?? ''
    await plantPicture(world, { zones: 1, jobs: 1, owner })
    const { collector, totals } = await visitors.other.ok('getOverview')
    expect(totals.zones).toBe(1)
    expect(collector.listing).toBe('done')
  })
})

describeWorlds('the zone’s page of who administers an account alone', (world) => {
  it.each([
    ['their own', 'paused'],
    ['another', 'off'],
  ])('knows what connections of %s account saw before: %s', async (whose, state) => {
    world.reset()
    await forgetFleet(world)
    const db = await world.db()
    await db.deleteFrom('connections').execute()
    await plantConnection(world, { instanceIds: [world.place.cisInstanceId] })
    await collect()
    if (whose === 'another') {
      const { raiseTeamVersion } = await import('@/lib/server/db/grants')
      const account_id = world.place.otherAccount.id
      await db.updateTable('connections').set({ account_id }).execute()
      await raiseTeamVersion(db)
    }
    const place = world.zone('full')
    const job = [...world.simulator.state.jobs.values()].find(
      ({ zoneId, enabled }) => zoneId === place.zoneId && enabled,
    )
    if (!job) throw new Error('no such job')
    job.enabled = false
    const manager = await world.signIn()
    const { items } = await manager.ok('listJobs', { params: place })
    expect(items.find((one) => one.id === String(job.id))?.state).toBe(state)
  })
})
