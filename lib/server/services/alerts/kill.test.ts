import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Child, startChild } from '@/lib/server/db/test-child'
import { AlertReceiver } from '@/lib/testing/alert-receiver'
import { forgetPlanted, type PlantedJob, plantPicture, setPlanted } from '@/lib/testing/picture'
import { adminEnv, giveGrant, signInPerson } from '@/lib/testing/team'
import { testDatabaseUrl } from '@/lib/testing/test-env'
import { describeWorlds, type World } from '@/lib/testing/world'

/** So much faster go the clocks of the processes that look and send: nobody waits for what lasts seconds. */
const speed = 15

/** A process that does what the app does about alerts, all the time. */
const script = `
const begun = Date.now()
Date.now = ((real) => () => begun + (real() - begun) * ${speed})(Date.now)
const { alertDue } = await import('@/lib/server/services/alerts/evaluate')
const { deliverDue } = await import('@/lib/server/services/alerts/deliver')
setInterval(alertDue, 20)
setInterval(deliverDue, 20)
say('ready')
`

const broken = 'error writing object: AccessDenied'

describeWorlds(
  'alerts through the death of processes',
  (world) => {
    const receiver = new AlertReceiver()
    const children = new Set<Child>()
    let url: string
    let nth = 0

    beforeAll(async () => {
      url = await receiver.open()
    })
    afterAll(async () => {
      receiver.close()
      await Promise.all([...children].map((child) => child.kill()))
    })

    beforeEach(async () => {
      receiver.heard.length = 0
      world.reset()
      await forgetPlanted(world)
    })

    /** A job a bucket, so that each is an alert of its own, and a rule that watches all of them. */
    async function watched(count: number): Promise<PlantedJob[]> {
      const jobs = await plantPicture(world, { zones: count, jobs: 1, place: (at) => `b-${at}/x` })
      await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
      const admin = await signInPerson(world, { subject: `admin-${++nth}`, groups: ['admins'] })
      const { id } = await admin.ok('createAlertChannel', {
        body: { kind: 'webhook', name: 'on-call', url },
      })
      await admin.ok('createAlertRule', {
        body: { name: 'Not delivering', when: 'failing', channelIds: [id] },
      })
      return jobs
    }

    async function start(): Promise<Child> {
      const child = startChild({ dataDir: '' }, script)
      children.add(child)
      expect(await child.readLine(), child.stderr()).toBe('ready')
      return child
    }

    async function kill(child: Child): Promise<void> {
      children.delete(child)
      await child.kill()
    }

    /** A process that lives for so long, and is killed then. A directory's SQLite is of one process alone. */
    async function live(during: () => Promise<void>): Promise<void> {
      const { closeDb } = await import('@/lib/server/db/client')
      await closeDb()
      const child = await start()
      await during()
      await kill(child)
    }

    /** What was told of each job, in order, each delivery once however often it came. */
    function toldOf(jobs: readonly PlantedJob[]): string[][] {
      const seen = new Set<unknown>()
      const fresh = receiver.heard.filter(({ headers }) => {
        const id = headers['x-logpush-delivery']
        return !seen.has(id) && seen.add(id)
      })
      const notices = fresh.map(({ body }) => JSON.parse(body))
      return jobs.map(({ id }) =>
        notices.filter((one) => one.jobs[0].id === id).map(({ event }) => event),
      )
    }

    it('tells of each break and each recovery once, whenever ten processes are killed', {
      timeout: 240_000,
    }, async () => {
      const jobs = await watched(20)
      const all = jobs.map(() => ['down', 'recovered'])
      for (let round = 0; round < 10; round++) {
        const at = (round % 5) * 4
        // So that none is over before it was told.
        if (round === 5)
          await live(() => until(() => toldOf(jobs).every(({ length }) => length > 0)))
        await setPlanted(world, jobs.slice(at, at + 4), round < 5 ? broken : null)
        await live(() => sleep(Math.random() * 1_500))
      }
      await live(() => until(() => toldOf(jobs).flat().length >= all.flat().length))
      await live(() => sleep(500))
      expect(toldOf(jobs)).toEqual(all)
      // Of each that was killed at most the one on its way.
      expect(receiver.heard.length - all.flat().length).toBeLessThanOrEqual(13)
      const alerts = await (await world.db()).selectFrom('alerts').selectAll().execute()
      expect(alerts).toHaveLength(20)
      expect(alerts.every(({ recovered_at }) => recovered_at !== null)).toBe(true)
    })

    it.skipIf(!testDatabaseUrl)(
      'is told of once by several processes, and by the others when one is killed',
      {
        timeout: 120_000,
      },
      async ({ skip }) => {
        skip(process.env.DATABASE_URL === undefined, 'SQLite is of one process.')
        const jobs = await watched(30)
        const [first] = [await start(), await start(), await start()]
        await setPlanted(world, jobs.slice(0, 15), broken)
        await until(() => toldOf(jobs).flat().length >= 5)
        await kill(first)
        await setPlanted(world, jobs.slice(15), broken)
        await until(() => toldOf(jobs).flat().length >= 30)
        await setPlanted(world, jobs, null)
        await until(() => toldOf(jobs).flat().length >= 60)
        await settled(world)
        expect(toldOf(jobs)).toEqual(jobs.map(() => ['down', 'recovered']))
        expect(receiver.heard.length).toBeLessThanOrEqual(61)
      },
    )
  },
  { env: { ...adminEnv, ALERT_ALLOW_PRIVATE: 'on' } },
)

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('It did not come to that.')
    await sleep(50)
  }
}

/** Nothing is on its way any more. */
async function settled(world: World): Promise<void> {
  const db = await world.db()
  await until(async () => {
    const left = await db
      .selectFrom('alert_deliveries')
      .select('id')
      .where('status', 'in', ['pending', 'held'])
      .execute()
    return left.length === 0
  })
}
