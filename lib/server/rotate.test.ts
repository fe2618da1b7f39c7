import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

/** The command, in a process of its own. */
function rotate(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--no-warnings', 'scripts/rotate-secret.mjs'], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said += part
    })
  }
  const ended = once(child, 'close')
  return {
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    done: async () => {
      const [code] = await ended
      return { code: Number(code), said }
    },
  }
}

/** Every sealed text in the database, with where it lies. */
async function sealedTexts(world: World): Promise<[string, string][]> {
  const db = await world.db()
  const { sealedColumns } = await import('./sealed-columns')
  const { sql } = await import('kysely')
  const found: [string, string][] = []
  for (const { table, column } of sealedColumns) {
    const { rows } = await sql<{ text: string }>`
      select ${sql.ref(column)} as text from ${sql.table(table)}
      where ${sql.ref(column)} is not null`.execute(db)
    for (const { text } of rows) {
      const texts =
        column === 'plan_json' ? (text.match(/(?<="sealed\w+":")[\w-]+/g) ?? []) : [text]
      for (const one of texts) found.push([`${table}.${column}`, one])
    }
  }
  return found
}

async function fill(world: World, rows: number): Promise<void> {
  const { keepCredential } = await import('./credential')
  const { insertConnection } = await import('./db/connections')
  const db = await world.db()
  const token = { accessToken: 'FAKE', refreshToken: 'FAKE', expiresAtMs: Date.now() + 3_600_000 }
  for (let nth = 0; nth < rows; nth++) {
    const owner = { accountId: 'a', iamId: `iam-ServiceId-${nth}` }
    const credentialId = await keepCredential(db, owner, token, `FAKE-key-${nth}`)
    await insertConnection(db, {
      id: crypto.randomUUID(),
      name: `filler ${nth}`,
      accountId: 'a',
      keyId: null,
      keyName: null,
      owner: owner.iamId,
      expiresAt: null,
      credentialId,
      state: 'ok',
      checkedAt: Date.now(),
      lacks: [],
      instances: [],
      createdAt: Date.now() + 1_000_000 + nth,
    })
  }
}

async function restart(env: Record<string, string | undefined>): Promise<void> {
  const { closeDb } = await import('./db/client')
  await closeDb()
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  const host: typeof globalThis & { logpushSingletons?: unknown } = globalThis
  delete host.logpushSingletons
  const { vi } = await import('vitest')
  vi.resetModules()
}

/** What needs sealed things to be opened: a sign-in's tokens, a connection's key, a plan. */
async function works(world: World, visitor: Visitor): Promise<void> {
  const params = world.zone('playground')
  const { items } = await visitor.ok('listJobs', { params })
  expect(items.length).toBeGreaterThan(0)
}

describeWorlds('rotating the secret', (world) => {
  it('can be killed at any point and goes on, beside a working app', async () => {
    const isFile = process.env.APP_SECRET === undefined
    const former = isFile ? null : process.env.APP_SECRET
    const visitor = await world.signIn()
    const body = { name: 'kept', apiKey: world.place.destinationKeys.cosWriter }
    const connection = await visitor.ok('createConnection', { body })
    await visitor.ok('createJob', {
      params: world.zone('playground'),
      body: jobInput(world, { destination: cosByKey(world) }),
    })
    await fill(world, 300)
    const { fingerprint } = await import('./crypto')
    const print = fingerprint('FAKE-print')
    const jobs = async () => {
      const { items } = await visitor.ok('listJobs', { params: world.zone('playground') })
      return items.map(({ revision }) => revision)
    }
    const revisions = await jobs()

    const next = randomBytes(32).toString('base64')
    const env: Record<string, string> = isFile ? {} : { APP_SECRET_NEXT: next }
    if (!isFile) await restart(env)
    for (const afterMs of [150, 300, 450, 600, 800, 1_000]) {
      const run = rotate(env)
      const { promise, resolve } = Promise.withResolvers<void>()
      setTimeout(resolve, afterMs)
      await promise
      await works(world, visitor)
      await run.kill()
      await works(world, visitor)
    }
    const run = rotate(env)
    const finished = run.done()
    let isOver = false
    void finished.finally(() => {
      isOver = true
    })
    while (!isOver) {
      // Writes as well: each sign-in seals its tokens, each audit row takes its turn.
      await works(world, await world.signIn('reader'))
    }
    const { code, said } = await finished
    expect(said).toMatch(/credentials.sealed_key: \d+ encrypted anew, \d+ already up to date$/m)
    expect([code, said]).toEqual([0, said])
    await works(world, visitor)

    // The old secret is no longer needed for anything.
    await restart(isFile ? {} : { APP_SECRET: next, APP_SECRET_NEXT: undefined })
    const { keyIdOf, sealingKeyId, fingerprint: later } = await import('./crypto')
    const texts = await sealedTexts(world)
    expect(texts.length).toBeGreaterThan(600)
    expect(texts.filter(([, text]) => keyIdOf(text) !== sealingKeyId())).toEqual([])
    await works(world, visitor)
    const checked = await visitor.ok('checkConnection', { params: { id: connection.id } })
    expect(checked.state).toBe('ok')
    expect(later('FAKE-print')).toBe(print)
    expect(await jobs()).toEqual(revisions)
    if (isFile) expect(existsSync(join(process.env.DATA_DIR ?? '', 'app-secret.next'))).toBe(false)
    if (former) process.env.APP_SECRET = former
  }, 180_000)

  it('needs the next secret where the environment has the old one', async () => {
    if (process.env.APP_SECRET === undefined) {
      const path = join(process.env.DATA_DIR ?? '', 'app-secret')
      const before = readFileSync(path, 'utf8')
      const { code } = await rotate().done()
      expect(code).toBe(0)
      expect(readFileSync(path, 'utf8')).not.toBe(before)
      return
    }
    const { code, said } = await rotate().done()
    expect(code).toBe(1)
    expect(said).toContain('APP_SECRET_NEXT is not set')
  })
})
