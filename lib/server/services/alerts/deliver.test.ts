import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { AlertEvent, AlertNotice, QuietHours } from '@/lib/schemas/alert'
import { describeWorlds, type World } from '@/lib/testing/world'

/** A receiver on loopback that answers as a test says. */
class Receiver {
  /** The id of each delivery and what it told, in the order in which they came. */
  readonly heard: { id: string; notice: AlertNotice }[] = []
  respond: (response: ServerResponse) => void = (response) => response.end()
  #server: Server | undefined

  async open(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const notice = JSON.parse(Buffer.concat(chunks).toString('utf8')) as AlertNotice
        this.heard.push({ id: String(request.headers['x-logpush-delivery']), notice })
        this.respond(response)
      })
    })
    this.#server = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` // Of a TCP server.
  }

  close(): void {
    this.#server?.close()
    this.#server?.closeAllConnections()
  }

  get events(): AlertEvent[] {
    return this.heard.map(({ notice }) => notice.event)
  }
}

const answer = (status: number) => (response: ServerResponse) => {
  response.statusCode = status
  response.end()
}

const hourMs = 3_600_000

describeWorlds(
  'deliveries of alerts',
  (world) => {
    let receiver: Receiver
    let url: string
    beforeAll(async () => {
      receiver = new Receiver()
      url = await receiver.open()
    })
    afterAll(() => receiver.close())
    beforeEach(async () => {
      receiver.heard.length = 0
      receiver.respond = answer(200)
      const db = await world.db()
      for (const table of ['alert_deliveries', 'alert_channels', 'alerts'] as const) {
        await db.deleteFrom(table).execute()
      }
    })

    it('tell a recovery after what it is the end of, however often that failed', async () => {
      const channel = await makeChannel(world, { url })
      const alert = crypto.randomUUID()
      const [down, recovered] = await add(world, channel, [
        ['down', alert],
        ['recovered', alert],
      ])
      receiver.respond = answer(503)
      await deliver()
      receiver.respond = answer(200)
      const db = await world.db()
      await db
        .updateTable('alert_deliveries')
        .set({ next_at: Date.now() + hourMs })
        .where('event', '=', 'down')
        .execute()
      await deliver()
      expect(receiver.events).toEqual(['down'])
      await makeDue(world)
      await deliver()
      await deliver()
      expect(receiver.events).toEqual(['down', 'down', 'recovered'])
      expect(receiver.heard.map(({ id }) => id)).toEqual([down, down, recovered])
      expect(await rows(world)).toMatchObject([
        { status: 'sent', attempts: 2, lastError: null },
        { status: 'sent', attempts: 1 },
      ])
    })

    it('tell a recovery all the same where the notice before it was given up', async () => {
      const channel = await makeChannel(world, { url })
      const alert = crypto.randomUUID()
      await add(world, channel, [['down', alert]])
      receiver.respond = answer(500)
      for (let at = 0; at < 6; at++) {
        await deliver()
        await makeDue(world)
      }
      receiver.respond = answer(200)
      await add(world, channel, [['recovered', alert]])
      await deliver()
      expect(receiver.events).toEqual([...Array(6).fill('down'), 'recovered'])
    })

    it('are not held up by recoveries that can’t be told yet', async () => {
      const channel = await makeChannel(world, { url })
      const alerts = Array.from({ length: 30 }, () => crypto.randomUUID())
      await add(
        world,
        channel,
        alerts.map((alert) => ['down', alert]),
      )
      const db = await world.db()
      const later = Date.now() + hourMs
      await db.updateTable('alert_deliveries').set({ next_at: later, attempts: 5 }).execute()
      await add(
        world,
        channel,
        alerts.map((alert) => ['recovered', alert]),
      )
      const [fresh] = await add(world, channel, [['down', crypto.randomUUID()]])
      await deliver()
      expect(receiver.heard.map(({ id }) => id)).toEqual([fresh])
    })

    it('go on to others while a receiver does not answer', async () => {
      const other = new Receiver()
      const hanging = await makeChannel(world, { url: await other.open() })
      const begun = Promise.withResolvers<ServerResponse>()
      other.respond = begun.resolve
      await add(
        world,
        hanging,
        Array.from({ length: 1_000 }, () => ['down', crypto.randomUUID()]),
      )
      const first = deliver()
      const held = await begun.promise
      const channel = await makeChannel(world, { url })
      await add(world, channel, [['down', crypto.randomUUID()]])
      await deliver()
      expect(receiver.heard).toHaveLength(1)
      // What is under way there is not begun a second time.
      expect(other.heard).toHaveLength(1)
      answer(503)(held)
      await first
      expect(other.heard).toHaveLength(1)
      other.close()
    })

    it('wait while it is quiet, those that failed before as well', async () => {
      const channel = await makeChannel(world, { url, quietHours: quietNow() })
      const alert = crypto.randomUUID()
      await openAlert(world, alert)
      const [, again] = await add(world, channel, [
        ['down', alert],
        ['down', crypto.randomUUID()],
      ])
      const db = await world.db()
      await db
        .updateTable('alert_deliveries')
        .set({ attempts: 1 })
        .where('id', '=', again ?? '')
        .execute()
      await deliver()
      expect(receiver.heard).toEqual([])
      const held = await rows(world)
      expect(held).toMatchObject([{ status: 'held' }, { status: 'held', attempts: 1 }])
      for (const { nextAt } of held) expect(nextAt).toBeGreaterThan(Date.now())
      await endQuiet(world, channel)
      await deliver()
      expect(receiver.events).toEqual(['down', 'down'])
    })

    it('leave out what began and ended while it was quiet', async () => {
      const channel = await makeChannel(world, { url, quietHours: quietNow() })
      const [over, open] = [crypto.randomUUID(), crypto.randomUUID()]
      await openAlert(world, over)
      await openAlert(world, open)
      await add(world, channel, [
        ['down', over],
        ['down', open],
      ])
      await deliver()
      const db = await world.db()
      await db
        .updateTable('alerts')
        .set({ recovered_at: Date.now() })
        .where('id', '=', over)
        .execute()
      await add(world, channel, [['recovered', over]])
      await deliver()
      await endQuiet(world, channel)
      await deliver()
      await deliver()
      expect(receiver.heard.map(({ notice }) => notice.event)).toEqual(['down'])
      expect((await rows(world)).map(({ status }) => status)).toEqual([
        'skipped',
        'sent',
        'skipped',
      ])
    })

    it('tell once of what began and ended while it was quiet if it lasted, in order', async () => {
      const channel = await makeChannel(world, { url, quietHours: quietNow() })
      const [long, short, unknown] = [1, 2, 3].map(() => crypto.randomUUID()) as [
        string,
        string,
        string,
      ]
      const db = await world.db()
      for (const alert of [long, short, unknown]) await openAlert(world, alert)
      await add(
        world,
        channel,
        [long, short, unknown].map((alert) => ['down', alert]),
      )
      await deliver()
      await db.updateTable('alerts').set({ recovered_at: Date.now() }).execute()
      // Since when is not always known: then it was since it was noticed.
      const opened = Date.now() - 16 * 60_000
      await db.updateTable('alerts').set({ opened_at: opened }).where('id', '=', unknown).execute()
      const since = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
      const [first] = await add(world, channel, [['recovered', long]], since(16))
      await add(world, channel, [['recovered', short]], since(14))
      const [last] = await add(world, channel, [['recovered', unknown]])
      await deliver()
      expect(receiver.heard).toEqual([])
      await endQuiet(world, channel)
      receiver.respond = answer(503)
      for (let at = 0; at < 3; at++) await deliver()
      expect(receiver.heard.map(({ id }) => id)).toEqual([first, last])
      receiver.respond = answer(200)
      await makeDue(world)
      for (let at = 0; at < 3; at++) await deliver()
      expect(receiver.heard.map(({ id }) => id)).toEqual([first, last, first, last])
      expect(receiver.heard[0]?.notice).toMatchObject({ event: 'recovered' })
      expect((await rows(world)).map(({ status }) => status)).toEqual([
        'skipped',
        'skipped',
        'skipped',
        'sent',
        'skipped',
        'sent',
      ])
    })

    it('tell of a recovery where somebody may have heard of it before it was quiet', async () => {
      const channel = await makeChannel(world, { url, quietHours: quietNow() })
      const alert = crypto.randomUUID()
      await add(world, channel, [
        ['down', alert],
        ['recovered', alert],
      ])
      const db = await world.db()
      // It was taken, and then its process died: before it was sent, or after.
      await db
        .updateTable('alert_deliveries')
        .set({ attempts: 1 })
        .where('event', '=', 'down')
        .execute()
      await deliver()
      await endQuiet(world, channel)
      await deliver()
      await deliver()
      expect(receiver.events).toEqual(['down', 'recovered'])
    })

    it('go out although the clock was put back', async () => {
      const channel = await makeChannel(world, { url })
      await add(world, channel, [['down', crypto.randomUUID()]])
      const db = await world.db()
      await db
        .updateTable('alert_deliveries')
        .set({ next_at: Date.now() + 3 * hourMs })
        .execute()
      await deliver()
      expect(receiver.events).toEqual(['down'])
    })

    it('are each sent once, however many look for them at once', async () => {
      const channel = await makeChannel(world, { url })
      const ids = await add(
        world,
        channel,
        Array.from({ length: 40 }, () => ['down', crypto.randomUUID()]),
      )
      for (let round = 0; round < 6; round++) {
        await Promise.all(Array.from({ length: 4 }, deliverElsewhere))
      }
      expect(receiver.heard.map(({ id }) => id).sort()).toEqual([...ids].sort())
    })

    it('stay as a later attempt left them where an earlier one comes to its end late', async () => {
      const channel = await makeChannel(world, { url })
      const [id = ''] = await add(world, channel, [['down', crypto.randomUUID()]])
      const begun = Promise.withResolvers<ServerResponse>()
      receiver.respond = begun.resolve
      const slow = deliver()
      const held = await begun.promise
      receiver.respond = answer(200)
      await makeDue(world)
      await deliverElsewhere()
      answer(503)(held)
      await slow
      expect(await rows(world)).toMatchObject([{ id, status: 'sent', attempts: 2 }])
      await makeDue(world)
      await deliver()
      expect(receiver.heard).toHaveLength(2)
    })

    it('are sent once more at most where what was sent could not be written down', async () => {
      const channel = await makeChannel(world, { url })
      const [id] = await add(world, channel, [
        ['down', crypto.randomUUID()],
        ['down', crypto.randomUUID()],
      ])
      const db = await world.db()
      const begun = Promise.withResolvers<ServerResponse>()
      receiver.respond = begun.resolve
      const sending = deliver()
      const held = await begun.promise
      await db.schema.alterTable('alert_deliveries').renameTo('away').execute()
      answer(200)(held)
      await sending
      await deliver()
      expect(receiver.heard).toHaveLength(1)
      await db.schema.alterTable('away').renameTo('alert_deliveries').execute()
      receiver.respond = answer(200)
      // Nobody takes it while it may be under way.
      await deliver()
      expect(receiver.heard.filter((one) => one.id === id)).toHaveLength(1)
      await makeDue(world)
      await deliver()
      await deliver()
      expect(receiver.heard.map((one) => one.id === id)).toEqual([true, false, true])
      expect((await rows(world)).map(({ status }) => status)).toEqual(['sent', 'sent'])
    })

    it('are none lost, and none sent twice but the one under way, however their process is killed', async () => {
      const channel = await makeChannel(world, { url })
      const ids = await add(
        world,
        channel,
        Array.from({ length: 24 }, () => ['down', crypto.randomUUID()]),
      )
      const { startChild } = await import('@/lib/server/db/test-child')
      const kills = 4
      for (let kill = 0; kill < kills; kill++) {
        await makeDue(world)
        // Lets go of the database, which SQLite gives to one process alone.
        await world.restart({})
        const last = Promise.withResolvers<void>()
        const most = receiver.heard.length + 3
        receiver.respond = (response) => {
          // It was sent, and is not written down.
          if (receiver.heard.length >= most) last.resolve()
          else answer(200)(response)
        }
        const child = startChild(
          { dataDir: '' },
          `const { deliverDue } = await load('../services/alerts/deliver'); for (;;) await deliverDue()`,
        )
        await Promise.race([last.promise, child.rest().then((said) => Promise.reject(said))])
        await child.kill()
      }
      receiver.respond = answer(200)
      await makeDue(world)
      for (let round = 0; round < 4; round++) await deliver()
      const heard = receiver.heard.map(({ id }) => id)
      expect([...new Set(heard)].sort()).toEqual([...ids].sort())
      expect(heard).toHaveLength(ids.length + kills)
      expect((await rows(world)).every(({ status }) => status === 'sent')).toBe(true)
    }, 60_000)

    it('tell of no recovery where nothing was told before, and keep what was while it is open', async () => {
      const channel = await makeChannel(world, { url })
      const { removeOldDeliveries } = await import('@/lib/server/db/alert-deliveries')
      const [open, over] = [crypto.randomUUID(), crypto.randomUUID()]
      await openAlert(world, open)
      const [kept] = await add(world, channel, [
        ['down', open],
        ['down', over],
      ])
      await deliver()
      await removeOldDeliveries(await world.db(), Date.now() + hourMs)
      expect(await rows(world)).toMatchObject([{ id: kept }])
      await add(world, channel, [
        ['recovered', open],
        ['recovered', over],
      ])
      await deliver()
      expect(receiver.events).toEqual(['down', 'down', 'recovered'])
      expect((await rows(world)).map(({ status }) => status)).toEqual(['sent', 'sent', 'skipped'])
    })

    it('end where their channel was deleted', async () => {
      const channel = await makeChannel(world, { url })
      await add(world, channel, [['down', crypto.randomUUID()]])
      await (await world.db()).deleteFrom('alert_channels').execute()
      await deliver()
      expect(receiver.heard).toEqual([])
      expect(await rows(world)).toMatchObject([{ status: 'skipped' }])
    })
  },
  { env: { ALERT_ALLOW_PRIVATE: 'on' } },
)

