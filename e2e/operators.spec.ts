import { requestText, send } from '../scripts/lib/front/testing.ts'
import { baseURL, expect, test } from './fixtures'
import { metricsToken } from './support/metrics.ts'

const authorization = `Bearer ${metricsToken}`

test('the app says whether it is ready, to whoever asks', async ({ request }) => {
  // Once the collector has read something.
  await expect(async () => {
    const answer = await request.get('/api/ready')
    expect(await answer.json()).toMatchObject({
      status: 'ready',
      checks: [
        { name: 'database', ok: true },
        { name: 'migrations', ok: true },
        { name: 'collector', ok: true },
      ],
    })
    expect(answer.status()).toBe(200)
  }).toPass()
})

test('Prometheus reads with its token alone what the whole process counts', async ({ request }) => {
  await request.get('/api/health')
  const answer = await request.get('/metrics?x=1', { headers: { authorization } })
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
  const text = await answer.text()
  // Of a route, of the front’s way to IBM, of the database and of the picture: they are bundled apart from one another.
  for (const series of [
    /^logpush_http_requests_total\{operation="GET \/api\/health",status="200"\} [1-9]/m,
    /^logpush_upstream_requests_total\{route="resources GET [^"]+",outcome="ok"\} [1-9]/m,
    /^logpush_database_query_duration_seconds_count\{operation="select",outcome="ok"\} [1-9]/m,
    /^logpush_jobs\{state="delivering",dataset="http_requests"\} \d/m,
    /^logpush_fleet_readable 1$/m,
    /^process_resident_memory_bytes \d/m,
  ]) {
    expect(text).toMatch(series)
  }
  const head = await request.head('/metrics', { headers: { authorization } })
  expect([head.status(), await head.text()]).toEqual([200, ''])
})

test('nobody else gets them, in whatever way they ask', async ({ request, page, signIn }) => {
  await signIn()
  const port = Number(new URL(baseURL()).port)
  const asks: [string, string, Record<string, string>, number][] = [
    ['GET', '/metrics', {}, 401],
    ['HEAD', '/metrics', {}, 401],
    ['GET', '/metrics', { authorization: `${authorization}x` }, 401],
    ['GET', '/metrics', { authorization: `Basic ${metricsToken}` }, 401],
    ['GET', `/metrics?token=${metricsToken}`, {}, 401],
    ['POST', '/metrics', { authorization }, 405],
    ['OPTIONS', '/metrics', { authorization }, 405],
    ['GET', '/metrics/', { authorization }, 308],
    ['GET', '/metrics/jobs', { authorization }, 404],
  ]
  for (const [method, target, headers, status] of asks) {
    const answer = await send(port, requestText(method, target, headers)).answer
    expect([method, target, answer?.status]).toEqual([method, target, status])
    expect(answer?.body).not.toContain('logpush_jobs')
  }
  // A session is none.
  expect((await page.request.get('/metrics')).status()).toBe(401)
  expect((await request.get('/api/metrics', { headers: { authorization } })).status()).toBe(404)
})
