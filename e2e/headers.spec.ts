import { baseURL, cloud, expect, keyOf, test, zonePath } from './fixtures'

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
