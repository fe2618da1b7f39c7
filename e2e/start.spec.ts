import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { neutralEnv } from '../scripts/lib/neutral-env.mjs'

const root = resolve(import.meta.dirname, '..')

/** What `npm start` and `npm run live` run once all is installed and built, on a free port, with data of its own. */
function start(flags: string[], env: Record<string, string> = {}) {
  const data = mkdtempSync(join(tmpdir(), 'start-'))
  const script = join(root, 'scripts/start.mjs')
  // Node complains of the two together, and a test runner may set both.
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...shell } = neutralEnv({ DATA_DIR: data, PORT: '0' })
  const child = spawn(
    process.execPath,
    [script, '--no-env-files', '--exit-with-parent', ...flags],
    {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...shell, ...env },
    },
  )
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = new Promise<number | null>((done) => {
    child.once('exit', (code) => {
      rmSync(data, { recursive: true, force: true })
      done(code)
    })
  })
  return { child, said, ended }
}

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

  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  await expect(fetch(simulator)).rejects.toThrow()
})

test('npm run live: says whom it talks to, and reaches nobody before somebody signs in', async () => {
  const { child, said, ended } = start([], {
    IBMCLOUD_CIS_API_ENDPOINT: 'http://127.0.0.1:9/cis',
  })
  await expect.poll(() => said.out, { timeout: 30_000 }).toMatch(/^Sign in with/m)
  expect(said.out).toContain('IAM: https://iam.cloud.ibm.com')
  expect(said.out).toContain('Internet Services: http://127.0.0.1:9/cis')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(said.err).toBe('')
})

for (const [name, value, sentence] of [
  ['IBMCLOUD_CIS_RATE_LIMIT', 'many', /IBMCLOUD_CIS_RATE_LIMIT.*must be a whole number/],
  ['APP_SECRET', 'FAKE-short', /APP_SECRET.*must be 32 bytes/],
  ['DATABASE_URL', 'mysql://FAKE', /DATABASE_URL.*must begin with postgres/],
] as const) {
  test(`a bad ${name} ends the start with a sentence, and is not repeated`, async () => {
    const { said, ended } = start([], { [name]: value })
    expect(await ended).toBe(1)
    expect(said.err).toMatch(sentence)
    expect(said.out + said.err).not.toContain('FAKE')
  })
}
