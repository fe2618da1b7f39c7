import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { calmAfterMs, gatherMs } from '@/lib/alerts/advance'
import { AlertLooks } from '@/lib/testing/alert-looks'
import { AlertReceiver, type Heard } from '@/lib/testing/alert-receiver'
import { forgetFleet } from '@/lib/testing/fleet'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import { forgetPlanted } from '@/lib/testing/picture'
import { connect, signInAdmin, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const secret = 'fake-secret-of-the-tests'

describeWorlds(
  'alerts',
  (world) => {
    const receiver = new AlertReceiver()
    let url: string
    let admin: Visitor
    let nth = 0
    let looks: AlertLooks
    const look = (laterMs?: number) => looks.look(laterMs)

    beforeAll(async () => {
      url = await receiver.open()
    })
    afterAll(() => receiver.close())

    beforeEach(async () => {
      world.reset()
      receiver.heard.length = 0
      receiver.status = 200
      looks = new AlertLooks(world)
      await forgetPlanted(world)
      await forgetFleet(world)
      await (await world.db()).deleteFrom('connections').execute()
      await connect(world)
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    async function failingJobs(count: number) {
      const place = world.zone('playground')
      const jobs = []
      for (let at = 0; at < count; at++) {
        const { id } = await admin.ok('createJob', {
          params: place,
          body: jobInput(world, {
            name: `job-${++nth}`,
            destination: cosByKey(world, { path: `t/${nth}` }),
          }),
        })
        const job = world.simulator.state.jobs.get(Number(id))
        if (!job) throw new Error('no such job')
        job.lastComplete = Math.floor(Date.now() / 1_000) * 1_000 - 60_000
        job.lastError = Date.now()
        job.errorMessage = 'error writing object: AccessDenied'
        jobs.push(job)
      }
      return { place, jobs }
    }

    async function deliver() {
      const { deliverDue } = await import('./deliver')
      await (await world.db())
        .updateTable('alert_deliveries')
        .set({ next_at: 0 })
        .where('next_at', 'is not', null)
        .execute()
      await deliverDue()
    }

    /** The zone of the test alone: the share of the budget is for a few sweeps. */
    async function collect() {
      const { collectDue } = await import('../collector/background')
      const db = await world.db()
      const { zoneId } = world.zone('playground')
      await db
        .updateTable('fleet_zones')
        .set({ due_at: Date.now() + 60_000 })
        .execute()
      await db.updateTable('fleet_zones').set({ due_at: 0 }).where('zone_id', '=', zoneId).execute()
      await collectDue()
    }

    async function watch(input: object = {}) {
      const channel = await admin.ok('createAlertChannel', {
        body: { kind: 'webhook', name: 'on-call', url, secret },
      })
      const rule = await admin.ok('createAlertRule', {
        body: {
          name: 'Not delivering',
          when: 'failing',
          scope: { kind: 'zones', ...scopeOf(world) },
          channelIds: [channel.id],
          ...input,
        },
      })
      return { channel, rule }
    }

    it('tell once that jobs break together, signed, and once that they recovered', async () => {
      const { jobs } = await failingJobs(3)
      const { rule } = await watch()
      await collect()
      await look()
      await deliver()
      // What breaks together is found within moments: the notice waits for it.
      expect(receiver.heard).toEqual([])
      await look(gatherMs)
      await look(60_000)
      await deliver()
      const [down] = receiver.notices
      expect(receiver.notices).toHaveLength(1)
      expect(down).toMatchObject({
        event: 'down',
        count: 3,
        cause: 'error writing object: AccessDenied',
        rule: { id: rule.id, name: 'Not delivering', when: 'failing' },
      })
      expect(new Set(down?.jobs.map(({ id }) => id))).toEqual(
        new Set(jobs.map(({ id }) => String(id))),
      )
      const { headers, body } = receiver.heard[0] as Heard
      const [, t, v1] =
        /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-logpush-signature'])) ?? []
      expect(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')).toBe(v1)

      for (const job of jobs) {
        job.lastComplete = Math.floor(Date.now() / 1_000) * 1_000
        job.lastError = null
        job.errorMessage = null
      }
      looks = new AlertLooks(world)
      await collect()
      await look()
      await deliver()
      expect(receiver.notices.map(({ event, count }) => [event, count])).toEqual([
        ['down', 3],
        ['recovered', 3],
      ])
      const { items } = await admin.ok('listAlerts', {})
      expect(items).toMatchObject([{ isOpen: false, count: 3 }])
    })

    it('try again after an attempt that failed, each signed anew, and give up after five retries', async () => {
      await failingJobs(1)
      await watch()
      await collect()
      await look()
      receiver.status = 503
      await look(gatherMs)
      for (let at = 0; at < 9; at++) await deliver()
      expect(receiver.heard).toHaveLength(6)
      const ids = new Set(receiver.heard.map(({ headers }) => headers['x-logpush-delivery']))
      expect(ids.size).toBe(1)
      const { items } = await admin.ok('listAlertDeliveries', {})
      expect(items).toMatchObject([
        { status: 'failed', attempts: 6, lastError: 'Answered 503.', nextAttemptAt: null },
      ])
    })

    it('go on through what flaps with one word, and tell of the recovery once it lasts', async () => {
      const { jobs } = await failingJobs(1)
      const [job] = jobs
      if (!job) throw new Error('no job')
      await watch()
      for (let at = 0; at < 5; at++) {
        job.lastError = Date.now()
        job.errorMessage = 'error writing object: AccessDenied'
        await collect()
        await look()
        await look(gatherMs)
        job.lastComplete = Math.floor(Date.now() / 1_000) * 1_000
        job.lastError = null
        job.errorMessage = null
        await collect()
        await look(1_000)
        await deliver()
      }
      const told = receiver.notices.map(({ event, isFlapping }) => [event, isFlapping])
      expect(told).toEqual([
        ['down', false],
        ['recovered', false],
        ['down', false],
        ['recovered', false],
        ['down', true],
      ])
      expect(receiver.notices.at(-1)?.cause).toContain('flapping')
      await collect()
      await look(calmAfterMs)
      await deliver()
      expect(receiver.notices.at(-1)).toMatchObject({ event: 'recovered' })
      expect(receiver.notices).toHaveLength(6)
    })
  },
  { env: { ...teamEnv, ALERT_ALLOW_PRIVATE: 'on' } },
)

function scopeOf(world: World) {
  const { instanceId, zoneId } = world.zone('playground')
  return { instanceId, zoneIds: [zoneId] }
}
