import 'server-only'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { ensureDataDir } from './data-dir'
import type { Env } from './env'

type Settings = Pick<Env, 'APP_SECRET' | 'DATA_DIR'> & Partial<Pick<Env, 'APP_SECRET_NEXT'>>

const fileOf = ({ DATA_DIR }: Settings) => join(DATA_DIR, 'app-secret')
/** The one that is to take its place, while everything is being sealed anew. */
const nextFileOf = (settings: Settings) => `${fileOf(settings)}.next`

/**
 * The app's secret, 32 bytes: APP_SECRET, else the one in the data directory, made at the first call. `next`: the one that
 * seals from now on, while the other still opens. Throws an Error with a sentence when a file cannot be made or does not hold
 * a secret.
 */
export function loadSecrets(settings: Settings): { secret: Buffer; next: Buffer | null } {
  const { APP_SECRET, APP_SECRET_NEXT } = settings
  const given = APP_SECRET_NEXT ? Buffer.from(APP_SECRET_NEXT, 'base64') : null
  if (APP_SECRET) return { secret: Buffer.from(APP_SECRET, 'base64'), next: given }
  const secret = loadAppSecret(settings)
  const path = nextFileOf(settings)
  const text = readIfThere(path)
  return { secret, next: given ?? (text === null ? null : toSecret(text, path)) }
}

/** Changes with the files that secrets are read from; the environment stays as it is. */
export function secretsStamp(settings: Settings): string {
  if (settings.APP_SECRET) return 'environment'
  return [fileOf(settings), nextFileOf(settings)].map(stampOf).join(' ')
}

function stampOf(path: string): string {
  const stats = statSync(/*turbopackIgnore: true*/ path, { throwIfNoEntry: false })
  return stats ? `${stats.ino}:${stats.mtimeMs}` : '-'
}

/** APP_SECRET, else the secret in the data directory, made at the first call. */
export function loadAppSecret(settings: Settings): Buffer {
  if (settings.APP_SECRET) return Buffer.from(settings.APP_SECRET, 'base64')
  ensureDataDir(settings.DATA_DIR)
  const path = fileOf(settings)
  return toSecret(readIfThere(path) ?? createSecretFile(path, randomBytes(32)), path)
}

/**
 * Puts the next secret beside the one in the data directory, unless it is there; whatever runs there seals with it from then
 * on. `given`: APP_SECRET_NEXT; null: one is made. Throws an Error with a sentence when another one is under way.
 */
export function beginNextSecret(settings: Settings, given: Buffer | null): Buffer {
  loadAppSecret(settings)
  const path = nextFileOf(settings)
  const text = readIfThere(path) ?? createSecretFile(path, given ?? randomBytes(32))
  const next = toSecret(text, path)
  if (given && !given.equals(next)) {
    throw new Error(
      `A rotation to another secret has begun: it is in ${path}. Run this without APP_SECRET_NEXT to finish that one first.`,
    )
  }
  return next
}

/** The next secret takes the place of the one in the data directory, in one step. */
export function finishNextSecret(settings: Settings): void {
  renameSync(nextFileOf(settings), fileOf(settings))
  const folder = openSync(settings.DATA_DIR, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function toSecret(text: string, path: string): Buffer {
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
function createSecretFile(path: string, secret: Buffer): string {
  const draft = `${path}.${randomBytes(8).toString('hex')}`
  try {
    const file = openSync(/*turbopackIgnore: true*/ draft, 'wx', 0o600)
    try {
      writeSync(file, `${secret.toString('base64')}\n`)
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
