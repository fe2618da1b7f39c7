import { beforeAll, describe, expect, it } from 'vitest'
import { operations } from '@/lib/schemas/operations'
import type { Operation } from '@/lib/schemas/operations/operation'
import { isByApproval, isForPeople } from '@/lib/schemas/permission'
import { askTwice } from '@/lib/testing/changes'
import { cosByChallenge, cosByKey, jobInput, ownedDestination } from '@/lib/testing/inputs'
import { resolve, violations } from '@/lib/testing/json-schema'
import { adminEnv, giveGrant, signInPerson } from '@/lib/testing/team'
import type { Input, OperationName, Visitor } from '@/lib/testing/visitor'
import { describeWorld, type World } from '@/lib/testing/world'
import { openApiDocument } from './openapi'

type Json = Record<string, unknown>
type Described = {
  operationId: string
  parameters: { name: string; in: string; required: boolean; schema: unknown }[]
  security?: unknown[]
  requestBody?: { content: { 'application/json': { schema: unknown } } }
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}

const document = JSON.parse(JSON.stringify(openApiDocument())) as Json & {
  paths: Record<string, Record<string, Described>>
} // Its form is what these tests are about.
const all = Object.entries<Operation>(operations) as [OperationName, Operation][] // Its own keys.

function describedAs({ path, method }: Operation): Described {
  const found = document.paths[path]?.[method.toLowerCase()]
  if (!found) throw new Error(`${method} ${path} is not described`)
  return found
}

function* everyRef(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (name === '$ref') yield String(member)
    else yield* everyRef(member)
  }
}

describe('the OpenAPI document', () => {
  it('names every operation once and nothing else', () => {
    const named = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(named.sort()).toEqual(all.map(([name]) => name).sort())
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: expect.any(String) } })
  })

  it('has references that lead somewhere', () => {
    const refs = [...new Set(everyRef(document))]
    expect(refs).toContain('#/components/schemas/Problem')
    for (const ref of refs) expect(resolve(document, ref)).toBeTypeOf('object')
    const security = all.flatMap(([, one]) => describedAs(one).security ?? [])
    for (const one of security) expect([{ session: [] }, { token: [] }]).toContainEqual(one)
    expect(resolve(document, '#/components/securitySchemes/session')).toMatchObject({
      in: 'cookie',
    })
  })

  it.each(all)('%s has its parameters, body, answers and session', (_, operation) => {
    const { parameters, requestBody, responses, security } = describedAs(operation)
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    const named = parameters.filter((one) => one.in === 'path')
    expect(named.map(({ name }) => name)).toEqual(inPath)
    expect(named.every(({ required }) => required)).toBe(true)
    expect(parameters.filter((one) => one.in === 'query' && one.required)).toEqual([])
    expect(requestBody !== undefined).toBe(operation.body !== null)
    const { permission, status, otherStatuses = [] } = operation as Operation
    const waits = permission !== null && isByApproval(permission) ? [202] : []
    const statuses = [...new Set([status, ...otherStatuses, ...waits])].sort().map(String)
    expect(Object.keys(responses)).toEqual([...statuses, 'default'])
    expect(security !== undefined).toBe(operation.permission !== null)
    const byToken = operation.permission !== null && !isForPeople(operation.permission)
    expect(JSON.stringify(security ?? []).includes('token')).toBe(byToken)
    expect(JSON.stringify(describedAs(operation))).not.toContain('$schema')
  })
})

