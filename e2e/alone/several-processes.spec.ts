import { randomBytes } from 'node:crypto'
import { startNginx } from '../../scripts/lib/nginx.mjs'
import { probePort } from '../../scripts/lib/port.mjs'
import { startPostgres } from '../../scripts/lib/postgres.mjs'
import { simulatorEnv } from '../../scripts/lib/simulator.mjs'
import { expect, keyOf, test } from '../fixtures'
import { simulator } from '../support/env.ts'
import { start } from '../support/process.ts'

type Started = ReturnType<typeof start> & { port: number }

/** Two processes of the app on one PostgreSQL, behind nginx as docs/nginx.conf has it. */
async function startTwo() {
  const database = await startPostgres()
  const [front, ...ports] = await Promise.all([0, 0, 0].map((any) => probePort(any, '127.0.0.1')))
  if (front === undefined) throw new Error('No port is free.')
  const url = `http://127.0.0.1:${front}`
  const shared = {
    ...simulatorEnv(simulator()),
    DATABASE_URL: database.url,
    APP_SECRET: randomBytes(32).toString('base64'),
    APP_URL: url,
    TRUSTED_PROXIES: '127.0.0.1',
  }
  const apps: Started[] = ports.map((port) => ({
    ...start([], { ...shared, PORT: String(port) }),
    port,
  }))
  for (const { said } of apps) {
    await expect.poll(() => said.out + said.err, { timeout: 60_000 }).toMatch(/^Sign in with/m)
  }
  const proxy = await startNginx(front, ports)
  return {
    url,
    apps,
    async stop() {
      for (const { child } of apps) child.kill('SIGTERM')
      await Promise.all(apps.map(({ ended }) => ended))
      await proxy.stop()
      await database.stop()
    },
  }
}

test('two processes behind nginx are one dashboard', async ({ page, control, zone, watch }) => {
  test.setTimeout(240_000)
  const two = await startTwo()
  try {
    const { url } = two
    const post = (path: string, data: unknown, cookie?: string, origin = url, to = url) =>
      fetch(`${to}${path}`, {
        method: 'POST',
        headers: {
          Origin: origin,
          'Content-Type': 'application/json',
          ...(cookie && { cookie }),
        },
        body: JSON.stringify(data),
      })
    const signIn = async () => {
      const answer = await post('/api/session', { apiKey: keyOf('manager') })
      expect(answer.status, await answer.text()).toBe(201)
      return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    }

    // A session of one is a session of the other.
    const cookie = await signIn()
    for (let nth = 0; nth < 8; nth += 1) {
      const { status } = await fetch(`${url}/api/session`, { headers: { cookie } })
      expect(status).toBe(200)
    }

    // One job, whichever process hears of it, and however often at once.
    const jobs = `/api/instances/${zone.instanceId}/zones/${zone.id}/jobs`
    const input = {
      name: 'two-processes',
      enabled: true,
      dataset: 'http_requests',
      frequency: 'high',
      logs: { fields: { mode: 'default' }, timestamps: 'rfc3339' },
      destination: { kind: 'https', url: 'https://receiver.example/two' },
    }
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(jobs, input, cookie).then((answer) => answer.json())),
    )
    expect(new Set(answers.map(({ id }) => id)).size, JSON.stringify(answers[0])).toBe(1)
    expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])

    // Refused sign-ins are counted together: ten, not ten each.
    const refused = await Promise.all(
      Array.from({ length: 14 }, () => post('/api/session', { apiKey: 'FAKE-unknown-key-of-two' })),
    )
    const statuses = refused.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(4)

    // The page works through both, and goes on with one of them gone.
    const [name = '', value = ''] = cookie.split('=')
    await page.context().addCookies([{ name, value, url }])
    await page.goto(`${url}${zone.path}`)
    await expect(page.getByRole('link', { name: 'two-processes' })).toBeVisible()
    // What is on its way through a process that dies is lost; what counts is what comes after.
    await page.waitForLoadState('networkidle')
    two.apps[0]?.child.kill('SIGKILL')
    await two.apps[0]?.ended
    watch.allow(502, 503, 504)
    await page.reload()
    await expect(page.getByRole('link', { name: 'two-processes' })).toBeVisible()
    const out = await fetch(`${url}/api/session`, {
      method: 'DELETE',
      headers: { cookie, Origin: url },
    })
    expect(out.status).toBe(204)
    expect((await fetch(`${url}/api/session`, { headers: { cookie } })).status).toBe(401)
  } finally {
    // What it fetches ahead would be refused from here on.
    await page.goto('about:blank')
    await two.stop()
  }
})
