import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodePath } from './install.mjs'
import { root, run } from './run.mjs'

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.ts',
  'scripts/lib/front/answers.mjs',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'package-lock.json',
]
const output = join(root, '.next')
const standalone = join(output, 'standalone')
// Next empties `.next` at the start of a build, so a broken build cannot leave an old stamp behind.
const stamp = join(output, 'bootstrap-stamp')

/** Every file under `path` (relative to the root), sorted; tests left out, as they are in no build. */
function filesOf(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  try {
    return readdirSync(full, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesOf(`${path}/${entry.name}`))
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error
    return /\.test\.tsx?$/.test(path) ? [] : [path]
  }
}

/** A hash over the content of all that a build is made of. */
function sourceFingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesOf)) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** True if the standalone server was built from the sources as they are now. */
export function isBuilt() {
  if (!existsSync(join(standalone, 'server.js')) || !existsSync(stamp)) return false
  return readFileSync(stamp, 'utf8') === sourceFingerprint()
}

/** Builds the standalone server. `onSpawn` gets the compiler's pid. Returns the output to show on failure, or null. */
export async function build(onSpawn) {
  rmSync(stamp, { force: true })
  const built = sourceFingerprint()
  const next = join(root, 'node_modules/next/dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const result = await run(nodePath(), [next, 'build'], { env, onSpawn })
  if (!result.ok) return result.output
  cpSync(join(output, 'static'), join(standalone, '.next/static'), { recursive: true })
  if (existsSync(join(root, 'public'))) {
    cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true })
  }
  // Next copies `.env` along, where it would go on supplying values since changed or removed; and an access to a file
  // that its tracer cannot follow makes it copy the whole tree.
  for (const name of readdirSync(standalone)) {
    if (/^(\.env|\.git$|data$)/.test(name)) rmSync(join(standalone, name), { recursive: true })
  }
  writeFileSync(stamp, built)
  return null
}