/** An alert of a rule that is open. @returns its id */
async function openAlert(
  world: World,
  rule: { id: string; name: string; createdBy: { id: string } },
) {
  const { createId } = await import('./db/id')
  const { saveAlerts } = await import('./db/alerts')
  const id = createId()
  const subject = {
    key: 'one',
    group: 'one',
    sinceMs: Date.now(),
    cause: 'error writing object: AccessDenied',
    zone: { id: 'z', name: 'shop.example', instanceId: 'i' },
    job: { id: '1', name: 'shop' },
    dataset: 'http_requests',
    label: null,
  }
  const alert = {
    id,
    rule: { id: rule.id, name: rule.name, when: 'failing' as const },
    authorId: rule.createdBy.id,
    groupKey: 'one',
    openedAt: Date.now(),
    tellAt: null,
    toldAt: null,
    recoveredAt: null,
    flips: [],
    isFlapping: false,
    isAcknowledged: false,
    members: new Map([
      ['one', { subject, overAt: null, verdict: 'still' as const, isNews: false }],
    ]),
  }
  await saveAlerts(await world.db(), [{ alert, before: null }])
  return id
}

describeWorld(
  'an example of each operation',
  (world) => {
    let manager: Visitor
    let asker: Visitor
    /** For what somebody with an IBM key has none of. */
    let person: Visitor & { id: string }
    let examples: Record<OperationName, Input>
    beforeAll(async () => {
      manager = await world.signIn()
      person = await signInPerson(world, { subject: 'person' })
      await giveGrant(world, { personId: person.id }, { role: 'viewer', scope: { kind: 'all' } })
      const forToken = {
        name: 'deploy',
        role: 'viewer',
        scope: { kind: 'all' },
        expiresAt: new Date(Date.now() + 60_000).toISOString(),
      }
      const { id: viewId } = await manager.ok('saveView', { body: { name: 'All', filter: {} } })
      const { id: tokenId } = await person.ok('createToken', { body: forToken })
      const channel = {
        kind: 'webhook',
        name: 'on-call',
        url: 'https://hooks.invalid/logpush',
        secret: 'fake-secret-of-the-tests',
        quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
      }
      const [told, untold] = [
        await manager.ok('createAlertChannel', { body: channel }),
        await manager.ok('createAlertChannel', { body: channel }),
      ]
      const watching = { name: 'Failing', when: 'failing', channelIds: [told.id] }
      const [rule, spareRule] = [
        await manager.ok('createAlertRule', { body: watching }),
        await manager.ok('createAlertRule', { body: watching }),
      ]
      const alertId = await openAlert(world, rule)
      const params = world.zone('playground')
      const owned = await ownedDestination(manager, params, cosByChallenge(world))
      const { ownershipToken: token, ...destination } = owned
      const { filename } = await manager.ok('createChallenge', { params, body: { destination } })
      const requestId = crypto.randomUUID()
      const made = await manager.ok('createJob', {
        params,
        body: jobInput(world),
        headers: { 'x-request-id': requestId },
      })
      const job = { ...params, jobId: made.id }
      const leftover = await manager.ok('createJob', {
        params,
        body: jobInput(world, {
          name: 'left',
          destination: cosByKey(world, { path: 'tests/left' }),
        }),
      })
      const left = { ...params, jobId: leftover.id }
      const elsewhere = cosByKey(world, { path: 'tests/elsewhere' })
      world.simulator.faults.add({
        match: { service: 'cis', method: 'PUT', times: 1 },
        effect: { kind: 'change-refused' },
      })
      await manager.ok('moveJob', { params: left, body: { destination: elsewhere } })
      const grant = {
        subject: { kind: 'group', name: 'net-ops' },
        role: 'editor',
        scope: { kind: 'pattern', pattern: '*.example' },
        rails: { needsApproval: true, destinations: [{ kind: 'cos', bucket: 'shop-*' }] },
        expiresAt: '2099-01-01T00:00:00Z',
      }
      const [given, other] = [
        await manager.ok('createGrant', { body: grant }),
        await manager.ok('createGrant', { body: grant }),
      ]
      const changes = await askTwice(world)
      asker = changes.asker
      const { cosWriter: apiKey } = world.place.destinationKeys
      const connected = await manager.ok('createConnection', { body: { name: 'one', apiKey } })
      const { collectDue } = await import('@/lib/server/services/collector/background')
      await manager.ok('getOverview')
      await collectDue()
      const spare = await manager.ok('createConnection', { body: { name: 'two', apiKey } })
      const request = { zoneName: 'shop.example', role: 'editor', reason: 'A new job.' }
      const asked = await asker.ok('createAccessRequest', { body: request })
      const answered = await asker.ok('createAccessRequest', {
        body: { ...request, role: 'viewer' },
      })
      await manager.ok('decideAccessRequest', {
        params: { id: answered.id },
        body: { grant: false, note: 'Ask your team.' },
      })
      examples = {
        createSession: { body: { apiKey: world.place.keys.writer } },
        getSession: {},
        getSignInOptions: {},
        startOidc: { query: { returnTo: '/activity' } },
        finishOidc: { query: { state: 'none' } },
        signOutOidc: {},
        health: {},
        ready: {},
        openapi: {},
        listInstances: {},
        getAccess: { params: { instanceId: params.instanceId } },
        listZones: { params: { instanceId: params.instanceId } },
        getZone: { params },
        listRecentZones: {},
        updateRetention: { params, body: { enabled: true } },
        listFields: { params: { ...params, dataset: 'dns_logs' } },
        listJobs: { params },
        createJob: { params, body: jobInput(world, { destination: owned }) },
        getJob: { params: job },
        updateJob: { params: job, body: { name: 'renamed', destination: made.destination } },
        moveJob: {
          params: job,
          body: { destination: cosByKey(world, { path: 'tests/moved' }) },
        },
        decideMove: { params: left, body: { oldJob: 'keep' } },
        createChallenge: { params, body: { destination } },
        readChallenge: { params, body: { destination, filename } },
        validateChallenge: { params, body: { destination, token } },
        testDestination: { params, body: { destination: cosByKey(world) } },
        checkDestination: { params, body: { destination: { kind: 'cos' } } },
        inspectKey: { body: { apiKey: world.place.destinationKeys.cosExpiresSoon } },
        listInstancesByKey: { body: { apiKey, kind: 'cos' } },
        listBucketsByKey: {
          body: { apiKey: world.place.keys.writer, instanceId: world.place.cosInstanceId },
        },
        listCosInstances: {},
        listBuckets: { params: { id: world.place.cosInstanceId } },
        listCloudLogsInstances: {},
        getActivityOfRequest: { params: { requestId } },
        exportActivity: { query: { format: 'csv', zoneId: params.zoneId } },
        getOverview: {},
        getOverviewStatus: {},
        searchOverview: { query: { q: 'http', limit: '5' } },
        listSavedViews: {},
        saveView: { body: { name: 'Failing', filter: { state: 'failing', view: 'compact' } } },
        deleteView: { params: { id: viewId } },
        listOverviewZones: { query: { limit: '2', sort: '-lost' } },
        exportOverview: { query: { format: 'json' } },
        updateCoverage: {
          params: { ...params, dataset: 'range_events' },
          body: { needed: false, reason: 'No Range application' },
        },
        getJobHistory: { params: job },
        getZoneHistory: { params },
        listGaps: {},
        exportGaps: { query: { format: 'jsonl' } },
        getActivityCheck: {},
        listActivity: { query: { limit: '2', zoneId: params.zoneId, action: 'job.create' } },
        listGrants: { query: { q: 'net-ops', limit: '1' } },
        createGrant: { body: grant },
        updateGrant: { params: { id: given.id }, body: { role: 'viewer', rails: null } },
        deleteGrant: { params: { id: other.id } },
        listReachableZones: {},
        listChangeRequests: { query: { limit: '2', status: 'waiting' } },
        getChangeSummary: {},
        getChangeRequest: { params: { id: changes.one } },
        decideChangeRequest: {
          params: { id: changes.one },
          body: { approve: false, note: 'Not now' },
        },
        seeChangeRequest: { params: { id: changes.one } },
        withdrawChangeRequest: { params: { id: changes.other } },
        listConnections: {},
        createConnection: { body: { name: 'three', apiKey } },
        getConnection: { params: { id: connected.id } },
        updateConnection: { params: { id: connected.id }, body: { name: 'renamed' } },
        checkConnection: { params: { id: connected.id } },
        deleteConnection: { params: { id: spare.id } },
        listAccessRequests: {},
        createAccessRequest: {
          body: { zoneName: 'shop.example', role: 'viewer', reason: 'For the fraud model.' },
        },
        seeAccessRequest: { params: { id: answered.id } },
        decideAccessRequest: {
          params: { id: asked.id },
          body: { grant: false, note: 'Not yours.' },
        },
        listPeople: { params },
        listAlertRules: {},
        createAlertRule: { body: { ...watching, scope: { kind: 'team', name: 'net-ops' } } },
        updateAlertRule: { params: { id: rule.id }, body: { enabled: false, afterMinutes: 5 } },
        deleteAlertRule: { params: { id: spareRule.id } },
        listAlerts: { query: { open: 'true' } },
        getAlert: { params: { id: alertId } },
        acknowledgeAlert: { params: { id: alertId }, body: { note: 'The key is being replaced' } },
        listAlertChannels: {},
        createAlertChannel: { body: channel },
        updateAlertChannel: { params: { id: told.id }, body: { name: 'night', quietHours: null } },
        deleteAlertChannel: { params: { id: untold.id } },
        testAlertChannel: { params: { id: told.id } },
        listAlertDeliveries: { query: { channelId: told.id } },
        listTokens: {},
        createToken: { body: forToken },
        deleteToken: { params: { id: tokenId } },
        deleteJob: { params: job },
        deleteSession: {},
      }
    })

    // Those that end something come last.
    const ending = ['deleteJob', 'deleteSession', 'signOutOidc']
    const inOrder = all.map(([name]) => name).sort((a, b) => ending.indexOf(a) - ending.indexOf(b))
    it.each(inOrder)('%s fits its description, and so does the answer', async (name) => {
      const operation: Operation = operations[name]
      const described = describedAs(operation)
      const { body, params, query } = examples[name]
      const schema = described.requestBody?.content['application/json'].schema
      if (operation.body) expect(violations(schema, body, document)).toEqual([])
      for (const { name: parameter, schema } of described.parameters) {
        const value = params?.[parameter] ?? query?.[parameter]
        const given = parameter === 'limit' ? Number(value) : value
        if (value !== undefined) expect(violations(schema, given, document)).toEqual([])
      }
      const others: Partial<Record<OperationName, Visitor>> = {
        createSession: world.visitor(),
        createAccessRequest: asker,
        seeAccessRequest: asker,
        withdrawChangeRequest: asker,
        createToken: person,
        deleteToken: person,
      }
      const visitor = others[name] ?? manager
      const answer = await visitor.call(name, examples[name])
      expect([operation.status, ...(operation.otherStatuses ?? [])]).toContain(answer.status)
      // A file's type was judged with the answer.
      if (operation.files) return
      const content = described.responses[answer.status]?.content?.['application/json']
      expect(content !== undefined).toBe(answer.body !== null)
      if (content) expect(violations(content.schema, answer.body, document)).toEqual([])
    })

    it('is told apart from what is none', async () => {
      const { requestBody } = describedAs(operations.createJob)
      const schema = requestBody?.content['application/json'].schema
      for (const over of [{ surprise: 1 }, { dataset: 'x' }, { destination: { kind: 'cos' } }]) {
        expect(violations(schema, { ...jobInput(world), ...over }, document)).not.toEqual([])
      }
      const problem = await world.visitor().refused('listInstances')
      const { headers: _, ...body } = problem
      const described = resolve(document, '#/components/schemas/Problem')
      expect(violations(described, body, document)).toEqual([])
      expect(violations(described, { ...body, status: '401' }, document)).not.toEqual([])
    })
  },
  { env: { ...adminEnv } },
)
