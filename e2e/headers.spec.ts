import { requestText, send } from '../scripts/lib/front/testing.ts'
import { baseURL, cloud, expect, keyOf, test, zonePath } from './fixtures'

/** As it stands: clients of a higher kind mend addresses and leave out headers. */
const ask = (method: string, target: string, headers: Record<string, string> = {}) =>
  send(Number(new URL(baseURL()).port), requestText(method, target, headers)).answer

const nonceIn = (policy = '') => /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1]

test('every page has a strict policy with a nonce of its own, and can’t be framed', async ({
  request,
}) => {
  const first = await request.get('/sign-in')
  const headers = first.headers()
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe-|https?:|\*/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cache-control': expect.stringContaining('no-store'),
  })
  expect(headers).not.toHaveProperty('x-powered-by')
  const nonce = nonceIn(policy)
  expect(nonce).toBeTruthy()
  const scripts = (await first.text()).match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
  const again = await request.get('/sign-in')
  expect(nonceIn(again.headers()['content-security-policy'])).not.toBe(nonce)
})

test('the API is not kept by anybody, and answers nothing that a browser would run', async ({
  request,
}) => {
  for (const [path, status] of [
    ['/api/health', 200],
    ['/api/session', 401],
    ['/api/nowhere', 404],
  ] as const) {
    const answer = await request.get(path)
    expect(answer.status()).toBe(status)
    expect(answer.headers()).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': expect.stringMatching(/^application\/(problem\+)?json/),
    })
  }
})

const addresses = [
  '/',
  '/sign-in',
  '/no-such-page',
  '/404',
  '/_next/image?url=%2Ffavicon.svg&w=64&q=75',
  '/_next/data/x/y.json',
  '/_next/static/none.js',
  '/favicon.svg',
  '/api/health',
  '/api/none',
  '//sign-in',
]

for (const address of addresses) {
  test(`${address} has one policy, and no nonce of the client’s`, async () => {
    const headers = {
      'Content-Security-Policy': "script-src 'nonce-FAKE'; default-src 'nonce-FAKE'",
      'Content-Security-Policy-Report-Only': "script-src 'nonce-FAKE'",
      'X-Nonce': 'FAKE',
    }
    const answer = await ask('GET', address, headers)
    const policy = answer?.headers.get('content-security-policy') ?? ''
    expect(policy.match(/default-src/g)).toEqual(['default-src'])
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
    expect(policy + answer?.body).not.toContain('FAKE')
    const nonce = nonceIn(policy)
    if (!nonce) {
      // Where a file should be, the framework has a page of its own for what is missing: none of its scripts may run.
      expect(policy).toBe("default-src 'none'; frame-ancestors 'none'")
      return
    }
    for (const script of answer?.body.match(/<script\b[^>]*>/g) ?? []) {
      expect(script).toContain(`nonce="${nonce}"`)
    }
  })
}

for (const [method, address, status] of [
  ['GET', '/%ff', 400],
  ['GET', '/%', 400],
  ['GET', '/api/%ff', 400],
  ['GET', '/api/instances/%/zones', 400],
  ['GET', '/_next/static/%', 400],
  ['GET', `/sign-in?${'a&'.repeat(51)}`, 400],
  ['GET', `/api/health?${'a'.repeat(4097)}`, 400],
  ['OPTIONS', '*', 204],
  ['TRACE', '/sign-in', 405],
  ['TRACE', '/api/health', 405],
  ['PROPFIND', '/api/health', 405],
  ['FOO', '/api/none', 405],
  ['POST', '/sign-in', 405],
  ['POST', '/favicon.svg', 405],
] as const) {
  test(`${method} ${address.slice(0, 30)} is answered ${status}`, async () => {
    const answer = await ask(method, address, { 'Content-Length': '0' })
    expect(answer?.status).toBe(status)
    const policy = answer?.headers.get('content-security-policy')
    expect(policy).toBe("default-src 'none'; frame-ancestors 'none'")
    const type = answer?.headers.get('content-type')
    if (address.startsWith('/api/')) expect(type).toBe('application/problem+json')
  })
}

