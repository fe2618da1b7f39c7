import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { installPackage, isExecutable, isRoot } from './debian.mjs'
import { whenWeAreGone } from './guard.mjs'
import { probePort } from './port.mjs'

const debianFolder = '/usr/lib/postgresql'
const readyTimeoutMs = 30_000

/** The folder with `initdb` and `postgres`, or null. Debian keeps them off PATH; of several versions the newest. */
function findBinaries() {
  const versions = safeList(debianFolder).sort((a, b) => Number(b) - Number(a))
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debianFolder, version, 'bin')),
  ]
  const isWhole = (folder) =>
    ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name)))
  return folders.find((folder) => folder !== '' && isWhole(folder)) ?? null
}

function safeList(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Keeps Debian's package from setting up and starting the cluster on port 5432 that it would. */
const noCluster = {
  '/etc/postgresql-common/createcluster.d/none-for-tests.conf': 'create_main_cluster = false\n',
}

async function ensureBinaries() {
  const found = findBinaries()
  if (found) return found
  if (!(await installPackage('postgresql', noCluster))) {
    throw new Error(
      'The tests need a PostgreSQL server: install one (initdb and postgres on PATH) and run again.',
    )
  }
  const installed = findBinaries()
  if (!installed) throw new Error(`PostgreSQL was installed, but ${debianFolder} holds no server.`)
  return installed
}

/** PostgreSQL refuses to run as root. Debian's package brings a user for it; any powerless one does. */
function serverUser() {
  if (!isRoot) return {}
  const idOf = (flag, name) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // No such user; try the next.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no user "postgres" or "nobody".',
  )
}

/** Ends the server and removes the cluster after us: even a killed test run leaves nothing behind. */
function startGuard(pid, folder) {
  const script =
    // Started anew meanwhile, it has another process id.
    'kill -INT "$(head -n 1 "$2/data/postmaster.pid" 2>/dev/null || echo "$1")" 2>/dev/null; i=0; ' +
    'while [ -e "$2/data/postmaster.pid" ] && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done; rm -rf -- "$2"'
  return whenWeAreGone(script, [String(pid), folder])
}

/** Runs initdb. Its password file keeps other users of the machine out of the cluster. */
function createCluster(bin, folder, user, password) {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user.uid !== undefined) {
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)
  }
  const data = join(folder, 'data')
  const args = ['-D', data, '-U', 'tests', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const more = ['-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions']
  execFileSync(join(bin, 'initdb'), [...args, ...more], { ...user, cwd: folder, stdio: 'pipe' })
  return data
}

function untilReady(server) {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => fail('was not ready in time'), readyTimeoutMs)
    const fail = (what) => {
      clearTimeout(timer)
      reject(new Error(`PostgreSQL ${what}.\n${said}`))
    }
    server.once('error', (error) => fail(`could not be started: ${error.message}`))
    server.once('exit', (code) => fail(`ended with exit code ${code}`))
    server.stderr.on('data', (part) => {
      said = (said + part).slice(-4_000)
      if (!said.includes('ready to accept connections')) return
      clearTimeout(timer)
      resolve()
    })
  })
}

/**
 * Starts a throw-away PostgreSQL on loopback, on a free port, installing the server first where that is possible.
 * @returns {Promise<{url: string, stop(): Promise<void>, halt(): Promise<void>, resume(): Promise<void>}>} `url` is a
 *   postgres:// URL of a superuser; `halt` stops the server for a while, `resume` starts it again with its data
 * @throws {Error} that says what is missing
 */
export async function startPostgres() {
  const bin = await ensureBinaries()
  const user = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'postgres-for-tests-'))
  const password = randomBytes(18).toString('hex')
  let server
  let guard
  const stop = async () => {
    if (!guard) return rmSync(folder, { recursive: true, force: true })
    const gone = new Promise((done) => guard.once('exit', done))
    guard.stdin.end()
    await gone
  }
  try {
    const data = createCluster(bin, folder, user, password)
    const port = await probePort(0, '127.0.0.1')
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      max_connections: 200,
      // Speed: this data is thrown away.
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
    }
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const begin = () => {
      server = spawn(join(bin, 'postgres'), ['-D', data, ...args], {
        ...user,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
      })
      return untilReady(server)
    }
    const ready = begin()
    if (server.pid !== undefined) guard = startGuard(server.pid, folder)
    await ready
    const halt = async () => {
      const gone = new Promise((done) => server.once('exit', done))
      // At once, whatever is under way.
      server.kill('SIGINT')
      await gone
    }
    return {
      url: `postgres://tests:${password}@127.0.0.1:${port}/postgres`,
      stop,
      halt,
      resume: begin,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
