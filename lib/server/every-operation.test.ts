import { beforeAll, expect, it } from 'vitest'
import { operations } from '@/lib/schemas/operations'
import type { Operation } from '@/lib/schemas/operations/operation'
import { type Cast, type Column, castIn, columns, type Place } from '@/lib/testing/cast'
import { teamEnv } from '@/lib/testing/team'
import type { Input, OperationName } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

/**
 * What each operation answers whom: nobody, somebody with an IBM key, and of the company's people one without a grant, a
 * viewer and an editor of one zone, and an administrator. 422 and 415 stand behind the door: whoever gets one was let in.
 */
type Row = {
  expected: readonly [number, number, number, number, number, number]
  /** As by cookie where left out; 403: whoever's token it is, only people may. */
  byToken?: number
  input?: (cast: Cast) => Input | Promise<Input>
}

const empty = { body: {} }
/** What ends a session ends nobody's here. */
const signedOut = { headers: { cookie: null } }
/** Answered alike, whoever asks. */
const open = (status: number, input: Input = {}): Row => ({
  expected: [status, status, status, status, status, status],
  input: () => input,
})
/** Whoever is signed in, about themselves. */
const own = (status: number, input: Row['input'] = () => ({})): Row => ({
  expected: [401, status, status, status, status, status],
  input,
})
const people = (row: Row): Row => ({ ...row, byToken: 403 })
/** In a zone: those who see it. */
const seen = (status: number, input: Input = {}): Row => ({
  expected: [401, status, 404, status, status, status],
  input: () => input,
})
/** In a zone: those who change it. A viewer is told what it takes. */
const edited = (status: number, input: Row['input'] = () => empty): Row => ({
  expected: [401, status, 404, 403, status, status],
  input,
})
const administered = (status: number, input: Row['input'] = () => empty): Row => ({
  expected: [401, 403, 403, 403, 403, status],
  byToken: 403,
  input,
})
const unknownId = '11111111-2222-4333-8444-555555555555'
const anId = { params: { id: unknownId } }

const rows: Record<OperationName, Row> = {
  // A sign-in is a page's, whatever token goes along.
  createSession: { ...open(422, empty), byToken: 403 },
  deleteSession: { ...open(204, signedOut), byToken: 403 },
  getSignInOptions: open(200),
  startOidc: open(302),
  finishOidc: open(302),
  signOutOidc: open(302, signedOut),
  health: open(200),
  // There is a connection, and no collector in a test.
  ready: open(503),
  openapi: open(200),
  getSession: own(200),
  listInstances: own(200),
  listRecentZones: own(200),
  getAccess: seen(200),
  listZones: seen(200),
  getZone: seen(200),
  listFields: seen(200),
  listJobs: seen(200),
  getJob: seen(200),
  listPeople: seen(200),
  checkDestination: seen(422, empty),
  updateRetention: edited(422),
  updateCoverage: edited(422, () => ({ params: { dataset: 'dns_logs' }, ...empty })),
  getOverview: own(200),
  getOverviewStatus: own(200),
  searchOverview: own(200, () => ({ query: { q: 'a' } })),
  listSavedViews: people(own(200)),
  saveView: people({ expected: [401, 422, 422, 422, 422, 422], input: () => empty }),
  deleteView: people(own(404, () => anId)),
  listOverviewZones: own(200),
  exportOverview: own(200),
  listGaps: own(200),
  exportGaps: own(200),
  getJobHistory: seen(200),
  getZoneHistory: seen(200),
  createJob: edited(422),
  updateJob: edited(422, () => ({ body: { enabled: 'yes' } })),
  deleteJob: edited(204, async (cast) => ({ params: { jobId: await cast.spareJob() } })),
  moveJob: edited(422),
  decideMove: edited(422),
  createChallenge: edited(422),
  readChallenge: edited(422),
  validateChallenge: edited(422),
  testDestination: edited(422),
  inspectKey: own(422, () => empty),
  listInstancesByKey: own(422, () => empty),
  listBucketsByKey: own(422, () => empty),
  listCosInstances: own(200),
  // An administrator sees it through the connection; nobody else was allowed it by name.
  listBuckets: {
    expected: [401, 200, 404, 404, 404, 200],
    byToken: 404,
    input: (cast) => cast.cosInstance(),
  },
  listCloudLogsInstances: own(200),
  listActivity: own(200),
  exportActivity: own(200, () => ({ query: { format: 'jsonl' } })),
  getActivityCheck: administered(200, () => ({})),
  getActivityOfRequest: own(404, () => ({ params: { requestId: unknownId } })),
  listConnections: administered(200, () => ({})),
  createConnection: administered(422),
  getConnection: administered(404, () => anId),
  updateConnection: administered(422, () => ({ ...anId, body: { name: 1 } })),
  deleteConnection: administered(404, () => anId),
  checkConnection: administered(404, () => anId),
  listGrants: administered(200, () => ({})),
  createGrant: administered(422),
  updateGrant: administered(422, () => ({ ...anId, body: { role: 'owner' } })),
  deleteGrant: administered(404, () => anId),
  listReachableZones: administered(200, () => ({})),
  listChangeRequests: own(200),
  getChangeSummary: own(200),
  getChangeRequest: own(404, () => anId),
  decideChangeRequest: administered(422, () => ({ ...anId, body: {} })),
  withdrawChangeRequest: own(404, () => anId),
  seeChangeRequest: own(404, () => anId),
  listAccessRequests: people(own(200)),
  createAccessRequest: people(own(422, () => empty)),
  seeAccessRequest: people(own(404, () => anId)),
  decideAccessRequest: administered(422, () => ({ ...anId, body: {} })),
  listAlerts: own(200),
  getAlert: own(404, () => anId),
  acknowledgeAlert: people(own(404, () => ({ ...anId, body: { note: 'On it' } }))),
  listAlertRules: people(own(200)),
  createAlertRule: people({ expected: [401, 422, 422, 422, 422, 422], input: () => empty }),
  updateAlertRule: people(own(404, () => ({ ...anId, body: { enabled: false } }))),
  deleteAlertRule: people(own(404, () => anId)),
  listAlertChannels: people(own(200)),
  createAlertChannel: people({
    expected: [401, 422, 422, 422, 422, 422],
    input: () => ({ body: { kind: 'slack' } }),
  }),
  updateAlertChannel: people(own(404, () => ({ ...anId, body: { name: 'on-call' } }))),
  deleteAlertChannel: people(own(404, () => anId)),
  testAlertChannel: people(own(404, () => anId)),
  listAlertDeliveries: people(own(200)),
  listTokens: people(own(200)),
  createToken: people({ expected: [401, 422, 422, 422, 422, 422], input: () => empty }),
  deleteToken: people(own(404, () => anId)),
}