/** The framework's own names, files that clients ask for unasked, and slashes in any form. */
const oddAddresses = String.raw`
  /_global-error /_not-found /_error /_app /_document /404 /500 /index /index.html /index.rsc
  /_global-error/ /_global-error?_rsc=x /_global-error.txt /_global-error/page /%5Fglobal-error /_global%2Derror
  /_global-error.rsc /_global-error.segments/_tree.segment.rsc /_not-found.rsc /%5Fnot-found
  /favicon.ico /robots.txt /sitemap.xml /manifest.webmanifest /.env /.well-known/x
  /_next /_next/ /_next/x /_next/static /_next/static/ /_next/static/none.css /_next/data/x/index.json /_next/image
  /_next/webpack-hmr /_next/postponed/resume/ /_next/server/app/page.js /_next/static/..%2f..%2fserver
  /_next/static/%2e%2e/BUILD_ID // /// //sign-in /sign-in// /\sign-in /. /.. /../sign-in /%2e%2e/ /%2F /%2F%2F /a%2Fb
  /%5C /%00 /%0A /%20 /%3F /%23 /[...missing] /%5B...missing%5D /(dashboard) /instances /instances/x
  /instances/%2F/zones/%00
`
const askedFor: Record<string, string>[] = [{}, { RSC: '1' }, { Accept: 'application/json' }]

for (const address of oddAddresses.trim().split(/\s+/)) {
  test(`${address} is no error of ours`, async () => {
    for (const headers of askedFor) {
      const answer = await ask('GET', address, headers)
      expect(answer?.status, JSON.stringify(headers)).toBeLessThan(500)
      // With `.rsc` it is the router that asks, which is told in what it gets.
      const isPage = /global-error|not-found/.test(address) && !address.includes('.rsc')
      if (isPage) expect(answer?.status).toBeGreaterThan(299)
    }
  })
}

for (const address of ['/_global-error', '/_not-found', '/404', '/500', '/index']) {
  test(`${address} is a page that is not here`, async ({ request }) => {
    const answer = await request.get(address)
    expect(answer.status()).toBe(404)
    expect(await answer.text()).toContain('Not found · Logpush')
  })
}

for (const [address, allow] of [
  ['/api/session', 'GET, HEAD, POST, DELETE, OPTIONS'],
  ['/api/health', 'GET, HEAD, OPTIONS'],
  ['/api/destination-keys/inspect', 'POST, OPTIONS'],
] as const) {
  test(`OPTIONS ${address} names what it takes`, async () => {
    const answer = await ask('OPTIONS', address)
    expect([answer?.status, answer?.headers.get('allow')]).toEqual([204, allow])
    if (!allow.startsWith('GET')) return
    expect((await ask('HEAD', address))?.status).not.toBe(405)
  })
}

test('a file is answered whole, as there are no ranges', async () => {
  const answer = await ask('GET', '/favicon.svg', { Range: 'bytes=99999-' })
  expect(answer?.status).toBe(200)
})

test('the router’s state in any form is no error of ours', async () => {
  for (const state of ['junk', '%', '{}', '%5B%5D', '%5B%22%22%2C%7B%7D%2Cnull%2Cnull%2Ctrue%5D']) {
    const headers = { RSC: '1', 'Next-Router-State-Tree': state }
    const first = await ask('GET', '/sign-in', headers)
    const location = first?.headers.get('location')
    const last = location ? await ask('GET', location, headers) : first
    expect(last?.status).toBe(200)
  }
})

test('over HTTPS browsers are told to stay with it, and the cookie is the host’s own', async ({
  playwright,
}) => {
  const signIn = async (proto: string) => {
    const context = await playwright.request.newContext({
      baseURL: baseURL(),
      extraHTTPHeaders: {
        'X-Forwarded-For': '10.250.1.1',
        'X-Forwarded-Proto': proto,
        Origin: baseURL(),
      },
    })
    const answer = await context.post('/api/session', { data: { apiKey: keyOf('manager') } })
    const headers = answer.headers()
    await context.dispose()
    expect(answer.status()).toBe(201)
    return headers
  }
  const secure = await signIn('https')
  expect(secure['strict-transport-security']).toMatch(/^max-age=\d{8}/)
  expect(secure['set-cookie']).toMatch(
    /^__Host-logpush_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/,
  )
  const plain = await signIn('http')
  expect(plain).not.toHaveProperty('strict-transport-security')
  expect(plain['set-cookie']).toMatch(
    /^logpush_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
  )
})

test('a signed-out person is sent to the sign-in, and comes back to where they were', async ({
  page,
}) => {
  const path = zonePath(cloud().zones.full?.id ?? '')
  await page.goto(path)
  await expect(page).toHaveURL(/\/sign-in\?/)
  await page.getByLabel('API key', { exact: true }).fill(keyOf('manager'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(new RegExp(`${path}$`))
})
