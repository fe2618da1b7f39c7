// Makes the tree ready: `deps` installs what the lock file says, `build` also compiles the app.
// Does nothing, in milliseconds, when all is fresh. May be killed, or run twice at once, at any moment.
import { join } from 'node:path'
import { build, isBuilt } from './lib/build.mjs'
import { install, isInstalled } from './lib/install.mjs'
import { takeLock } from './lib/lock.mjs'
import { exitCodeOf, forwardSignals, interrupted, root, seconds } from './lib/run.mjs'

const phases = {
  deps: [{ label: 'Installing packages', isDone: isInstalled, work: install }],
}
phases.build = [...phases.deps, { label: 'Building the app', isDone: isBuilt, work: build }]

async function main(goal) {
  const todo = phases[goal]
  if (!todo) {
    console.error('Usage: node scripts/bootstrap.mjs deps|build')
    return 2
  }
  if (todo.every((phase) => phase.isDone())) return 0
  forwardSignals()
  // Next keeps `.next/cache` when it empties `.next`; npm empties node_modules.
  const lock = await takeLock(
    join(root, '.next/cache/bootstrap.lock'),
    (pid) =>
      console.log(`Waiting for process ${pid}, which is installing or building here already`),
    () => interrupted() !== null,
  )
  if (!lock) return exitCodeOf(interrupted())
  try {
    // Asked again: whoever held the lock may have done the work.
    for (const phase of todo) if (!phase.isDone()) await perform(phase, lock)
    return 0
  } catch (error) {
    if (interrupted()) return exitCodeOf(interrupted())
    console.error(error.message)
    return 1
  } finally {
    lock.release()
  }
}

async function perform({ label, work }, lock) {
  const began = performance.now()
  process.stdout.write(`${label} … `)
  const failure = await work(lock.runs)
  const verdict = interrupted() ? 'interrupted' : 'failed'
  console.log(failure === null ? seconds(performance.now() - began) : verdict)
  if (failure !== null) throw new Error(failure)
}

process.exitCode = await main(process.argv[2])
