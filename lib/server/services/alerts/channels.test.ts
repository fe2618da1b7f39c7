import { beforeEach, expect, it } from 'vitest'
import { alertEnv } from '@/lib/testing/planted-alerts'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

// Nobody listens there.
const url = 'http://127.0.0.1:1/hook/FAKE-path?token=FAKE-token'
const secret = 'FAKE-secret-that-signs'

describeWorlds(
  'channels of alerts',
  (world) => {
    let admin: Visitor
    let editor: Visitor
    let nth = 0

    beforeEach(async () => {
      const db = await world.db()
      for (const table of ['alert_channels', 'alert_rules', 'alert_deliveries'] as const) {
        await db.deleteFrom(table).execute()
      }
      await db.deleteFrom('connections').execute()
      await connect(world)
      nth += 1
      admin = await signInPerson(world, { subject: `admin-${nth}`, groups: ['admins'] })
      editor = await signInPerson(world, { subject: `editor-${nth}`, groups: ['editors'] })
      await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
      await giveGrant(world, { group: 'editors' }, { role: 'editor', scope: { kind: 'all' } })
    })

    const make = (person: Visitor, change: object = {}) =>
      person.ok('createAlertChannel', {
        body: { kind: 'webhook', name: 'on-call', url, secret, ...change },
      })

    it('show their host, and whether they have a secret, and neither the address nor the secret', async () => {
      const { id } = await make(editor)
      const shown = { id, url: 'http://127.0.0.1:1/••••', hasSecret: true, last: null }
      const list = await editor.ok('listAlertChannels')
      expect(list).toMatchObject({ items: [shown], hasMail: true })
      const params = { id }
      const named = await editor.ok('updateAlertChannel', { params, body: { name: 'nights' } })
      expect(named).toMatchObject({ ...shown, name: 'nights' })
      const bare = await editor.ok('updateAlertChannel', { params, body: { secret: null } })
      expect(bare.hasSecret).toBe(false)
      const activity = await admin.ok('listActivity')
      expect(JSON.stringify([list, named, bare, activity])).not.toContain('FAKE')
    })

    it('are their author’s and the administrators’, and unknown to anybody else', async () => {
      const own = await make(editor)
      const others = await make(admin)
      expect((await editor.ok('listAlertChannels')).items.map(({ id }) => id)).toEqual([own.id])
      expect((await admin.ok('listAlertChannels')).items).toHaveLength(2)
      const params = { id: others.id }
      const answers = [
        await editor.call('updateAlertChannel', { params, body: { name: 'mine' } }),
        await editor.call('testAlertChannel', { params }),
        await editor.call('deleteAlertChannel', { params }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
      const rule = { name: 'r', when: 'failing', channelIds: [others.id] }
      expect((await editor.call('createAlertRule', { body: rule })).status).not.toBe(201)
      await admin.ok('deleteAlertChannel', { params: { id: own.id } })
      expect((await editor.ok('listAlertChannels')).items).toEqual([])
    })

    it('look up no more names for a person than a test may', async () => {
      const { id } = await make(editor)
      const statuses = new Set<number>()
      for (let at = 0; at < 120; at++) {
        const body = at % 2 ? { kind: 'slack', name: 's', url: `ftp://${at}.example` } : { url }
        statuses.add(
          at % 2
            ? (await editor.call('createAlertChannel', { body })).status
            : (await editor.call('updateAlertChannel', { params: { id }, body })).status,
        )
      }
      expect([...statuses].sort()).toEqual([200, 422, 429])
      expect((await editor.call('testAlertChannel', { params: { id } })).status).toBe(429)
      await editor.ok('updateAlertChannel', { params: { id }, body: { name: 'still' } })
    })

    it('that a rule uses are not deleted', async () => {
      const { id } = await make(editor)
      const { id: ruleId } = await editor.ok('createAlertRule', {
        body: { name: 'Nights', when: 'failing', channelIds: [id] },
      })
      const refused = await editor.call('deleteAlertChannel', { params: { id } })
      expect(refused).toMatchObject({ status: 409 })
      expect(JSON.stringify(refused)).toContain('“Nights”')
      await editor.ok('deleteAlertRule', { params: { id: ruleId } })
      await editor.ok('deleteAlertChannel', { params: { id } })
    })

    it('say at once how a test went, which is not tried again', async () => {
      const hook = await make(editor)
      const mail = await make(editor, {
        kind: 'email',
        to: 'on-call@example.com',
        url: undefined,
        secret: undefined,
      })
      const tests = [
        await editor.ok('testAlertChannel', { params: { id: hook.id } }),
        await editor.ok('testAlertChannel', { params: { id: mail.id } }),
      ]
      expect(tests).toMatchObject([
        { event: 'test', status: 'failed', lastError: 'The connection was refused.' },
        { event: 'test', status: 'failed', lastError: 'The mail server refused the connection.' },
      ])
      for (const one of tests) expect(one).toMatchObject({ attempts: 1, nextAttemptAt: null })
      const { items } = await editor.ok('listAlertDeliveries')
      expect(items.map(({ id }) => id).sort()).toEqual(tests.map(({ id }) => id).sort())
    })

    it.each([
      [{ quietHours: { from: '22:00', to: '07:00', timeZone: 'Mars/Olympus' } }],
      [{ quietHours: { from: '22:00', to: '22:00', timeZone: 'UTC' } }],
      [{ quietHours: { from: '24:00', to: '07:00', timeZone: 'UTC' } }],
      [{ url: 'https://user:FAKE-password@example.com' }],
      [{ secret: 'short' }],
      [{ secret: `${secret}\r\nX-More: 1` }],
      [{ name: 'two\nlines' }],
      [{ kind: 'email', to: 'a@example.com\r\nBcc: b@example.com', url: undefined }],
      [{ kind: 'slack' }],
      [{ surprise: true }],
    ])('%j is refused', async (change) => {
      const { status, body } = await editor.call('createAlertChannel', {
        body: { kind: 'webhook', name: 'on-call', url, secret, ...change },
      })
      expect(status).toBe(422)
      expect(JSON.stringify(body)).not.toContain('FAKE')
      expect((await editor.ok('listAlertChannels')).items).toEqual([])
    })
  },
  { env: { ...teamEnv, ...alertEnv } },
)
