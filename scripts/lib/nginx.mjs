import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { installPackage, isExecutable } from './debian.mjs'
import { whenWeAreGone } from './guard.mjs'
import { root } from './run.mjs'

const readyTimeoutMs = 15_000

function findNginx() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  return folders.map((folder) => join(folder, 'nginx')).find(isExecutable) ?? null
}

/** Debian's package would start a server on port 80; policy-rc.d is how one says no to that. */
async function ensureNginx() {
  const found = findNginx()
  if (found) return found
  const noStart = { '/usr/sbin/policy-rc.d': '#!/bin/sh\nexit 101\n' }
  await installPackage('nginx-light', noStart)
  const installed = findNginx()
  if (!installed) throw new Error('The tests need nginx: install it and run again.')
  return installed
}

/** The site that docs/ shows for several processes, with this run's addresses in place of the ones written there. */
function siteOf(port, upstreams) {
  const site = readFileSync(join(root, 'docs/nginx.conf'), 'utf8')
  const servers = upstreams.map((upstream) => `  server 127.0.0.1:${upstream};`).join('\n')
  return site
    .replace(/^ {2}server 127\.0\.0\.1:\d+;\n(?: {2}server 127\.0\.0\.1:\d+;\n)*/m, `${servers}\n`)
    .replace(/^ {2}listen [^;]+;$/m, `  listen 127.0.0.1:${port};`)
    .replaceAll(/^ {2}ssl_[^;]+;\n/gm, '')
}

/**
 * Starts nginx on loopback in front of several ports, with the site of docs/nginx.conf, installing it first where that is
 * possible. It ends with this process, killed or not.
 * @param {number} port where it listens
 * @param {number[]} upstreams ports on loopback where somebody listens already: nginx leaves those alone for a while that refused once
 * @returns {Promise<{url: string, stop(): Promise<void>}>}
 * @throws {Error} that says what is missing, or what nginx said
 */
export async function startNginx(port, upstreams) {
  const nginx = await ensureNginx()
  const folder = mkdtempSync(join(tmpdir(), 'nginx-for-tests-'))
  const file = join(folder, 'nginx.conf')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/${name};`)
    .join('\n')
  writeFileSync(
    file,
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log stderr warn;\nevents {}\nhttp {\n  access_log off;\n${temporary}\n${siteOf(port, upstreams)}\n}\n`,
  )
  const server = spawn(nginx, ['-c', file, '-p', folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (part) => {
    said = (said + part).slice(-4_000)
  })
  const ended = new Promise((done) => server.once('exit', done))
  const guard = whenWeAreGone('kill -TERM "$1" 2>/dev/null; sleep 1; rm -rf -- "$2"', [
    String(server.pid),
    folder,
  ])
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    guard.stdin.end()
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  for (const until = Date.now() + readyTimeoutMs; Date.now() < until; await sleep(25)) {
    if (server.exitCode !== null) break
    if (await fetch(url).catch(() => null)) return { url, stop }
  }
  await stop()
  throw new Error(`nginx did not come up.\n${said}`)
}
