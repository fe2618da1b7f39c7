import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isExecutable } from './debian.mjs'
import { root, run } from './run.mjs'

/** Of Debian's package only the tool is wanted: installed, the package would start a server. */
const folder = join(root, 'node_modules/.cache/promtool')

function find() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), folder]
  return folders.find((one) => one !== '' && isExecutable(join(one, 'promtool'))) ?? null
}

/**
 * The folder with Prometheus' `promtool`, which is fetched from Debian's package where this machine has none and may.
 * @returns {Promise<{folder: string} | {missing: string}>} `missing`: why there is none, as a sentence
 */
export async function ensurePromtool() {
  const found = find()
  if (found) return { folder: found }
  const steps = [
    ['apt-get', ['update']],
    ['apt-get', ['download', 'prometheus']],
  ]
  const fresh = `${folder}.${process.pid}`
  try {
    mkdirSync(fresh, { recursive: true })
    for (const [program, args] of steps) {
      const { ok, output } = await run(program, args, { cwd: fresh, timeoutMs: 120_000 })
      // Without a right to read the lists anew, those that are there may do.
      if (!ok && args[0] !== 'update') throw new Error(output)
    }
    const file = readdirSync(fresh).find((name) => name.endsWith('.deb'))
    const { ok, output } = await run('dpkg-deb', ['-x', join(fresh, file ?? ''), fresh])
    if (!ok) throw new Error(output)
    mkdirSync(folder, { recursive: true })
    renameSync(join(fresh, 'usr/bin/promtool'), join(folder, 'promtool'))
  } catch (error) {
    const [why = ''] = String(error.message).trim().split('\n').slice(-1)
    return { missing: `No promtool on PATH, and Debian’s package could not be fetched: ${why}` }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  const made = find()
  return made ? { folder: made } : { missing: 'Debian’s package prometheus holds no promtool.' }
}
