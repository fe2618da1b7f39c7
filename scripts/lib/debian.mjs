import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { run } from './run.mjs'

export const isRoot = process.getuid?.() === 0

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs a Debian package, if this machine has Debian's packages and we may.
 * @param {string} name
 * @param {Record<string, string>} [meanwhile] files that exist while it is installed: they keep its scripts from starting a server
 * @returns {Promise<boolean>} false: nothing could be tried
 * @throws {Error} with what apt-get said
 */
export async function installPackage(name, meanwhile = {}) {
  if (!isRoot || !isExecutable('/usr/bin/apt-get')) return false
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  for (const [path, text] of Object.entries(meanwhile)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { mode: 0o755 })
  }
  try {
    const update = await run('apt-get', ['update'], options)
    if (!update.ok) throw new Error(`apt-get update failed.\n${update.output}`)
    const args = ['install', '-y', '--no-install-recommends', name]
    const install = await run('apt-get', args, options)
    if (!install.ok) throw new Error(`apt-get ${args.join(' ')} failed.\n${install.output}`)
    return true
  } finally {
    for (const path of Object.keys(meanwhile)) rmSync(path, { force: true })
  }
}
