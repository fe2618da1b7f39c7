import { beforeEach, expect, it } from 'vitest'
import { gatherMs } from '@/lib/alerts/advance'
import type { AlertScope } from '@/lib/schemas/alert'
import type { Scope } from '@/lib/schemas/grant'
import { AlertLooks, makeChannel, makeRule, startOver } from '@/lib/testing/alert-looks'
import { plantedInstance, plantPicture, setPlanted } from '@/lib/testing/picture'
import { plantConnection } from '@/lib/testing/planted-connection'
import { adminEnv, giveGrant, signInPerson } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const dayMs = 86_400_000
const elsewhere = '00000000-0000-4000-8000-0000000000bb'
const firstZone = '0'.repeat(32)

describeWorlds(
  'what a rule reaches',
  (world) => {
    let admin: Visitor & { id: string }
    let nth = 0
    let looks: AlertLooks

    beforeEach(async () => {
      looks = new AlertLooks(world)
      admin = await startOver(world, `admin-${++nth}`)
      await (await world.db()).deleteFrom('connections').execute()
    })

    const soon = () => Date.now() + 3 * dayMs
    const inInstance = (instanceId: string): Scope => ({ kind: 'instance', instanceId })
    const inZones = (zoneId: string): Scope => ({
      kind: 'zones',
      instanceId: plantedInstance,
      zoneIds: [zoneId],
    })

    it.each<[string, AlertScope, boolean]>([
      ['everything', { kind: 'all' }, true],
      ['its instance', inInstance(plantedInstance), true],
      ['one of its zones', inZones(firstZone), true],
      ['names of its zones', { kind: 'pattern', pattern: 'zone-1.*' }, true],
      ['a group with one of its zones', { kind: 'team', name: 'shop' }, true],
      ['another instance', inInstance(elsewhere), false],
      ['a zone that is not there', inZones('f'.repeat(32)), false],
      ['other names', { kind: 'pattern', pattern: 'other.*' }, false],
      ['a group without zones', { kind: 'team', name: 'shoop' }, false],
    ])('is a key of a connection for %s: as far as that reaches it', async (_, scope, isTold) => {
      await plantPicture(world, { zones: 2, jobs: 1 })
      await giveGrant(world, { group: 'shop' }, { role: 'viewer', scope: inZones(firstZone) })
      await plantConnection(world, { instanceIds: [plantedInstance], expiresAt: soon() })
      await makeRule(admin, { when: 'key_expiring', scope })
      await looks.lookUntilTold()
      expect(await looks.toldShort()).toEqual(isTold ? ['down 1'] : [])
    })

    it('is no key for who does not administer', async () => {
      await plantPicture(world, { zones: 1, jobs: 1 })
      const group = `members-${nth}`
      await giveGrant(world, { group }, { role: 'editor', scope: inInstance(plantedInstance) })
      const member = await signInPerson(world, { subject: `member-${nth}`, groups: [group] })
      await plantConnection(world, { instanceIds: [plantedInstance], expiresAt: soon() })
      await makeRule(member, { when: 'key_expiring', scope: inInstance(plantedInstance) })
      await looks.lookUntilTold()
      expect(await looks.toldShort()).toEqual([])
    })

    it('is a key that IBM refuses, though that is looked at again and again', async () => {
      await plantPicture(world, { zones: 1, jobs: 1 })
      await plantConnection(world, { instanceIds: [plantedInstance] })
      const refuse = async () => {
        const { raiseTeamVersion } = await import('@/lib/server/db/grants')
        const db = await world.db()
        await db
          .updateTable('connections')
          .set({ state: 'refused', checked_at: Date.now() })
          .execute()
        await raiseTeamVersion(db)
      }
      await refuse()
      await makeRule(admin, { when: 'key_expiring', afterMinutes: 60 })
      await looks.look()
      expect(await looks.toldShort()).toEqual([])
      world.letTimePass(61 * 60_000)
      await refuse()
      await looks.look()
      expect(await looks.toldShort()).toEqual(['down 1'])
    })

    it.each(['gone', 'changed_outside'] as const)(
      'is what happened once (%s) at once, whatever time was asked for',
      async (when) => {
        const [job] = await plantPicture(world, { zones: 1, jobs: 2 })
        const rule = await makeRule(admin, { when, afterMinutes: 1_440 })
        expect(rule.afterMinutes).toBe(0)
        const params = { id: rule.id }
        const changed = await admin.ok('updateAlertRule', { params, body: { afterMinutes: 30 } })
        expect(changed.afterMinutes).toBe(0)
        const db = await world.db()
        // As it was kept once.
        await db.updateTable('alert_rules').set({ after_minutes: 10_080 }).execute()
        expect((await admin.ok('listAlertRules')).items).toMatchObject([{ afterMinutes: 0 }])
        if (when === 'gone') {
          await db
            .updateTable('fleet_jobs')
            .set({ gone_at: Date.now(), state: 'gone', since_at: Date.now() })
            .where('job_id', '=', job?.id ?? '')
            .execute()
        } else {
          const { addEvents } = await import('@/lib/server/db/fleet-events')
          await addEvents(db, 'team', [
            {
              atMs: Date.now(),
              zoneId: firstZone,
              jobId: '1',
              bornMs: 0,
              kind: 'changed',
              cause: null,
              who: null,
              instanceId: plantedInstance,
              zoneName: 'zone-0.example',
              jobName: 'job-0',
            },
          ])
        }
        const { raiseFleetSeq } = await import('@/lib/server/db/fleet-heads')
        const seq = await raiseFleetSeq(db, 'team')
        await db.updateTable('fleet_zones').set({ seq }).execute()
        await looks.lookUntilTold()
        expect(await looks.toldShort()).toEqual(['down 1'])
      },
    )

    it('is nothing where no grant names its group, which is said', async () => {
      await plantPicture(world, { zones: 2, jobs: 1 })
      const shop = `shop-${nth}`
      const expired = `expired-${nth}`
      const scope = inZones(firstZone)
      await giveGrant(world, { group: shop }, { role: 'viewer', scope })
      const expiresAtMs = Date.now() - 1_000
      await giveGrant(world, { group: expired }, { role: 'viewer', scope, expiresAtMs })
      const nothing = async (visitor: Visitor, name: string) =>
        (await makeRule(visitor, { scope: { kind: 'team', name } })).watchesNothing
      expect(await nothing(admin, shop)).toBe(false)
      expect(await nothing(admin, `${shop}p`)).toBe(true)
      expect(await nothing(admin, expired)).toBe(true)
      const { groups } = await admin.ok('listAlertRules')
      expect(groups).toMatchObject({ isWhole: true })
      expect(groups?.names).toEqual(expect.arrayContaining(['admins', shop]))
      expect(groups?.names).not.toContain(expired)

      // Of grants that are not theirs others learn nothing but what they see themselves.
      const group = `others-${nth}`
      const elsewhereToo = inZones('1'.padStart(32, '0'))
      await giveGrant(world, { group }, { role: 'viewer', scope: elsewhereToo })
      const member = await signInPerson(world, { subject: `member-${nth}`, groups: [group] })
      expect(await nothing(member, group)).toBe(false)
      expect(await nothing(member, shop)).toBe(true)
      const theirs = await member.ok('listAlertRules')
      expect(theirs.groups).toEqual({ names: [group], isWhole: false })
      expect(await makeRule(member, { when: 'key_expiring' })).toMatchObject({
        watchesNothing: true,
      })
      expect(await makeRule(admin, { when: 'key_expiring' })).toMatchObject({
        watchesNothing: false,
      })
    })

    it('is told of on the page alone where it has no channel', async () => {
      const jobs = await plantPicture(world, { zones: 1, jobs: 1 })
      const rule = await makeRule(admin, { channelIds: [] })
      await setPlanted(world, jobs, 'error writing object: AccessDenied')
      await looks.look()
      const alerts = async () => (await admin.ok('listAlerts')).items
      expect(await alerts()).toMatchObject([{ isSilent: false, lastNoticeAt: null }])
      await looks.look(gatherMs)
      expect(await looks.toldShort()).toEqual([])
      expect(await alerts()).toMatchObject([{ isSilent: true, lastNoticeAt: null, isOpen: true }])
      const { id } = await makeChannel(admin)
      const params = { id: rule.id }
      await admin.ok('updateAlertRule', { params, body: { channelIds: [id] } })
      await looks.look()
      expect(await looks.toldShort()).toEqual(['down 1'])
      expect(await alerts()).toMatchObject([{ isSilent: false, lastNoticeAt: expect.any(String) }])
    })

    it('waits again once a rule is of what lasts', async () => {
      const { id } = await makeRule(admin, { when: 'gone' })
      const body = { when: 'failing' as const, afterMinutes: 30 }
      const changed = await admin.ok('updateAlertRule', { params: { id }, body })
      expect(changed).toMatchObject({ when: 'failing', afterMinutes: 30 })
    })
  },
  { env: adminEnv },
)