async function deliver(): Promise<void> {
  const { deliverDue } = await import('./deliver')
  await deliverDue()
}

/** As another process over the same database would, which knows nothing of what this one has under way. */
async function deliverElsewhere(): Promise<void> {
  const { deliverDue } = await import('./deliver')
  const host: typeof globalThis & { logpushSingletons?: Map<string, unknown> } = globalThis
  host.logpushSingletons?.delete('alert-deliveries')
  await deliverDue()
}

async function makeChannel(
  world: World,
  { url, quietHours = null }: { url: string; quietHours?: QuietHours | null },
): Promise<string> {
  const { insertChannel } = await import('@/lib/server/db/alert-channels')
  const { sealPlace } = await import('./sealed')
  const id = crypto.randomUUID()
  await insertChannel(await world.db(), {
    id,
    name: 'on-call',
    kind: 'webhook',
    shown: url,
    sealedPlace: sealPlace(id, { url }),
    hasSecret: false,
    quietHours,
    author: {
      kind: 'oidc',
      id: 'somebody',
      name: 'Somebody',
      email: '',
      account: null,
    },
    createdAt: Date.now(),
  })
  return id
}

/** @returns the ids of the deliveries, whose turn it is */
async function add(
  world: World,
  channelId: string,
  told: (readonly [event: 'down' | 'recovered', alertId: string])[],
  since: string | null = null,
): Promise<string[]> {
  const { addDeliveries } = await import('@/lib/server/db/alert-deliveries')
  const { createId } = await import('@/lib/server/db/id')
  const now = Date.now()
  const deliveries = told.map(([event, alertId]) => ({
    id: createId(now),
    alertId,
    channel: { id: channelId, name: 'on-call', kind: 'webhook' as const },
    authorId: 'somebody',
    event,
    notice: { ...noticeOf(event), since },
    createdAt: now,
  }))
  await addDeliveries(await world.db(), deliveries)
  return deliveries.map(({ id }) => id)
}

