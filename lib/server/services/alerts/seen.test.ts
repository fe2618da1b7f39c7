import { beforeEach, expect, it } from 'vitest'
import { AlertLooks, makeRule, startOver } from '@/lib/testing/alert-looks'
import { type PlantedJob, plantedInstance, plantPicture, setPlanted } from '@/lib/testing/picture'
import { adminEnv, giveGrant, signInPerson } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const broken = 'error writing object: AccessDenied'

describeWorlds(
  'what somebody sees of alerts',
  (world) => {
    let admin: Visitor & { id: string }
    let member: Visitor & { id: string }
    let nth = 0
    let looks: AlertLooks
    let group: string
    let grant: string

    beforeEach(async () => {
      looks = new AlertLooks(world)
      admin = await startOver(world, `admin-${++nth}`)
      group = `ops-${nth}`
      const scope = { kind: 'instance' as const, instanceId: plantedInstance }
      grant = await giveGrant(world, { group }, { role: 'editor', scope })
      member = await signInPerson(world, { subject: `member-${nth}`, groups: [group] })
    })

    /** From now on the member sees the zone of this job alone. */
    async function narrowTo({ zoneId }: PlantedJob) {
      const zones = { kind: 'zones' as const, instanceId: plantedInstance, zoneIds: [zoneId] }
      await giveGrant(world, { group }, { role: 'editor', scope: zones })
      await admin.ok('deleteGrant', { params: { id: grant } })
    }

    const told = async (visitor: Visitor) =>
      (await visitor.ok('listAlertDeliveries')).items.map(({ subject }) => subject).sort()

    it.each([
      ['everything', { kind: 'all' }],
      ['an instance', { kind: 'instance', instanceId: plantedInstance }],
      ['names', { kind: 'pattern', pattern: '*' }],
    ] as const)(
      'is nothing once a grant of %s has expired, which tells nobody any more',
      async (_, scope) => {
        const jobs = await plantPicture(world, { zones: 1, jobs: 1 })
        const person = await signInPerson(world, { subject: `guest-${nth}` })
        const expiresAtMs = Date.now() + 60_000
        await giveGrant(world, { personId: person.id }, { role: 'viewer', scope, expiresAtMs })
        await makeRule(person)
        world.letTimePass(61_000)
        await setPlanted(world, jobs, broken)
        await looks.lookUntilTold()
        expect(await looks.toldShort()).toEqual([])
        expect((await person.ok('getOverviewStatus')).zones).toBe(0)
        expect((await person.ok('listAlerts')).items).toEqual([])
      },
    )

    it('is nothing of zones that they see no more, nor is anybody told of their recovery', async () => {
      const [seen, hidden] = (await plantPicture(world, { zones: 2, jobs: 1 })) as [
        PlantedJob,
        PlantedJob,
      ]
      await makeRule(member)
      await setPlanted(world, [seen, hidden], broken)
      await looks.lookUntilTold()
      expect(await looks.toldShort()).toEqual(['down 2'])
      await narrowTo(seen)
      // It recovers after they lost it, in one case before they were looked for again.
      await setPlanted(world, [hidden], null)
      await looks.look(1_000)
      const { items } = await member.ok('listAlerts')
      expect(items.flatMap(({ subjects }) => subjects.map(({ zone }) => zone?.id))).toEqual([
        seen.zoneId,
      ])
      await setPlanted(world, [seen], null)
      await looks.look(1_000)
      expect(await looks.toldShort()).toEqual(['down 2', 'recovered 1'])
      expect(JSON.stringify((await looks.told())[1])).not.toContain(hidden.zoneId)
    })

    it('is of what was sent only what they may still see', async () => {
      const jobs = await plantPicture(world, { zones: 3, jobs: 1, place: (at) => `logs-${at}/x` })
      await (await world.db()).updateTable('fleet_zones').set({ retention: 0 }).execute()
      const { channelIds } = await makeRule(member)
      await makeRule(member, { when: 'retention_off', channelIds })
      await setPlanted(world, jobs, broken)
      await looks.lookUntilTold()
      await member.ok('testAlertChannel', { params: { id: channelIds[0] ?? '' } })
      const all = await told(admin)
      expect(await told(member)).toEqual(all)
      await narrowTo(jobs[1] as PlantedJob) // Of three.
      expect(await told(member)).toEqual([
        'Test notice: this channel works',
        'job-1 of zone-1.example is not delivering',
        'zone-1.example has log retention off',
      ])
      expect(await told(admin)).toEqual(all)
    })

    it('counts nothing beyond what a notice names, and finds theirs there', async () => {
      const jobs = await plantPicture(world, { zones: 60, jobs: 1 })
      await makeRule(member)
      await setPlanted(world, jobs, broken)
      await looks.lookUntilTold()
      expect(await told(member)).toEqual(['60 jobs are not delivering'])
      const [notice] = await looks.told()
      const named = new Set(notice?.jobs.map(({ id }) => id))
      const unnamed = jobs.find(({ id }) => !named.has(id)) as PlantedJob // 50 are named.
      await narrowTo(unnamed)
      const nth = Number(unnamed.id) - 1
      expect(await told(member)).toEqual([`job-${nth} of zone-${nth}.example is not delivering`])
    })

    it('tells zones apart that have the same name', async () => {
      const jobs = await plantPicture(world, { zones: 2, jobs: 1 })
      await (await world.db())
        .updateTable('fleet_zones')
        .set({ retention: 0, name: 'same.example' })
        .execute()
      await makeRule(member, { when: 'retention_off' })
      await looks.lookUntilTold()
      await narrowTo(jobs[1] as PlantedJob) // Of two.
      expect(await told(member)).toEqual(['same.example has log retention off'])
    })

    it('is in what a rule says is open of it as well', async () => {
      const jobs = await plantPicture(world, { zones: 2, jobs: 1, place: (at) => `logs-${at}/x` })
      await makeRule(member)
      await setPlanted(world, jobs, broken)
      await looks.lookUntilTold()
      const open = async (visitor: Visitor) =>
        (await visitor.ok('listAlertRules')).items.map((rule) => rule.open)
      expect(await open(member)).toEqual([2])
      const { items } = await admin.ok('listAlerts')
      const alertOf = (job: PlantedJob | undefined) => {
        const found = items.find(({ subjects }) => subjects[0]?.job?.id === job?.id)
        return { params: { id: found?.id ?? '' } }
      }
      await narrowTo(jobs[0] as PlantedJob) // Of two.
      expect(await open(member)).toEqual([1])
      expect(await open(admin)).toEqual([2])
      // A link to an alert works for those who see it, also once it is over.
      await setPlanted(world, jobs, null)
      await looks.look(1_000)
      expect(await member.ok('getAlert', alertOf(jobs[0]))).toMatchObject({ isOpen: false })
      expect((await member.call('getAlert', alertOf(jobs[1]))).status).toBe(404)
      expect(await admin.ok('getAlert', alertOf(jobs[1]))).toMatchObject({ isOpen: false })
    })

    it('is for somebody with a key of IBM’s what that key still shows', async () => {
      const person = await world.signIn('reader')
      await makeRule(person)
      await looks.look()
      const { watching } = await import('../collector/watchers')
      const owner = watching().at(-1)?.owner ?? ''
      const place = (at: number) => `logs-${at}/x`
      const jobs = await plantPicture(world, { zones: 2, jobs: 1, owner, place })
      await setPlanted(world, jobs, broken, owner)
      await looks.lookUntilTold()
      expect((await person.ok('listAlerts')).items).toHaveLength(2)
      // IBM shows them one of the zones no more.
      const { forgetPicture } = await import('../overview/picture')
      const db = await world.db()
      for (const table of ['fleet_zones', 'fleet_jobs'] as const) {
        const lost = jobs[0]?.zoneId ?? ''
        await db.deleteFrom(table).where('owner', '=', owner).where('zone_id', '=', lost).execute()
      }
      forgetPicture(owner)
      const { items } = await person.ok('listAlerts')
      expect(items.flatMap(({ subjects }) => subjects.map(({ job }) => job?.id))).toEqual(['2'])
      expect(await told(person)).toEqual(['job-1 of zone-1.example is not delivering'])
      expect((await person.ok('listAlertRules')).items).toMatchObject([{ open: 1 }])
    })
  },
  { env: adminEnv },
)
