import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { requestText, send } from '../scripts/lib/front/testing.ts'
import { start } from './support/process.ts'

test('npm start: one address, keys that open it, and no process left behind', async () => {
  const { child, said, ended } = start(['--with-simulator'])
  await expect.poll(() => said.out, { timeout: 30_000 }).toMatch(/^Ready: http.*\n/m)
  const url = /Ready: (\S+)/.exec(said.out)?.[1] ?? ''
  const [, simulator = ''] = /more: (http[^/]+\/\/[^/]+)/.exec(said.out) ?? []
  const apiKey = /^ {2}manager +(\S+)/m.exec(said.out)?.[1]
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/json' },
    body: JSON.stringify({ apiKey }),
  })
  expect(signedIn.status).toBe(201)
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const instances = await fetch(`${url}/api/instances`, { headers: { cookie } })
  expect((await instances.json()).items.length).toBeGreaterThan(1)
  expect((await fetch(simulator)).status).toBeLessThan(500)
  const toProvider = async () => {
    const { headers } = await fetch(`${url}/api/auth/oidc/start`, { redirect: 'manual' })
    return headers.get('location') ?? ''
  }
  await expect.poll(toProvider, { timeout: 30_000 }).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/auth\?/)
  const provider = new URL(await toProvider()).origin

  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  await expect(fetch(simulator)).rejects.toThrow()
  await expect(fetch(provider)).rejects.toThrow()
})

/** Starts what `npm run live` does, with nobody behind it. */
async function startLive(env: Record<string, string> = {}, descriptors?: number) {
  const nobody = { IBMCLOUD_CIS_API_ENDPOINT: 'http://127.0.0.1:9/cis' }
  const started = start([], { ...nobody, ...env }, descriptors)
  await expect.poll(() => started.said.out, { timeout: 30_000 }).toMatch(/^Sign in with/m)
  const port = Number(/^Ready: http.*:(\d+)$/m.exec(started.said.out)?.[1])
  return { ...started, port }
}

test('more upgrades and idle connections than there are descriptors leave it alive', async () => {
  const { child, ended, port } = await startLive({}, 1024)
  const headers = { Connection: 'Upgrade', Upgrade: 'websocket' }
  const upgrade = requestText('GET', '/no-such-page', headers)
  const upgrades: ReturnType<typeof send>[] = []
  for (let group = 0; group < 13; group += 1) {
    const some = Array.from({ length: 100 }, () => send(port, upgrade))
    await Promise.all(some.map(({ socket }) => once(socket, 'connect')))
    upgrades.push(...some)
  }
  for (const { answer } of upgrades) expect((await answer)?.status).toBe(400)

  const health = async () => (await send(port, requestText('GET', '/api/health')).answer)?.status
  const idle = Array.from({ length: 1100 }, () => send(port, 'GET / HTTP/1.1\r\n'))
  // Those that wait longest give way to newer ones, so some are cut; what counts is that the next request is answered.
  for (const { answer } of idle) answer.catch(() => undefined)
  await Promise.all(idle.map(({ socket }) => once(socket, 'connect').catch(() => undefined)))
  expect(await health()).toBe(200)
  for (const { socket } of idle) socket.destroy()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('whatever is printed once it runs is one JSON line an event', async () => {
  const printer = `process.on('SIGUSR2', () => {
    console.error('printed \\u001b[31m by\\n{"event":"forged"}\\u009b', new Error('somebody'))
    process.emitWarning('warned \\u001b[31m', 'FakeWarning')
  })`
  const { child, said, ended, port } = await startLive({
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(printer)}`,
  })
  child.kill('SIGUSR2')
  const form = { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '3' }
  for (const [method, target, headers, body] of [
    ['POST', '/sign-in', { 'Next-Action': '\x9bFAKE', 'Content-Length': '0' }, ''],
    ['POST', '/sign-in', form, '--x'],
    ['TRACE', '/api/health', {}, ''],
    ['GET', '/%ff\x9b', {}, ''],
    ['GET', '/sign-in', { RSC: '1', 'Next-Router-State-Tree': 'FAKE' }, ''],
  ] as const) {
    const answer = await send(port, requestText(method, target, { ...headers }, body)).answer
    expect(answer?.status).toBeLessThan(500)
  }
  await expect.poll(() => said.out + said.err).toContain('runtime_warning')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  const logged = said.out.slice(said.out.indexOf('Sign in with')).split('\n').slice(1)
  const lines = [...logged, ...said.err.split('\n')].filter(Boolean).map((line) => JSON.parse(line))
  expect(lines.map(({ event }) => event).sort()).toEqual(['framework_output', 'runtime_warning'])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal obeys must not be there.
  expect(said.out + said.err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})

test('npm run live: says whom it talks to, and reaches nobody before somebody signs in', async () => {
  const { child, said, ended } = await startLive()
  expect(said.out).toContain('IAM: https://iam.cloud.ibm.com')
  expect(said.out).toContain('Internet Services: http://127.0.0.1:9/cis')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(said.err).toBe('')
})

for (const [name, value, sentence] of [
  ['IBMCLOUD_CIS_RATE_LIMIT', 'many', /IBMCLOUD_CIS_RATE_LIMIT.*must be a whole number/],
  ['APP_SECRET', 'FAKE-short', /APP_SECRET.*must be 32 bytes/],
  ['TRUSTED_PROXIES', 'FAKE', /TRUSTED_PROXIES.*must be addresses or networks/],
  ['DATABASE_URL', 'mysql://FAKE', /DATABASE_URL.*must begin with postgres/],
] as const) {
  test(`a bad ${name} ends the start with a sentence, and is not repeated`, async () => {
    const { said, ended } = start([], { [name]: value })
    expect(await ended).toBe(1)
    expect(said.err).toMatch(sentence)
    expect(said.out + said.err).not.toContain('FAKE')
  })
}
