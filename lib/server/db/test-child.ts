import 'server-only'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import type { OpenDbOptions } from './client'

const hooks = pathToFileURL(join(process.cwd(), 'scripts/lib/app-modules.mjs')).href

const prelude = (options: OpenDbOptions) => `
const { openDb } = await import(${JSON.stringify(new URL('./client.ts', import.meta.url).href)})
const options = ${JSON.stringify(options)}
const say = (word) => process.stdout.write(word + '\\n')
// The test is gone: nobody would end this process any more.
process.stdin.resume().on('end', () => process.exit()).unref()
`

export type Child = {
  /** The next line of its output; null at the end. */
  readLine: () => Promise<string | null>
  /** Everything it still says, until its end. */
  rest: () => Promise<string[]>
  /** Ends it as a power cut would. */
  kill: () => Promise<void>
  stderr: () => string
}

/**
 * Runs a script in a process of its own, with `openDb`, `options`, `say(line)` and dynamic imports of this folder's
 * modules through `load(name)` at hand.
 */
export function startChild(options: OpenDbOptions, script: string): Child {
  const here = JSON.stringify(new URL('./', import.meta.url).href)
  const load = `const load = (name) => import(new URL(name + '.ts', ${here}).href)\n`
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--import',
      hooks,
      '--input-type=module',
      '--eval',
      prelude(options) + load + script,
    ],
    { stdio: 'pipe' },
  )
  const ended = once(child, 'close')
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const readLine = async () => {
    const { value, done } = await lines.next()
    return done ? null : String(value)
  }
  return {
    readLine,
    async rest() {
      const said: string[] = []
      for (let line = await readLine(); line !== null; line = await readLine()) said.push(line)
      await ended
      return said
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    stderr: () => errors,
  }
}
