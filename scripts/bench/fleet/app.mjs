// The app's own collector in this process, over a stand-in for IBM and an empty database, by a clock that can be put ahead.
import { randomBytes } from 'node:crypto'
import '../../lib/app-modules.mjs'

const real = Date.now.bind(Date)
let aheadMs = 0
/** Lets the clock run ahead for good, by whole ms as clocks do; timers keep their pace. */
export function letTimePass(ms) {
  aheadMs += Math.round(ms)
}
Date.now = () => real() + aheadMs

/** `env`: the stand-in's, and what the database is. Returns once the connection is there. */
export async function openCollector(env, { limit, folder }) {
  Object.assign(process.env, {
    NODE_ENV: 'production',
    DATA_DIR: folder,
    APP_SECRET: randomBytes(32).toString('base64'),
    OIDC_ISSUER: 'http://127.0.0.1:9/bench',
    OIDC_CLIENT_ID: 'FAKE-bench',
    IBMCLOUD_CIS_RATE_LIMIT: `${limit}`,
    ...env,
  })
  const load = (path) => import(new URL(`../../../lib/server/${path}.ts`, import.meta.url).href)
  const { getDb, closeDb } = await load('db/client')
  const { connectEnvironment } = await load('services/connections/environment')
  const { collectDue } = await load('services/collector/background')
  const { readPicture } = await load('services/overview/picture')
  const db = await getDb()
  await connectEnvironment()
  return { db, close: closeDb, collectDue, readPicture: () => readPicture(db, 'team') }
}
