import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { root, run } from './run.mjs'

const modules = join(root, 'node_modules')
const stamp = join(modules, '.bootstrap-stamp')
/** npm writes it as the last step of an installation. */
const installedLock = join(modules, '.package-lock.json')

const pinnedNode = join(modules, '.bin', 'node')
const isPinned = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)

/** The Node to build and run with: the pinned one, or where none is published, the one we run on. */
export const nodePath = () => (existsSync(pinnedNode) ? pinnedNode : process.execPath)

function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`\n${process.platform} ${process.arch}`)
    .digest('hex')
}

function isComplete() {
  const needed = [join(modules, 'next', 'package.json'), ...(isPinned ? [pinnedNode] : [])]
  return needed.every((path) => existsSync(path))
}

/** True if somebody ran `npm ci` or `npm install` by hand and what is installed is what the lock says. */
function matchesByHand() {
  try {
    const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const have = JSON.parse(readFileSync(installedLock, 'utf8')).packages
    const agrees = (path) => have[path].version === want[path]?.version
    const isMissing = (path) => path !== '' && !have[path] && !want[path].optional
    return Object.keys(have).every(agrees) && !Object.keys(want).some(isMissing)
  } catch {
    return false
  }
}

/** True if node_modules is whole and belongs to the lock file. Takes a few milliseconds. */
export function isInstalled() {
  if (!isComplete()) return false
  const wanted = fingerprint()
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted
  if (!matchesByHand()) return false
  writeFileSync(stamp, wanted)
  return true
}

/** npm must run on the system's Node: the pinned one lies in the folder that it is about to delete. */
function npmEnvironment() {
  const entries = (process.env.PATH ?? '').split(delimiter)
  const env = { ...process.env, npm_config_update_notifier: 'false' }
  env.PATH = entries.filter((entry) => !entry.endsWith(`node_modules${sep}.bin`)).join(delimiter)
  return env
}

/** Installs what the lock file says. `onSpawn` gets npm's pid. Returns the output to show on failure, or null. */
export async function install(onSpawn) {
  rmSync(stamp, { force: true })
  const wanted = fingerprint()
  const options = { env: npmEnvironment(), onSpawn }
  // Named because NODE_ENV=production or an `omit` in the user's own configuration would drop the compiler.
  const common = [
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  let result = await run('npm', ['ci', ...common], options)
  // A registry that lags for other platforms' packages makes npm refuse its own lock (npm/cli#9846).
  if (!result.ok && result.output.includes('Missing:')) {
    rmSync(installedLock, { force: true })
    result = await run('npm', ['install', '--no-save', ...common], options)
  }
  if (!result.ok) return result.output
  if (!isComplete()) return `${result.output}npm finished, but node_modules is incomplete.\n`
  const check = await run(nodePath(), ['--version'], { onSpawn })
  if (!check.ok) return `The installed Node does not run on this machine.\n${check.output}`
  writeFileSync(stamp, wanted)
  return null
}
