import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVault, hashId, keyIdOf, randomId } from './crypto'
import { startChild } from './db/test-child'
import { loadAppSecret } from './secrets'

const secret = Buffer.alloc(32, 7)
const vault = createVault(secret)

describe('sealing', () => {
  it.each(['', 'x', 'FAKE-token '.repeat(1000), 'Ünïcödé 🔑'])('gives %j back', (text) => {
    expect(vault.open(vault.seal(text, 'session:1'), 'session:1')).toBe(text)
  })

  it('gives another text every time, in base64url, without a trace of what it holds', () => {
    const sealed = Array.from({ length: 50 }, () => vault.seal('FAKE-secret', 'a'))
    expect(new Set(sealed).size).toBe(50)
    for (const text of sealed) {
      expect(text).toMatch(/^[\w-]+$/)
      expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain('FAKE')
    }
  })

  it('opens what the same secret sealed elsewhere, and nothing of another secret', () => {
    const sealed = vault.seal('FAKE-secret', 'a')
    expect(createVault(Buffer.from(secret)).open(sealed, 'a')).toBe('FAKE-secret')
    expect(createVault(randomBytes(32)).open(sealed, 'a')).toBeNull()
  })

  it('binds a text to what it belongs to', () => {
    expect(vault.open(vault.seal('FAKE-secret', 'session:1'), 'session:2')).toBeNull()
  })

  it('notices every changed bit', () => {
    const bytes = Buffer.from(vault.seal('FAKE-secret', 'a'), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(vault.open(changed.toString('base64url'), 'a')).toBeNull()
    }
  })

  it('notices a missing or an added end', () => {
    const sealed = vault.seal('FAKE-secret', 'a')
    const bytes = Buffer.from(sealed, 'base64url')
    for (let length = 0; length < bytes.length; length++) {
      expect(vault.open(bytes.subarray(0, length).toString('base64url'), 'a')).toBeNull()
    }
    expect(vault.open(Buffer.concat([bytes, Buffer.of(0)]).toString('base64url'), 'a')).toBeNull()
    expect(vault.open('not sealed at all', 'a')).toBeNull()
  })
})

describe('another secret', () => {
  const next = randomBytes(32)

  it('seals from now on, while what the old one sealed is still opened', () => {
    const both = createVault(next, [secret])
    const old = vault.seal('FAKE-old', 'a')
    const fresh = both.seal('FAKE-new', 'a')
    expect(both.open(old, 'a')).toBe('FAKE-old')
    expect(both.open(fresh, 'a')).toBe('FAKE-new')
    expect(createVault(next).open(fresh, 'a')).toBe('FAKE-new')
    expect(vault.open(fresh, 'a')).toBeNull()
    expect(keyIdOf(old)).toBe(vault.keyId)
    expect(keyIdOf(fresh)).toBe(both.keyId)
    expect(both.keyId).not.toBe(vault.keyId)
  })

  it('opens texts of the first version, which did not say whose they are', () => {
    // The same without the number of its key, and the number of that version in front.
    const bytes = Buffer.from(vault.seal('FAKE-first', 'session:1'), 'base64url')
    const first = Buffer.concat([Buffer.of(1), bytes.subarray(9)]).toString('base64url')
    expect(keyIdOf(first)).toBeNull()
    for (const one of [vault, createVault(next, [secret])]) {
      expect(one.open(first, 'session:1')).toBe('FAKE-first')
      expect(one.open(first, 'session:2')).toBeNull()
    }
    expect(createVault(next).open(first, 'session:1')).toBeNull()
  })

  it('leaves fingerprints as they were', () => {
    const both = createVault(next, [secret], vault.printKey)
    expect(both.fingerprint('FAKE-1')).toBe(vault.fingerprint('FAKE-1'))
  })
})

describe('a fingerprint', () => {
  it('tells secrets apart, the same in every process, and says nothing without the app’s secret', () => {
    expect(vault.fingerprint('FAKE-1')).toMatch(/^[0-9a-f]{16}$/)
    expect(vault.fingerprint('FAKE-1')).toBe(createVault(secret).fingerprint('FAKE-1'))
    expect(vault.fingerprint('FAKE-1')).not.toBe(vault.fingerprint('FAKE-2'))
    expect(vault.fingerprint('FAKE-1')).not.toBe(createVault(randomBytes(32)).fingerprint('FAKE-1'))
  })
})

describe('a session id', () => {
  it('is 256 random bits, and its hash is SHA-256', () => {
    expect(Buffer.from(randomId(), 'base64url')).toHaveLength(32)
    expect(randomId()).not.toBe(randomId())
    expect(hashId('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('the app’s secret', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'logpush-secret-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it('is APP_SECRET where that is set; no file is made', () => {
    const given = { APP_SECRET: secret.toString('base64'), DATA_DIR: dir }
    expect(loadAppSecret(given)).toEqual(secret)
    expect(readdirSync(dir)).toEqual([])
  })

  it('is made once in the data directory, for the owner’s eyes only', () => {
    const made = loadAppSecret({ APP_SECRET: undefined, DATA_DIR: join(dir, 'new') })
    expect(made).toHaveLength(32)
    expect(loadAppSecret({ APP_SECRET: undefined, DATA_DIR: join(dir, 'new') })).toEqual(made)
    expect(readdirSync(join(dir, 'new'))).toEqual(['app-secret'])
    expect((statSync(join(dir, 'new', 'app-secret')).mode & 0o777).toString(8)).toBe('600')
  })

  it('is the same for processes that make it at once', async () => {
    const script = `
      const { hashId } = await load('../crypto')
      const { loadAppSecret } = await load('../secrets')
      say(hashId(loadAppSecret({ DATA_DIR: options.dataDir }).toString('base64')))`
    const children = Array.from({ length: 3 }, () => startChild({ dataDir: dir }, script))
    const said = await Promise.all(children.map((child) => child.rest()))
    const made = loadAppSecret({ APP_SECRET: undefined, DATA_DIR: dir })
    expect(said.flat()).toEqual(children.map(() => hashId(made.toString('base64'))))
    expect(readdirSync(dir)).toEqual(['app-secret'])
  })

  it('is never replaced: a damaged file stops the start', () => {
    const path = join(dir, 'app-secret')
    writeFileSync(path, 'damaged')
    expect(() => loadAppSecret({ APP_SECRET: undefined, DATA_DIR: dir })).toThrow(
      'does not contain a valid secret',
    )
    expect(readFileSync(path, 'utf8')).toBe('damaged')
  })

  it('cannot be made where nothing can be written', () => {
    expect(() => loadAppSecret({ APP_SECRET: undefined, DATA_DIR: '/dev/null/x' })).toThrow(
      'cannot be created',
    )
  })
})
