import { beforeEach, expect, it } from 'vitest'
import type { EventKind } from '@/lib/fleet/advance'
import {
  forgetPlanted,
  type PlantedJob,
  plantedInstance,
  plantPicture,
} from '@/lib/testing/picture'
import { giveGrant, signInAdmin, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const hour = 3_600_000

describeWorlds(
  'what happened since yesterday',
  (world) => {
    let admin: Visitor
    let member: Awaited<ReturnType<typeof signInPerson>>
    let jobs: PlantedJob[]
    let nth = 0
    beforeEach(async () => {
      await forgetPlanted(world)
      await (await world.db()).deleteFrom('fleet_gaps').execute()
      jobs = await plantPicture(world, { zones: 600, jobs: 1 })
      admin = await signInAdmin(world, `admin-${++nth}`)
      member = await signInPerson(world, { subject: `member-${nth}` })
      const zoneIds = jobs.slice(0, 2).map(({ zoneId }) => zoneId)
      const scope = { kind: 'zones' as const, instanceId: plantedInstance, zoneIds }
      await giveGrant(world, { personId: member.id }, { role: 'viewer', scope })
    })

    const named = { bornMs: 0, instanceId: plantedInstance, zoneName: 'z', jobName: null }
    async function happen(
      list: { job: PlantedJob | undefined; kind: EventKind; agoMs: number; who?: string }[],
    ) {
      const { addEvents } = await import('@/lib/server/db/fleet-events')
      const nowMs = Date.now()
      await addEvents(
        await world.db(),
        'team',
        list.map(({ job, kind, agoMs, who = null }) => ({
          ...named,
          zoneId: job?.zoneId ?? '',
          jobId: job?.id ?? '',
          bornMs: job?.bornMs ?? 0,
          kind,
          atMs: nowMs - agoMs,
          cause: kind === 'failing' ? `error ${agoMs}` : null,
          who,
        })),
      )
    }
    const toldOf = async (visitor: Visitor) => {
      const { sinceYesterday, happened } = await visitor.ok('getOverview')
      const all = sinceYesterday.map(({ kind, job, count }) => [kind, job.id, count ?? 1])
      return { all, happened: happened.sort((one, other) => (one.kind < other.kind ? -1 : 1)) }
    }

    it('has what people did, however often a job flapped after it', async () => {
      const [first, second, flapping] = jobs
      await happen([
        { job: first, kind: 'changed', agoMs: 20 * hour },
        { job: second, kind: 'paused', agoMs: 19 * hour, who: 'Ines Brandt' },
        { job: first, kind: 'gone', agoMs: 25 * hour },
      ])
      await happen(
        Array.from({ length: 4_000 }, (_, at) => ({
          job: flapping,
          kind: at % 2 === 0 ? ('failing' as const) : ('recovered' as const),
          agoMs: 1_000 + at * 2_000,
        })),
      )
      expect(await toldOf(admin)).toEqual({
        all: [
          ['failing', '3', 2_000],
          ['recovered', '3', 2_000],
          ['paused', '2', 1],
          ['changed', '1', 1],
        ],
        happened: [
          { kind: 'changed', jobs: 1, outside: 1 },
          { kind: 'failing', jobs: 1, outside: 0 },
          { kind: 'paused', jobs: 1, outside: 0 },
          { kind: 'recovered', jobs: 1, outside: 0 },
        ],
      })
      const { sinceYesterday } = await admin.ok('getOverview')
      // The last one.
      expect(sinceYesterday[0]?.cause).toBe('error 1000')
      expect((await toldOf(member)).all).toEqual([
        ['paused', '2', 1],
        ['changed', '1', 1],
      ])
    })

    it('is counted in full where more happened than is named, and for each of what they see', async () => {
      await happen(
        jobs.flatMap((job) => [
          { job, kind: 'changed' as const, agoMs: hour },
          { job, kind: 'failing' as const, agoMs: 2 * hour },
          { job, kind: 'failing' as const, agoMs: 3 * hour },
        ]),
      )
      const { all, happened } = await toldOf(admin)
      expect(all).toHaveLength(500)
      expect(happened).toEqual([
        { kind: 'changed', jobs: 600, outside: 600 },
        { kind: 'failing', jobs: 600, outside: 0 },
      ])
      const theirs = await toldOf(member)
      expect(theirs.all).toHaveLength(4)
      expect(theirs.happened).toEqual([
        { kind: 'changed', jobs: 2, outside: 2 },
        { kind: 'failing', jobs: 2, outside: 0 },
      ])
      const most = await signInPerson(world, { subject: `most-${nth}` })
      const zoneIds = jobs.slice(1).map(({ zoneId }) => zoneId)
      const scope = { kind: 'zones' as const, instanceId: plantedInstance, zoneIds }
      await giveGrant(world, { personId: most.id }, { role: 'viewer', scope })
      const { all: some, happened: seen } = await toldOf(most)
      expect(some).toHaveLength(500)
      expect(seen.map((of) => of.jobs)).toEqual([599, 599])
    })

    it('names some of each kind, however much of another has happened since', async () => {
      await happen([
        { job: jobs[1], kind: 'gone', agoMs: 20 * hour },
        { job: jobs[2], kind: 'recovered', agoMs: 20 * hour },
        ...jobs.flatMap((job) => [
          { job, kind: 'changed' as const, agoMs: hour },
          { job, kind: 'failing' as const, agoMs: 2 * hour },
        ]),
      ])
      const named = async (visitor: Visitor) => {
        const { all } = await toldOf(visitor)
        return all.filter(([kind]) => kind === 'gone' || kind === 'recovered')
      }
      expect(await named(admin)).toEqual([
        ['gone', '2', 1],
        ['recovered', '3', 1],
      ])
      expect(await named(member)).toEqual([['gone', '2', 1]])
    })

    it('says what of it is still there to look at', async () => {
      const db = await world.db()
      const [there, left, moved, anew] = jobs
      await happen([
        { job: there, kind: 'changed', agoMs: hour },
        { job: left, kind: 'gone', agoMs: 2 * hour },
        { job: moved, kind: 'gone', agoMs: 3 * hour },
        { job: anew, kind: 'gone', agoMs: 4 * hour },
      ])
      const { raiseFleetSeq } = await import('@/lib/server/db/fleet-heads')
      const seq = await raiseFleetSeq(db, 'team')
      const gone = { seq, gone_at: Date.now() }
      const { forgetPicture } = await import('./picture')
      await db
        .updateTable('fleet_jobs')
        .set({ gone_at: Date.now() })
        .where('zone_id', '=', left?.zoneId ?? '')
        .execute()
      // Another has its id now.
      await db
        .updateTable('fleet_jobs')
        .set({ born_at: Date.now() - hour })
        .where('zone_id', '=', anew?.zoneId ?? '')
        .execute()
      await db
        .updateTable('fleet_zones')
        .set(gone)
        .where('zone_id', '=', moved?.zoneId ?? '')
        .execute()
      forgetPicture('team')
      const { sinceYesterday } = await admin.ok('getOverview')
      expect(sinceYesterday.map(({ kind, opens }) => [kind, opens])).toEqual([
        ['changed', 'job'],
        ['gone', 'zone'],
        ['gone', 'nothing'],
        ['gone', 'zone'],
      ])
    })

    it('has cost what the gaps of one’s own zones have, as far as they reach into the day', async () => {
      const { addGaps } = await import('@/lib/server/db/fleet-history')
      const nowMs = Date.now()
      await addGaps(
        await world.db(),
        'team',
        [
          { job: jobs[0], fromMs: nowMs - 30 * hour, toMs: nowMs - 22 * hour },
          { job: jobs[1], fromMs: nowMs - 4 * hour, toMs: nowMs - 3 * hour },
          { job: jobs[9], fromMs: nowMs - 4 * hour, toMs: nowMs - 2 * hour },
        ].map(({ job, ...gap }) => ({
          ...named,
          ...gap,
          zoneId: job?.zoneId ?? '',
          jobId: job?.id ?? '',
          dataset: 'http_requests',
          cause: null,
        })),
      )
      const lost = async (visitor: Visitor) => (await visitor.ok('getOverview')).lostSeconds
      expect(Math.abs((await lost(admin)) - 5 * 3_600)).toBeLessThan(60)
      expect(Math.abs((await lost(member)) - 3 * 3_600)).toBeLessThan(60)
    })
  },
  { env: { ...teamEnv } },
)
