import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeLock } from './lock.mjs'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  path = join(folder, 'deep', 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid

/** Takes the lock of a process that is known to be gone. */
async function abandon(content: object) {
  const lock = await takeLock(path, () => {})
  lock?.release()
  writeFileSync(path, JSON.stringify(content))
}

describe('takeLock', () => {
  it('names its owner while held and leaves nothing behind', async () => {
    const lock = await takeLock(path, () => {})
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ owner: { pid: process.pid } })
    lock?.release()
    expect(existsSync(path)).toBe(false)
  })

  it.each([
    ['a dead owner', () => ({ owner: { pid: deadPid(), start: null } })],
    ['a number that another process has now', () => ({ owner: { pid: process.pid, start: '1' } })],
    ['a file without sense', () => ({})],
  ])('takes over from %s', async (_name, content) => {
    await abandon(content())
    const lock = await takeLock(path, () => expect.unreachable())
    expect(lock).not.toBeNull()
  })

  it.skipIf(process.platform !== 'linux')(
    'takes over from an ended process nobody collected',
    async () => {
      // The shell starts a child that ends, and before that becomes a program that never asks for its children.
      const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'])
      const [pid] = (await once(parent.stdout, 'data')).map((part) => Number(part))
      const isZombie = () => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
      await expect.poll(isZombie, { timeout: 10_000 }).toBe(true)
      await abandon({ owner: { pid, start: null } })
      const lock = await takeLock(path, () => expect.unreachable())
      parent.kill()
      expect(lock).not.toBeNull()
    },
  )

  it('waits for the child of a dead owner', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
    await abandon({
      owner: { pid: deadPid(), start: null },
      child: { pid: child.pid, start: null },
    })
    const waitedFor: number[] = []
    const lock = await takeLock(path, (pid: number) => {
      waitedFor.push(pid)
      child.stdin.end()
    })
    expect(lock).not.toBeNull()
    expect(waitedFor).toEqual([child.pid])
  })

  it('gives up when told to', async () => {
    await takeLock(path, () => {})
    expect(
      await takeLock(
        path,
        () => {},
        () => true,
      ),
    ).toBeNull()
  })

  it('lets one process in at a time, also when a dead one left the lock', async () => {
    await abandon({ owner: { pid: deadPid(), start: null } })
    const script = `
      import { takeLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)}
      import { appendFileSync } from 'node:fs'
      for (let i = 0; i < 5; i++) {
        const lock = await takeLock(${JSON.stringify(path)}, () => {})
        appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'in ')
        await new Promise((done) => setTimeout(done, 2))
        appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'out ')
        lock.release()
      }`
    const start = () => spawn(process.execPath, ['--input-type=module', '-e', script])
    const exits = await Promise.all([start(), start(), start()].map((child) => once(child, 'exit')))
    expect(exits.map(([code]) => code)).toEqual([0, 0, 0])
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out '.repeat(15))
  })
})