const all = Object.entries<Operation>(operations) as [OperationName, Operation][] // Its own keys.
const tokenColumns = columns.slice(2)

function suite(world: World): void {
  let cast: Cast
  beforeAll(async () => {
    cast = await castIn(world)
  })

  async function statusOf(
    column: Column,
    by: 'cookie' | 'token' | 'both',
    name: OperationName,
  ): Promise<number> {
    const { params, ...rest } = (await rows[name].input?.(cast)) ?? {}
    const input = { ...rest, params: { ...cast.here, ...params } }
    const { status } = await cast.ask(column, by, name, input)
    return status
  }

  it.each(all)('%s answers each with a cookie as the table says', async (name) => {
    const answered: number[] = []
    for (const column of columns) answered.push(await statusOf(column, 'cookie', name))
    expect(answered).toEqual(rows[name].expected)
  })

  it.each(all)('%s answers each with a token as the table says', async (name) => {
    const { expected, byToken } = rows[name]
    const answered: number[] = []
    for (const column of tokenColumns) answered.push(await statusOf(column, 'token', name))
    expect(answered).toEqual(tokenColumns.map((_, at) => byToken ?? expected[at + 2]))
  })

  it.each(all)('%s takes a token’s word, not that of the cookie beside it', async (name) => {
    const { expected, byToken } = rows[name]
    expect(await statusOf('viewer', 'both', name)).toBe(byToken ?? expected[3])
  })

  const inInstance = all.filter(([, { path }]) => path.includes('{instanceId}'))
  it.each(inInstance)('%s tells nothing of what is out of reach', async (name, { path }) => {
    const said = new Set<string>()
    const isOut = ({ instanceId }: Place) =>
      path.includes('{zoneId}') || instanceId !== cast.here.instanceId
    const places = Object.values(cast.elsewhere).filter(isOut)
    world.sent('cis')
    for (const params of places) {
      for (const column of ['stranger', 'viewer', 'editor'] as const) {
        for (const by of ['cookie', 'token'] as const) {
          const body = operations[name].body ? { surprise: true } : undefined
          const answer = await cast.ask(column, by, name, { params, body })
          said.add(`${answer.status} ${Object(answer.body).code} ${Object(answer.body).detail}`)
        }
      }
    }
    expect([...said]).toEqual([
      expect.stringMatching(/^404 not_found This [a-z ]+ doesn’t exist or you don’t have access/),
    ])
    const foreign = places.map(({ zoneId }) => zoneId).filter((id) => id !== cast.here.zoneId)
    expect(world.sent('cis').filter((sent) => foreign.some((id) => sent.includes(id)))).toEqual([])
  })

  it.each<[OperationName, object | undefined]>([
    ['getJob', undefined],
    ['getJobHistory', undefined],
    ['updateJob', { enabled: false }],
    ['deleteJob', undefined],
    ['decideMove', { oldJob: 'keep' }],
  ])('%s finds no job of another zone', async (name, body) => {
    const foreign = cast.elsewhere['another zone of the instance']?.jobId ?? ''
    const answers = new Set<string>()
    for (const jobId of [foreign, '4242424242']) {
      const answer = await cast.ask('editor', 'cookie', name, {
        params: { ...cast.here, jobId },
        body,
      })
      answers.add(`${answer.status} ${Object(answer.body).code} ${Object(answer.body).detail}`)
    }
    expect([...answers]).toEqual([expect.stringMatching(/^404 not_found/)])
  })

  it.each<[OperationName, 'change' | 'token']>([
    ['getChangeRequest', 'change'],
    ['withdrawChangeRequest', 'change'],
    ['seeChangeRequest', 'change'],
    ['deleteToken', 'token'],
  ])('%s takes what is somebody else’s for what is not there', async (name, kind) => {
    for (const column of ['ibm', 'stranger', 'viewer', 'editor'] as const) {
      const answers = new Set<string>()
      for (const id of [cast.others[kind], unknownId]) {
        const answer = await cast.ask(column, 'cookie', name, { params: { id } })
        answers.add(`${answer.status} ${Object(answer.body).code} ${Object(answer.body).detail}`)
      }
      expect([...answers]).toEqual([expect.stringMatching(/^404 not_found/)])
    }
  })

  it.each<[OperationName, Record<string, string>]>([
    ['listActivity', { zoneId: 'f'.repeat(32) }],
    ['listChangeRequests', {}],
    ['listTokens', {}],
    ['listAccessRequests', {}],
    ['listRecentZones', {}],
  ])('%s lists nothing of others', async (name, query) => {
    const foreign = cast.elsewhere['another zone of the instance']
    const asked = 'zoneId' in query ? { zoneId: foreign?.zoneId ?? '' } : query
    for (const column of ['stranger', 'viewer', 'editor'] as const) {
      const { status, text } = await cast.ask(column, 'cookie', name, { query: asked })
      expect(status).toBe(200)
      for (const id of [foreign?.zoneId ?? '', cast.others.change, cast.others.token]) {
        expect(text).not.toContain(id)
      }
    }
  })

  const withBody = all.filter(([, { body }]) => body)
  it.each(withBody)('%s takes no member that it does not know', async (name) => {
    const given = (await rows[name].input?.(cast)) ?? {}
    const params = { ...cast.here, ...given.params }
    for (const member of ['surprise', 'ownerId', 'status', '__proto__x']) {
      const body = { ...Object(given.body), [member]: 'x' }
      const answer = await cast.ask('administrator', 'cookie', name, { params, body })
      expect([name, answer.status]).toEqual([name, 422])
      const paths = Object(answer.body).errors.map(({ path }: { path: string }) => path)
      expect(paths).toContain(member)
    }
  })

  it.each(withBody)('%s refuses what is nested without end', async (name) => {
    const { params } = (await rows[name].input?.(cast)) ?? {}
    const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000)
    const member = Object.keys(Object(operations[name].body)._zod?.def?.shape ?? {})[0] ?? 'a'
    const bodies = [
      deep('[', ']'),
      `{"${member}":${deep('[', ']')}}`,
      `{"${member}":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
    ]
    for (const body of bodies) {
      const answer = await cast.ask('administrator', 'cookie', name, {
        params: { ...cast.here, ...params },
        body,
        headers: { 'content-type': 'application/json' },
      })
      // The check of a destination takes anything, and says what is wrong with it.
      const others = name === 'checkDestination' ? [200] : []
      expect([name, answer.status]).toEqual([name, expect.toBeOneOf([400, 422, ...others])])
    }
  })

  const reading = all.filter(([, { method, permission }]) => method === 'GET' && permission)
  it.each(reading)('%s takes no token out of the address', async (name) => {
    const { params } = (await rows[name].input?.(cast)) ?? {}
    const asked = { params: { ...cast.here, ...params } }
    for (const member of ['access_token', 'token', 'authorization', 'Authorization']) {
      const query = { [member]: cast.secretOf('administrator') }
      expect((await cast.ask('nobody', 'cookie', name, { ...asked, query })).status).toBe(401)
    }
  })

  it('says the same of its methods for every address', async () => {
    for (const [, { path }] of all) {
      const fill = (zoneId: string) => path.replaceAll(/\{(\w+)\}/g, (_, key) => ids[key] ?? zoneId)
      const ids: Record<string, string> = { ...cast.here, zoneId: '', id: unknownId }
      delete ids.zoneId
      const allowed = new Set<string | null>()
      for (const zoneId of [cast.here.zoneId, 'f'.repeat(32)]) {
        const answer = await world.visitor().send('OPTIONS', fill(zoneId))
        expect([path, answer.status, answer.text]).toEqual([path, 204, ''])
        allowed.add(answer.headers.get('allow'))
      }
      expect([...allowed]).toHaveLength(1)
    }
  })
}

describeWorlds('every operation', suite, { env: teamEnv })
