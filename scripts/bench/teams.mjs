import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../lib/run.mjs'
import { compare, getJson, timed } from './api.mjs'
import { median } from './numbers.mjs'
import { signIn, startApp, startHelper, tempFolder } from './processes.mjs'
import { count, ms, row } from './table.mjs'

const issuer = 'http://127.0.0.1:9/bench'
const groupCount = 200
const grantCount = 2_000
const fewZones = 5
const latencyMs = 50
const rounds = 25

const zoneIdOf = (number) => number.toString(16).padStart(32, '0')
const groupOf = (number) => `team-${number}`

/** What is written of people, sessions and grants, where sign-in and Access write it. */
function statements(people, grants) {
  const now = Date.now()
  const end = now + 3_600_000
  const insert = (table, row) => ({
    sql: `insert into ${table} (${Object.keys(row)}) values (${Object.keys(row).map(() => '?')})`,
    values: Object.values(row),
  })
  return [
    ...people.flatMap(({ id, groups, cookie }) => [
      insert('people', {
        id,
        issuer,
        subject: id,
        name: id,
        email: `${id}@example.com`,
        email_verified: 1,
        groups_json: JSON.stringify(groups),
        first_seen_at: now,
        seen_at: now,
      }),
      insert('sessions', {
        id_hash: createHash('sha256').update(cookie).digest('hex'),
        account_id: '',
        account_name: '',
        user_id: id,
        user_name: id,
        user_email: `${id}@example.com`,
        person_id: id,
        created_at: now,
        last_seen_at: now,
        expires_at: end,
      }),
    ]),
    ...grants.map(({ group, role, scope }, at) =>
      insert('grants', {
        id: `grant-${at}`,
        subject_kind: 'group',
        subject: group,
        issuer,
        role,
        scope_json: JSON.stringify(scope),
        created_at: now,
        created_by: 'bench',
      }),
    ),
    { sql: 'update team_head set version = version + 1', values: [] },
  ]
}

/** An app with a connection over an upstream of so many zones, and what is to be in its database. */
async function startTeam(zones, people, grantsOf) {
  const upstream = await startHelper('scripts/bench/upstream.mjs', ['--zones', `${zones}`]).next()
  const data = tempFolder('bench-teams')
  const app = await startApp(root, {
    ...upstream.env,
    DATA_DIR: data,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'FAKE-bench',
    IBMCLOUD_API_KEY: 'FAKE-KEY-of-the-connection',
  })
  const database = new DatabaseSync(join(data, 'logpush.db'))
  const connected = database.prepare('select count(*) as count from connections')
  for (let tries = 0; connected.get().count === 0; tries++) {
    if (tries > 100) throw new Error('The connection was not made.')
    await sleep(100)
  }
  database.exec('begin')
  for (const { sql, values } of statements(people, grantsOf(upstream))) {
    database.prepare(sql).run(...values)
  }
  database.exec('commit')
  database.close()
  return { app, upstream }
}

const person = (id, groups) => {
  const cookie = randomBytes(32).toString('base64url')
  return { id, groups, cookie, headers: { cookie: `logpush_session=${cookie}` } }
}

/** Of every kind, for as many groups as there are grants of one; the person is in a tenth of them. */
function manyGrants({ instanceId }) {
  const scopes = [
    (at) => ({ kind: 'zones', instanceId, zoneIds: [zoneIdOf(1 + (at % 900)), zoneIdOf(at + 2)] }),
    (at) => ({ kind: 'pattern', pattern: `*.team-${at}.example` }),
    (at) => ({ kind: 'zones', instanceId, zoneIds: [zoneIdOf(at + 3)] }),
    () => ({ kind: 'pattern', pattern: 'zone-1*.example' }),
  ]
  return Array.from({ length: grantCount }, (_, at) => ({
    group: groupOf(at % (2 * groupCount)),
    role: at % 3 === 0 ? 'editor' : 'viewer',
    scope: scopes[at % scopes.length](at),
  }))
}

/** The same list of jobs, by somebody with a right of their own and by somebody who is judged by all those grants. */
async function authorisation() {
  const groups = Array.from({ length: groupCount }, (_, at) => groupOf(at))
  const member = person('member', groups)
  const { app, upstream } = await startTeam(1_000, [member], manyGrants)
  const load = startHelper('scripts/bench/load.mjs')
  const url = `${app.url}/api/instances/${upstream.instanceId}/zones/${upstream.zoneId}/jobs`
  const cookie = await signIn(app.url, 'FAKE-KEY-without-teams')
  const runs = await compare(
    load,
    { ours: { url, headers: member.headers }, plain: { url, headers: { cookie } } },
    1,
  )
  await load.stop()
  await app.stop()
  const more = runs.ours.p50 - runs.plain.p50
  const what = `Jobs list with ${grantCount.toLocaleString('en')} grants, of a person in ${groupCount} groups, to a session without teams`
  return row(what, '≤ 1 ms more', {
    reached: more <= 1,
    shown: `${more.toFixed(2)} ms more`,
    ours: `p50 ${ms(runs.ours.p50)}`,
    against: `p50 ${ms(runs.plain.p50)}`,
  })
}

/** What the zones page asks, past all caches, as after a while without anybody there. */
async function zonesPage({ app, upstream }, { headers }) {
  const asked = { ...headers, 'cache-control': 'no-cache' }
  const zones = `${app.url}/api/instances/${upstream.instanceId}/zones`
  const read = async () => {
    await getJson(`${app.url}/api/instances`, asked)
    const { items } = await getJson(zones, asked)
    if (items.length !== fewZones) throw new Error(`${items.length} zones are listed.`)
  }
  await read()
  await getJson(`${upstream.origin}/counts`)
  const time = await timed(read)
  const { zones: pages, zone } = await getJson(`${upstream.origin}/counts`)
  return { time, pages, zone }
}

async function fewOfMany() {
  const member = person('member', ['few'])
  const admin = person('admin', ['admins'])
  const many = await startTeam(1_000, [member], ({ instanceId }) => [
    {
      group: 'few',
      role: 'viewer',
      scope: {
        kind: 'zones',
        instanceId,
        zoneIds: Array.from({ length: fewZones }, (_, at) => zoneIdOf(1 + at * 190)),
      },
    },
  ])
  const few = await startTeam(fewZones, [admin], () => [
    { group: 'admins', role: 'administrator', scope: { kind: 'all' } },
  ])
  for (const { upstream } of [many, few]) await getJson(`${upstream.origin}/latency/${latencyMs}`)
  const runs = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round++) {
    runs.ours.push(await zonesPage(many, member))
    runs.theirs.push(await zonesPage(few, admin))
  }
  for (const { app } of [many, few]) await app.stop()
  const timeOf = (list) => median(list.map(({ time }) => time))
  const share = timeOf(runs.ours) / timeOf(runs.theirs)
  const [{ pages, zone }] = runs.ours
  return row(
    `Zones page of a person with ${fewZones} zones of 1,000, to an administrator's with ${fewZones}, upstream ${latencyMs} ms`,
    '≤ 1.2 ×',
    {
      reached: share <= 1.2,
      shown: `${share.toFixed(2)} ×`,
      ours: `p50 ${ms(timeOf(runs.ours))}, ${count(zone, 'zone')} asked, ${count(pages, 'page')} of the list`,
      against: `p50 ${ms(timeOf(runs.theirs))}`,
    },
  )
}

/** What grants cost: a row of judging by many, and one of a list of which a person sees little. */
export async function measureTeams() {
  return [await authorisation(), await fewOfMany()]
}
