import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './run.mjs'

/**
 * Fills process.env from `.env.local` and `.env` where a variable is not set yet, and makes DATA_DIR absolute:
 * the built server changes its directory, and a relative path would then lead into the build.
 */
export function loadSettings({ envFiles = true } = {}) {
  for (const name of envFiles ? ['.env.local', '.env'] : []) {
    const path = join(root, name)
    if (existsSync(path)) process.loadEnvFile(path)
  }
  process.env.DATA_DIR = resolve(process.env.DATA_DIR || 'data')
}

/**
 * Where to listen. Next's server reads HOSTNAME and PORT; HOSTNAME is ours to overwrite, shells and containers
 * set it to the machine's name.
 * @throws {Error} a sentence that names PORT if it is not a port
 */
export function listenAddress() {
  const host = process.env.HOST || '127.0.0.1'
  const port = Number(process.env.PORT || '3000')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('PORT must be a whole number from 0 to 65535.')
  }
  return { host, port }
}

/** The address to open in a browser. */
export function browserUrl(host, port) {
  if (process.env.APP_URL) return process.env.APP_URL
  const isLocal = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host)
  const name = isLocal ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
