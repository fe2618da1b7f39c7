import 'server-only'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Makes the data directory, readable by its owner alone, unless it is there. Throws an Error that names it. */
export function ensureDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new Error(
      `The data directory ${resolve(dir)} cannot be created. Set DATA_DIR to a writable one.`,
      {
        cause,
      },
    )
  }
}

/**
 * Takes the data directory for this process until `release` or the process's end, however it comes: the lock is
 * the operating system's, so `kill -9` frees it as well. Throws an Error with a sentence for the person who
 * started the second process.
 */
export function lockDataDir(dir: string): { release: () => void } {
  ensureDataDir(dir)
  // A file of its own, which SQLite alone opens: it knows of all its handles on a file within a process.
  const path = join(dir, 'lock.db')
  let lock: DatabaseSync | undefined
  try {
    createPrivately(path)
    lock = new DatabaseSync(path, { timeout: 0 })
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    const held = lock
    return { release: () => held.isOpen && held.close() }
  } catch (cause) {
    lock?.close()
    const busy = cause instanceof Error && /locked|busy/i.test(cause.message)
    throw new Error(
      busy
        ? `The data directory ${resolve(dir)} is in use by another process of this app. Stop that one, or set another DATA_DIR; several processes on the same data need PostgreSQL (DATABASE_URL).`
        : `The data directory ${resolve(dir)} is not writable. Set DATA_DIR to a writable one.`,
      { cause },
    )
  }
}

/**
 * Makes an empty file for its owner's eyes only, unless it is there; SQLite gives its companions (-wal, -shm) the same
 * mode. One that is there is not even opened: closing any handle on a file drops every lock of the process on it (POSIX).
 */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
