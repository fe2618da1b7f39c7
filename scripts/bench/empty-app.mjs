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
  // At the address that scripts/start.mjs waits for: nothing in its address is dynamic.
  'app/api/health/route.js': `export const dynamic = 'force-dynamic'
export const GET = () => Response.json({ status: 'ok' })`,
  // The least that a route for signed-in people at an address like that of a jobs list can do.
  'app/api/cookie/[instanceId]/zones/[zoneId]/jobs/route.js': `import { cookies } from 'next/headers'
export const dynamic = 'force-dynamic'
export async function GET(_, { params }) {
  const { zoneId } = await params
  const isSignedIn = (await cookies()).has('logpush_session')
  return Response.json({ zoneId, isSignedIn })
}`,
  // The same with the call that a jobs list makes, its answer passed on as it came: what any dashboard built on the
  // framework needs at the least.
  'app/api/floor/[instanceId]/zones/[zoneId]/jobs/route.js': `import { cookies } from 'next/headers'
import { Agent, request } from 'undici'
export const dynamic = 'force-dynamic'
const dispatcher = new Agent({ connections: 64 })
export async function GET(_, { params }) {
  await params
  if (!(await cookies()).has('logpush_session')) return new Response(null, { status: 401 })
  const answer = await request(process.env.BENCH_UPSTREAM, { dispatcher, headers: { authorization: 'Bearer FAKE' } })
  return new Response(await answer.body.text(), { headers: { 'content-type': 'application/json' } })
}`,
}

/**
 * Builds the least that Next can be, of the same packages: an empty page, empty route handlers and one that only
 * calls `BENCH_UPSTREAM`, started by the same script as the app. Returns its folder.
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
