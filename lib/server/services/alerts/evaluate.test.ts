import { randomBytes } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { calmAfterMs, gatherMs, remindAfterMs } from '@/lib/alerts/advance'
import { AlertLooks, makeChannel, makeRule, startOver } from '@/lib/testing/alert-looks'
import { plantPicture, setPlanted } from '@/lib/testing/picture'
import { adminEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const broken = 'error writing object: AccessDenied'

describeWorlds(
  'a look at the picture',
  (world) => {
    let admin: Visitor & { id: string }
    let nth = 0
    let looks: AlertLooks
    const look = (laterMs?: number) => looks.look(laterMs)
    const lookUntilTold = () => looks.lookUntilTold()
    const told = () => looks.told()
    const toldShort = () => looks.toldShort()

    beforeEach(async () => {
      looks = new AlertLooks(world)
      admin = await startOver(world, `admin-${++nth}`)
    })

    const channel = (name: string) => makeChannel(admin, name)
    const watch = (input: object = {}, visitor: Visitor = admin) => makeRule(visitor, input)

    it('makes one alert and one notice a channel of 40 jobs that share a bucket, as they are found', async () => {
      const jobs = await plantPicture(world, { zones: 40, jobs: 1, place: (at) => `logs/${at}` })
      const [one, other] = [await channel('one'), await channel('other')]
      await watch({ channelIds: [one.id, other.id] })
      await setPlanted(world, jobs.slice(0, 1), `${broken} (request 7-7)`)
      await (await world.db())
        .updateTable('fleet_zones')
        .set({ read_at: Date.now() - 60_000 })
        .execute()
      await look()
      // The others' zones are read at once.
      const due = await (await world.db())
        .selectFrom('fleet_zones')
        .select('zone_id')
        .where('due_at', '=', 0)
        .execute()
      expect(due).toHaveLength(40)
      for (let at = 1; at < 40; at += 13) {
        // IBM has more than one way to say so.
        const words = at === 14 ? 'unexpected response: 403' : broken
        await setPlanted(world, jobs.slice(at, at + 13), `${words} (request ${at}${at}-${at})`)
        await look(2_000)
      }
      await look(gatherMs)
      expect(await toldShort()).toEqual(['down 40', 'down 40'])
      const [notice] = await told()
      expect(notice).toMatchObject({ event: 'down', cause: expect.stringContaining(broken) })
      const { items } = await admin.ok('listAlerts', { query: { open: 'true' } })
      expect(items).toMatchObject([{ count: 40, isOpen: true }])

      await setPlanted(world, jobs.slice(1), null)
      await look(1_000)
      expect(await toldShort()).toHaveLength(2)
      await setPlanted(world, jobs, null)
      await look(1_000)
      expect(await toldShort()).toEqual(['down 40', 'down 40', 'recovered 40', 'recovered 40'])
    })

    it('tells of a job whose error and bucket are longer than an index holds', async () => {
      const long = () => [...randomBytes(4_000)].map((at) => String.fromCodePoint(0x4e00 + at * 71))
      const jobs = await plantPicture(world, { zones: 1, jobs: 1, place: () => long().join('') })
      await watch()
      await setPlanted(world, jobs, long().join(''))
      await lookUntilTold()
      expect(await toldShort()).toEqual(['down 1'])
    })

    it('tells of more at once than one statement holds', async () => {
      const jobs = await plantPicture(world, { zones: 240, jobs: 1, place: (at) => `logs-${at}/x` })
      const ids: string[] = []
      for (let at = 0; at < 20; at++) ids.push((await channel(`channel ${at}`)).id)
      await watch({ channelIds: ids })
      await setPlanted(world, jobs, broken)
      await lookUntilTold()
      expect(await told()).toHaveLength(4_800)
    })

    it('lets others in while it looks at thousands', async () => {
      const jobs = await plantPicture(world, {
        zones: 40,
        jobs: 100,
        place: (at) => `logs-${at}/x`,
      })
      await watch()
      await look()
      await (await world.db())
        .updateTable('fleet_jobs')
        .set({ has_error: 1, error_text: broken, error_at: Date.now() })
        .execute()
      await setPlanted(world, jobs.slice(0, 1), broken)
      const { readPicture, forgetPicture } = await import('../overview/picture')
      forgetPicture('team')
      await readPicture(await world.db(), 'team')
      let turns = 0
      let isOver = false
      const count = () => {
        turns++
        if (!isOver) setImmediate(count)
      }
      setImmediate(count)
      await look()
      isOver = true
      // 4,000 alerts, 200 of them in a transaction.
      expect(turns).toBeGreaterThan(20)
      const { items } = await admin.ok('listAlerts', { query: { open: 'true' } })
      expect(items).toHaveLength(50)
    })

    it('tells once, though several look at the same moment', async () => {
      const jobs = await plantPicture(world, { zones: 4, jobs: 2, place: (at) => `logs-${at}/x` })
      await watch()
      await setPlanted(world, jobs, broken)
      const crowd = () => Promise.all(Array.from({ length: 5 }, () => look()))
      await crowd()
      looks.pass(gatherMs)
      await crowd()
      await crowd()
      expect(await toldShort()).toEqual(Array(8).fill('down 1'))
      await setPlanted(world, jobs, null)
      await crowd()
      await crowd()
      expect((await toldShort()).slice(8)).toEqual(Array(8).fill('recovered 1'))
    })

    it.each([
      ['switched off', { enabled: false }],
      ['of another kind', { when: 'late' }],
      ['of other zones', { scope: { kind: 'instance', instanceId: crypto.randomUUID() } }],
    ])('ends the alerts of a rule without a word that is now %s', async (_, change) => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 2 })
      const { id } = await watch()
      await setPlanted(world, jobs, broken)
      await lookUntilTold()
      await admin.ok('updateAlertRule', { params: { id }, body: change })
      await look()
      await setPlanted(world, jobs, null)
      await look()
      expect(await toldShort()).toEqual(['down 2'])
      expect((await admin.ok('listAlerts', { query: { open: 'true' } })).items).toEqual([])
    })

    it('ends the alerts of a rule that was deleted, and tells of them again by a new one', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 2 })
      const { id } = await watch()
      await setPlanted(world, jobs, broken)
      await lookUntilTold()
      await admin.ok('deleteAlertRule', { params: { id } })
      await look()
      expect((await admin.ok('listAlerts', { query: { open: 'true' } })).items).toEqual([])
      await watch()
      await lookUntilTold()
      expect(await toldShort()).toEqual(['down 2', 'down 2'])
    })

    it('reminds daily until somebody says that they take care', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 1 })
      await watch()
      await setPlanted(world, jobs, broken)
      await lookUntilTold()
      await look(remindAfterMs - 1_000)
      expect(await toldShort()).toEqual(['down 1'])
      await look(1_000)
      expect(await toldShort()).toEqual(['down 1', 'down 1 again'])
      const [alert] = (await admin.ok('listAlerts', { query: { open: 'true' } })).items
      const params = { id: alert?.id ?? '' }
      // In the very moment in which it is looked at.
      const [acknowledged] = await Promise.all([
        admin.ok('acknowledgeAlert', { params, body: { note: 'on it' } }),
        look(remindAfterMs - 1_000),
        look(),
      ])
      expect(acknowledged).toMatchObject({ isOpen: true, acknowledged: { note: 'on it' } })
      await look(2 * remindAfterMs)
      expect(await toldShort()).toHaveLength(2)
      await setPlanted(world, jobs, null)
      await look(1_000)
      expect((await toldShort()).at(-1)).toBe('recovered 1')
    })

    it('waits for as long as a rule says', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 1 })
      await watch({ afterMinutes: 30 })
      await setPlanted(world, jobs, broken)
      await lookUntilTold()
      expect(await toldShort()).toEqual([])
      await look(30 * 60_000)
      await look(gatherMs)
      expect(await toldShort()).toEqual(['down 1'])
    })

    it('goes by the other rules where one person’s sight can’t be told', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 1 })
      const owner = await world.signIn('manager')
      await watch({}, owner)
      await watch()
      // Sealed with a secret that nobody has any more.
      await (await world.db()).updateTable('credentials').set({ sealed_tokens: 'FAKE' }).execute()
      await setPlanted(world, jobs, broken)
      await lookUntilTold()
      expect(await toldShort()).toContain('down 1')
    })

    it('tells once of a job that two pictures show, whichever is newer', async () => {
      const person = await world.signIn('manager')
      await watch({}, person)
      await look()
      const { watching } = await import('../collector/watchers')
      const owner = watching().at(-1)?.owner ?? ''
      const jobs = await plantPicture(world, { zones: 1, jobs: 2 })
      await plantPicture(world, { zones: 1, jobs: 2, owner, ageMs: 60_000 })
      for (const one of ['team', owner, 'team', owner]) {
        await setPlanted(world, jobs, broken, one)
        await look()
        await look(gatherMs)
      }
      expect(await toldShort()).toEqual(['down 2'])
      // Theirs ends with their session.
      const { forgetPicture } = await import('../overview/picture')
      await person.ok('deleteSession')
      forgetPicture(owner)
      await look()
      await look(gatherMs)
      await setPlanted(world, jobs, null)
      await look()
      expect(await toldShort()).toEqual(['down 2', 'recovered 2'])
    })

    it('tells somebody with a key of IBM’s of what that key shows, while they are signed in', async () => {
      const [hidden] = await plantPicture(world, { zones: 2, jobs: 1 })
      const person = await world.signIn('reader')
      await watch({}, person)
      await look()
      const { watching } = await import('../collector/watchers')
      const owner = watching().at(-1)?.owner ?? ''
      const [own] = (await plantPicture(world, { zones: 1, jobs: 1, owner })).slice(-1)
      if (!hidden || !own) throw new Error('nothing was planted')
      await setPlanted(world, [hidden], broken)
      await lookUntilTold()
      expect(await toldShort()).toEqual([])
      await setPlanted(world, [own], broken, owner)
      await lookUntilTold()
      expect(await toldShort()).toEqual(['down 1'])
      await person.ok('deleteSession')
      await setPlanted(world, [own], null, owner)
      await look()
      expect(await toldShort()).toEqual(['down 1'])
      expect((await admin.ok('listAlerts', { query: { open: 'true' } })).items).toEqual([])
    })

    it('tells a channel that a rule gets of what is open already, once, and of its recovery', async () => {
      const jobs = await plantPicture(world, { zones: 2, jobs: 1, place: (at) => `logs-${at}/x` })
      const [first, second, third] = [await channel('1'), await channel('2'), await channel('3')]
      const { id } = await watch({ channelIds: [first.id] })
      await setPlanted(world, jobs, broken)
      await lookUntilTold()
      const [taken] = (await admin.ok('listAlerts', { query: { open: 'true' } })).items
      // Somebody takes care of one of them: no one else need come.
      await admin.ok('acknowledgeAlert', { params: { id: taken?.id ?? '' }, body: {} })
      const change = (channelIds: string[]) =>
        admin.ok('updateAlertRule', { params: { id }, body: { channelIds } })
      await change([first.id, second.id])
      await Promise.all(Array.from({ length: 3 }, () => look()))
      await look()
      expect(await looks.toldTo(second.id)).toEqual(['down 1'])
      // One that was taken away and comes back has heard of it.
      await change([second.id])
      await look()
      await change([first.id, second.id])
      await look()
      await setPlanted(world, jobs, null)
      await look(1_000)
      // What is over already it hears nothing of.
      await change([first.id, second.id, third.id])
      await look(1_000)
      expect(await looks.toldTo(first.id)).toEqual([
        'down 1',
        'down 1',
        'recovered 1',
        'recovered 1',
      ])
      expect(await looks.toldTo(third.id)).toEqual([])
    })

    it('tells a channel that a rule gets while what is open flaps once it broke again', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 1 })
      const [first, second] = [await channel('1'), await channel('2')]
      const { id } = await watch({ channelIds: [first.id] })
      for (let at = 0; at < 4; at++) {
        await setPlanted(world, jobs, broken)
        await lookUntilTold()
        await setPlanted(world, jobs, null)
        await look(60_000)
      }
      const channelIds = [first.id, second.id]
      await admin.ok('updateAlertRule', { params: { id }, body: { channelIds } })
      await look()
      expect(await looks.toldTo(second.id)).toEqual([])
      await setPlanted(world, jobs, broken)
      await look()
      expect(await looks.toldTo(second.id)).toEqual(['down 1'])
    })

    it('forgets nothing that it could not write down', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 3 })
      await watch()
      await setPlanted(world, jobs, broken)
      await look()
      const { schema } = await world.db()
      await schema.alterTable('alert_deliveries').renameTo('away').execute()
      await look(gatherMs)
      await look(1_000)
      await schema.alterTable('away').renameTo('alert_deliveries').execute()
      expect(await toldShort()).toEqual([])
      await look(1_000)
      await look(1_000)
      expect(await toldShort()).toEqual(['down 3'])
    })

    it('waits for as long as a rule says of what has no beginning, too', async () => {
      await plantPicture(world, { zones: 1, jobs: 1 })
      await (await world.db()).updateTable('fleet_zones').set({ retention: 0 }).execute()
      await watch({ when: 'retention_off', afterMinutes: 30 })
      await lookUntilTold()
      expect(await toldShort()).toEqual([])
      await look(30 * 60_000 - gatherMs)
      expect(await toldShort()).toEqual(['down 1'])
    })

    it('is quiet about what flaps until it was good for a while', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 1 })
      await watch()
      for (let at = 0; at < 12; at++) {
        await setPlanted(world, jobs, broken)
        await lookUntilTold()
        await setPlanted(world, jobs, null)
        await look(60_000)
      }
      expect(await toldShort()).toEqual([
        'down 1',
        'recovered 1',
        'down 1',
        'recovered 1',
        'down 1',
      ])
      const notice = (await told()).at(-1)
      expect(notice?.isFlapping).toBe(true)
      expect(notice?.cause).toMatch(/^flapping: .*3 times/)
      await look(calmAfterMs)
      expect((await toldShort()).at(-1)).toBe('recovered 1')
      expect((await admin.ok('listAlerts', { query: { open: 'true' } })).items).toEqual([])
    })
  },
  { env: adminEnv },
)