const noticeOf = (event: AlertEvent): AlertNotice => ({
  id: crypto.randomUUID(),
  event,
  rule: { id: crypto.randomUUID(), name: 'Not delivering', when: 'failing' },
  scope: { kind: 'all' },
  jobs: [],
  others: [],
  count: 1,
  cause: null,
  isFlapping: false,
  isReminder: false,
  since: null,
  at: new Date().toISOString(),
  url: null,
})

async function openAlert(world: World, id: string): Promise<void> {
  const { saveAlerts } = await import('@/lib/server/db/alerts')
  const now = Date.now()
  const alert = {
    id,
    groupKey: id,
    openedAt: now,
    tellAt: null,
    toldAt: now,
    recoveredAt: null,
    flips: [now],
    isFlapping: false,
    isAcknowledged: false,
    members: new Map(),
    rule: { id: crypto.randomUUID(), name: 'Not delivering', when: 'failing' as const },
    authorId: 'somebody',
  }
  await saveAlerts(await world.db(), [{ alert, before: null }])
}

async function rows(world: World) {
  const { listDeliveries } = await import('@/lib/server/db/alert-deliveries')
  const all = await listDeliveries(await world.db(), { authorId: null, limit: 100 })
  return all.reverse()
}

async function makeDue(world: World): Promise<void> {
  await (await world.db())
    .updateTable('alert_deliveries')
    .set({ next_at: 0 })
    .where('next_at', 'is not', null)
    .execute()
}

const clockAt = (atMs: number) => new Date(atMs).toISOString().slice(11, 16)
const quietNow = (): QuietHours => ({
  from: clockAt(Date.now() - hourMs),
  to: clockAt(Date.now() + hourMs),
  timeZone: 'UTC',
})

async function endQuiet(world: World, channelId: string): Promise<void> {
  await (await world.db())
    .updateTable('alert_channels')
    .set({ quiet_json: null })
    .where('id', '=', channelId)
    .execute()
  await makeDue(world)
}
