import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * State and time of the start of process `pid`, or null where /proc is missing or the process is gone. The start
 * keeps a number that was used again from being taken for its former owner.
 */
function look(pid) {
  try {
    // From field 3 on; the second is the program's name in brackets and may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')
    return { state: fields[0], start: fields[19] }
  } catch {
    return null
  }
}

const describe = (pid) => ({ pid, start: look(pid)?.start ?? null })

function isAlive(owner) {
  if (!owner) return false
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  const now = look(owner.pid)
  // In a container without an init, nobody collects what is left of an ended process.
  if (now?.state === 'Z') return false
  return owner.start === null || owner.start === now?.start
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Creates `path` with its content in one step: nobody can read half of it. Returns false if it is there already. */
function create(path, content) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(content))
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Removes a lock whose owners are dead; of several that notice it at once only one does. */
function removeStale(path) {
  const gate = `${path}.stale`
  if (!create(gate, describe(process.pid))) {
    const age = Date.now() - (statSync(gate, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 5_000 && !isAlive(read(gate))) rmSync(gate, { force: true })
    return
  }
  try {
    const now = read(path)
    if (!isAlive(now?.owner) && !isAlive(now?.child)) rmSync(path, { force: true })
  } finally {
    rmSync(gate, { force: true })
  }
}

/**
 * Takes the lock file `path`, waiting as long as the process that holds it lives, or the child it was
 * running: a killed installer's `npm ci` goes on, and a second one beside it would wreck both.
 * @param {(pid: number) => void} onWait called once, before the first wait
 * @param {() => boolean} gaveUp asked between tries; true ends the wait
 * @returns null if given up, else `runs(pid)` to name the child that is doing the work, and `release()`
 */
export async function takeLock(path, onWait, gaveUp = () => false) {
  mkdirSync(dirname(path), { recursive: true })
  const owner = describe(process.pid)
  let waiting = false
  while (!create(path, { owner })) {
    if (gaveUp()) return null
    const held = read(path)
    const holder = [held?.owner, held?.child].find(isAlive)
    if (!holder) {
      removeStale(path)
      await sleep(5)
      continue
    }
    if (!waiting) onWait(holder.pid)
    waiting = true
    await sleep(150)
  }
  return {
    runs(pid) {
      const draft = `${path}.${process.pid}`
      writeFileSync(draft, JSON.stringify({ owner, child: describe(pid) }))
      renameSync(draft, path)
    },
    release: () => rmSync(path, { force: true }),
  }
}
