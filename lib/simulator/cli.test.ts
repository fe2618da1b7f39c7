import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterEach, expect, it } from 'vitest'

const main = new URL('./main.ts', import.meta.url).pathname
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function run(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  children.push(child)
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
  })
  const lines = createInterface({ input: child.stdout })
  const firstLine = new Promise<string>((resolve) => {
    lines.once('line', resolve)
  })
  return { child, ended, firstLine }
}

it('prints one line of JSON, serves, and ends in peace', async () => {
  const { child, ended, firstLine } = run('--port', '0', '--seed', 'thousand')
  const info = JSON.parse(await firstLine)
  expect(Object.keys(info)).toEqual(
    expect.arrayContaining([
      'iam',
      'cis',
      'resourceController',
      'globalCatalog',
      'cos',
      'keys',
      'env',
    ]),
  )
  expect((await fetch(`${info.control}/info`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

it('ends with its parent', async () => {
  const { child, ended, firstLine } = run('--exit-with-parent')
  await firstLine
  child.stdin?.end()
  expect(await ended).toBe(0)
})

it('explains itself', async () => {
  const { child, ended } = run('--help')
  let text = ''
  child.stdout?.on('data', (part) => {
    text += part
  })
  expect(await ended).toBe(0)
  expect(text).toContain('FAKE-manager-key-')
  expect(text).toContain('reset-after')
})

it.each([['--cake'], ['--seed', 'cake'], ['--port', 'x'], ['--speed', '0']])(
  'refuses %s %s',
  async (...args) => {
    expect(await run(...args).ended).toBe(2)
  },
)
