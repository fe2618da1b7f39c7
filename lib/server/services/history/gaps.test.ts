import { beforeEach, expect, it } from 'vitest'
import { forgetPlanted, plantedInstance, plantPicture } from '@/lib/testing/picture'
import { giveGrant, signInAdmin, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const minuteMs = 60_000
const zoneIdOf = (zone: number) => zone.toString(16).padStart(32, '0')

/** Gaps of half a minute that ended, round the zones, one a minute, the newest an hour ago. */
async function plantGaps(world: World, { zones, count }: { zones: number; count: number }) {
  const { addGaps } = await import('@/lib/server/db/fleet-history')
  const startMs = Date.now() - 60 * minuteMs - count * minuteMs
  const gaps = Array.from({ length: count }, (_, at) => ({
    zoneId: zoneIdOf(at % zones),
    jobId: String((at % zones) + 1),
    bornMs: 0,
    instanceId: plantedInstance,
    zoneName: `zone-${at % zones}.example`,
    jobName: '=cmd()',
    dataset: at % 2 === 0 ? 'http_requests' : 'dns_logs',
    fromMs: startMs + Math.floor(at / 2) * 2 * minuteMs,
    toMs: startMs + Math.floor(at / 2) * 2 * minuteMs + minuteMs / 2,
    cause: 'error writing object: AccessDenied',
  }))
  const db = await world.db()
  await db.transaction().execute((transaction) => addGaps(transaction, 'team', gaps))
}

/** A job whose gap goes on since so many minutes. */
async function openGap(world: World, zone: number, minutes: number) {
  const db = await world.db()
  await db
    .updateTable('fleet_jobs')
    .set({ gap_from: Date.now() - minutes * minuteMs, gap_cause: 'broken' })
    .where('zone_id', '=', zoneIdOf(zone))
    .execute()
}

describeWorlds(
  'gaps of the whole fleet',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      world.reset()
      await forgetPlanted(world)
      await (await world.db()).deleteFrom('fleet_gaps').execute()
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    const keyOf = (gap: { from: string; zone: { id: string }; job: { id: string } }) =>
      `${gap.from} ${gap.zone.id} ${gap.job.id}`

    async function pages(visitor: Visitor, query: Record<string, string>) {
      const keys: string[] = []
      const sizes: number[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<typeof read>> = await read(visitor, {
          ...query,
          ...(cursor && { cursor }),
        })
        keys.push(...page.items.map(keyOf))
        sizes.push(page.items.length)
        cursor = page.nextCursor
      } while (cursor !== null)
      return { keys, sizes }
    }
    const read = (visitor: Visitor, query: Record<string, string>) =>
      visitor.ok('listGaps', { query })

    it('come in order, a page after the other, those that go on among those that ended', async () => {
      await plantPicture(world, { zones: 3, jobs: 1 })
      await plantGaps(world, { zones: 3, count: 500 })
      await openGap(world, 0, 200)
      await openGap(world, 1, 1)
      const { keys, sizes } = await pages(admin, { limit: '70' })
      expect(keys).toHaveLength(502)
      expect(keys).toEqual([...keys].sort())
      expect(new Set(keys).size).toBe(502)
      expect(sizes).toEqual([70, 70, 70, 70, 70, 70, 70, 12])
      const whole = await pages(admin, { limit: '251' })
      expect(whole).toEqual({ keys, sizes: [251, 251] })
      const some = await pages(admin, { limit: '100', dataset: 'dns_logs', zoneId: zoneIdOf(1) })
      expect(some.keys.length).toBeGreaterThan(50)
      expect(keys).toEqual(expect.arrayContaining(some.keys))
    })

    it('are those of zones that one sees, however few of many they are', async () => {
      await plantPicture(world, { zones: 600, jobs: 1 })
      await plantGaps(world, { zones: 600, count: 3_000 })
      const own = [...Array(550).keys()].map(zoneIdOf)
      const scope = (zoneIds: string[]) => ({
        kind: 'zones' as const,
        instanceId: plantedInstance,
        zoneIds,
      })
      const few = await signInPerson(world, { subject: `few-${nth}` })
      await giveGrant(
        world,
        { personId: few.id },
        { role: 'viewer', scope: scope([zoneIdOf(599)]) },
      )
      const many = await signInPerson(world, { subject: `many-${nth}` })
      await giveGrant(world, { personId: many.id }, { role: 'viewer', scope: scope(own) })
      const of = async (visitor: Visitor, limit: string) =>
        new Set((await pages(visitor, { limit })).keys.map((key) => key.split(' ')[1]))
      expect([...(await of(few, '2'))]).toEqual([zoneIdOf(599)])
      expect([...(await of(many, '500'))].sort()).toEqual(own)
      const asked = { zoneId: zoneIdOf(3) }
      expect((await read(few, asked)).items).toEqual([])
    })

    it.each([
      ['csv', '\r\n'],
      ['jsonl', '\n'],
    ])('are one file of as many lines as %s', async (format, end) => {
      await plantPicture(world, { zones: 2, jobs: 1 })
      await plantGaps(world, { zones: 2, count: 4_500 })
      await openGap(world, 0, 1)
      const from = new Date(Date.now() - 30 * 86_400_000).toISOString()
      const { status, text } = await admin.call('exportGaps', { query: { format, from } })
      expect(status).toBe(200)
      expect(text.endsWith(end)).toBe(true)
      const lines = text.split(end).slice(format === 'csv' ? 1 : 0, -1)
      expect(lines).toHaveLength(4_501)
      expect(new Set(lines).size).toBe(4_501)
      // No cell of a spreadsheet calculates.
      if (format === 'csv') expect(lines[0]).toContain(",'=cmd(),")
    })
  },
  { env: teamEnv },
)
