import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { neutralEnv } from '../../scripts/lib/neutral-env.mjs'

const root = resolve(import.meta.dirname, '../..')

/** What `npm start` and `npm run live` run once all is installed and built, on a free port, with data of its own. */
export function start(flags: string[], env: Record<string, string> = {}, descriptors?: number) {
  const data = mkdtempSync(join(tmpdir(), 'start-'))
  const script = join(root, 'scripts/start.mjs')
  // Node complains of the two together, and a test runner may set both.
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...shell } = neutralEnv({ DATA_DIR: data, PORT: '0' })
  const command = [process.execPath, script, '--no-env-files', '--exit-with-parent', ...flags]
  if (descriptors) command.unshift('/bin/sh', '-c', `ulimit -n ${descriptors}; exec "$0" "$@"`)
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...shell, ...env },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = new Promise<number | null>((done) => {
    child.once('exit', (code) => {
      rmSync(data, { recursive: true, force: true })
      done(code)
    })
  })
  return { child, said, ended }
}
