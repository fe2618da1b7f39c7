import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nodePath } from '../lib/install.mjs'
import { neutralEnv } from '../lib/neutral-env.mjs'
import { root, run } from '../lib/run.mjs'
import { tempFolder } from './processes.mjs'

const files = {
  'package.json': '{ "private": true, "type": "module" }',
  'next.config.mjs': `export default {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
}`,
  'app/layout.jsx':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }',
  'app/page.jsx': 'export default function Page() { return <h1>Empty</h1> }',
  // At the address that scripts/start.mjs waits for; dynamic, as every route of an API is.
  'app/api/health/route.js': `export const dynamic = 'force-dynamic'
export const GET = () => Response.json({ status: 'ok' })`,
}

/**
 * Builds the least that Next can be, of the same packages: an empty page and an empty route handler, started by
 * the same script as the app. Returns its folder.
 */
export async function buildEmptyApp() {
  const folder = tempFolder('bench-empty')
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${content}\n`)
  }
  for (const path of ['scripts/start.mjs', 'scripts/lib']) {
    cpSync(join(root, path), join(folder, path), { recursive: true })
  }
  // Hard links: the bundler takes no packages from outside its folder, and a copy would take a minute.
  const linked = await run('cp', ['-al', join(root, 'node_modules'), folder])
  if (!linked.ok) await mustRun('cp', ['-a', join(root, 'node_modules'), folder])
  await mustRun(nodePath(), [join(folder, 'node_modules/next/dist/bin/next'), 'build', folder])
  cpSync(join(folder, '.next/static'), join(folder, '.next/standalone/.next/static'), {
    recursive: true,
  })
  return folder
}

async function mustRun(command, args) {
  const env = neutralEnv({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { ok, output } = await run(command, args, { env, timeoutMs: 300_000 })
  if (!ok) throw new Error(`${command} ${args.join(' ')} failed.\n${output}`)
}
