import 'server-only'
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDataDir } from './data-dir'
import { type Env, env } from './env'
import { singleton } from './singleton'

const version = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes + tagBytes

export type Vault = {
  /** AES-256-GCM under a fresh random nonce, as base64url. `aad` names what the text belongs to, e.g. a session. */
  seal: (text: string, aad: string) => string
  /** null: sealed under another key or for another `aad`, tampered with, or not sealed text at all. */
  open: (sealed: string, aad: string) => string | null
  /** 16 hexadecimal digits that tell secrets apart; keyed, so that a guess cannot be checked without the app's secret. */
  fingerprint: (secret: string) => string
}

/** The functions over one 32-byte secret; each purpose has a key of its own (HKDF-SHA-256). */
export function createVault(secret: Buffer): Vault {
  const sealing = subkey(secret, 'seal')
  const fingerprinting = subkey(secret, 'fingerprint').export().toString('hex')
  return {
    seal(text, aad) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      cipher.setAAD(Buffer.from(aad))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]).toString(
        'base64url',
      )
    },
    open(sealed, aad) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < headBytes || bytes[0] !== version) return null
      const nonce = bytes.subarray(1, 1 + nonceBytes)
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(aad))
      decipher.setAuthTag(bytes.subarray(1 + nonceBytes, headBytes))
      try {
        return (
          decipher.update(bytes.subarray(headBytes), undefined, 'utf8') + decipher.final('utf8')
        )
      } catch {
        return null
      }
    },
    // The key before the text will do: nobody can go on from a quarter of a digest. An HMAC costs several times as much,
    // and a list of jobs takes one for each.
    fingerprint: (text) => hash('sha256', fingerprinting + text, 'hex').slice(0, 16),
  }
}

function subkey(secret: Buffer, purpose: string): KeyObject {
  const info = `cis-logpush-dashboard/${purpose}/v1`
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, 32)))
}

/**
 * The app's secret, 32 bytes: APP_SECRET, else the one in the data directory, made at the first call. Throws an
 * Error with a sentence when that file cannot be made or does not hold a secret.
 */
export function loadAppSecret({
  APP_SECRET,
  DATA_DIR,
}: Pick<Env, 'APP_SECRET' | 'DATA_DIR'>): Buffer {
  if (APP_SECRET) return Buffer.from(APP_SECRET, 'base64')
  ensureDataDir(DATA_DIR)
  const path = join(DATA_DIR, 'app-secret')
  const text = readIfThere(path) ?? createSecretFile(path)
  const secret = Buffer.from(text, 'base64')
  if (secret.length !== 32) {
    throw new Error(
      `The file ${path} does not contain a valid secret. Restore it; without it, everyone has to sign in again.`,
    )
  }
  return secret
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new Error(`The file ${path} cannot be read by this process.`, { cause: error })
  }
}

/** Written whole under another name, then linked: no process ever reads half a secret, and the first one wins. */
function createSecretFile(path: string): string {
  const draft = `${path}.${randomBytes(8).toString('hex')}`
  try {
    const file = openSync(/*turbopackIgnore: true*/ draft, 'wx', 0o600)
    try {
      writeSync(file, `${randomBytes(32).toString('base64')}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    linkSync(draft, path)
  } catch (error) {
    const lost = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!lost) {
      throw new Error(
        `The file ${path} cannot be created. Set APP_SECRET, or a writable DATA_DIR.`,
        {
          cause: error,
        },
      )
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return readFileSync(path, 'utf8').trim()
}

const vault = () => singleton('vault', () => createVault(loadAppSecret(env())))

export const seal: Vault['seal'] = (text, aad) => vault().seal(text, aad)
export const open: Vault['open'] = (sealed, aad) => vault().open(sealed, aad)
export const fingerprint: Vault['fingerprint'] = (secret) => vault().fingerprint(secret)

/** 256 random bits, base64url (43 characters): a session's id. */
export function randomId(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 in hexadecimal; enough for ids of 256 random bits, which nobody can guess. */
export function hashId(id: string): string {
  return hash('sha256', id, 'hex')
}
