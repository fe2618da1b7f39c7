import { operations } from '@/lib/schemas/operations'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { cloudLogs, cosByChallenge, cosByKey, jobInput, ownedDestination } from './inputs'
import { formsOf } from './leaks'
import { driveAlerts } from './planted-alerts'
import { changeOddJobs, plantJobs } from './planted-jobs'
import { planted } from './planted-values'
import { giveGrant, signInPerson } from './team'
import type { Input, OperationName, Visitor } from './visitor'
import type { World } from './world'

/** Puts the secrets where IBM has them: into keys, passcodes, and jobs that were made elsewhere. */
export function plant(world: World): void {
  const { state } = world.simulator
  const give = (old: string, value: string) => {
    const key = state.apiKeys.find((one) => one.value === old)
    if (key) state.apiKeys.push({ ...key, value })
  }
  give(world.place.keys.manager, planted['the sign-in key'])
  give(world.place.destinationKeys.cosWriter, planted['the bucket’s key'])
  give(world.place.destinationKeys.logsSender, planted['the Cloud Logs key'])
  give(world.place.destinationKeys.cosNoRole, planted['a key that is refused'])
  const [, owner = ''] = [...state.passcodes][0] ?? []
  state.passcodes.set(planted['the passcode'], owner)

  plantJobs(world)
  const { zoneId } = world.zone('playground')
  const zone = state.zones.get(zoneId)
  if (zone) zone.retention = true
}

export type Driven = {
  /** Tokens that IAM and the engine gave out meanwhile. */
  tokens: Record<string, string>
  /** How many answers gave the ownership token to the person. */
  tokensRead: number
}

type Service = 'cis' | 'iam'
/** A request that carries a secret to a service, which may repeat it. */
type Attempt = { name: OperationName; input: Input; service: Service; secret: string }

/** Of these there is none to be found; all others answer. */
const missing: ReadonlySet<OperationName> = new Set(['getChangeRequest', 'getAlert'])

/** Calls every operation, well and badly, and each that carries a secret with an error that repeats it. */
export async function driveEverything(world: World): Promise<Driven> {
  await signInWell(world)
  const manager = world.visitor()
  await manager.ok('createSession', { body: { apiKey: planted['the sign-in key'] } })
  const params = world.zone('playground')
  const destination = cosByChallenge(world)
  const owned = await ownedDestination(manager, params, destination)
  const attempts = attemptsWith(world, owned.ownershipToken)
  for (const { name, input } of attempts) await manager.call(name, input)
  await changeOddJobs(world, manager)
  await driveAlerts(manager)

  const { filename } = await manager.ok('createChallenge', { params, body: { destination } })
  await manager.ok('readChallenge', { params, body: { destination, filename } })
  const carried = { ...destination, ownershipToken: planted['a made-up ownership token'] }
  await manager.ok('createChallenge', { params, body: { destination: carried } })
  const requestId = crypto.randomUUID()
  const headers = { 'x-request-id': requestId }
  await manager.call('createChallenge', { params, body: { destination: carried }, headers })
  const { items } = await manager.ok('listJobs', { params })
  const ids = {
    requestId,
    jobId: items[0]?.id ?? '',
    dataset: 'dns_logs',
    id: world.place.cosInstanceId,
  }
  const names = Object.keys(operations) as OperationName[] // Its own keys.
  const connections = (await manager.ok('listConnections')).items
  // Those that send a browser on are no readings, and one of them signs out.
  const readings = names.filter(
    (one) => operations[one].method === 'GET' && operations[one].status === 200,
  )
  // What is read in the background is kept and shown as well.
  await manager.ok('getOverview')
  const { collectDue } = await import('@/lib/server/services/collector/background')
  await collectDue()
  for (const name of readings) {
    const own = name === 'getConnection' ? { id: connections[0]?.id ?? '' } : {}
    const { status } = await manager.call(name, { params: { ...params, ...ids, ...own } })
    if (status !== 200 && !missing.has(name)) throw new Error(`${name} was refused`)
  }
  for (const attempt of attempts) await echo(world, manager, attempt)
  const tokens = {
    ...(await tokensAtRest(world)),
    'the ownership token': owned.ownershipToken,
    'the token of a program': await driveByToken(world),
  }
  await failHere(world, manager)
  return { tokens, tokensRead: 3 }
}

/** A program that sends its token where it belongs, and where it does not. @returns the token */
async function driveByToken(world: World): Promise<string> {
  const person = await signInPerson(world, { subject: 'planted' })
  await giveGrant(world, { personId: person.id }, { role: 'editor', scope: { kind: 'all' } })
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const body = { name: 'planted', role: 'editor', scope: { kind: 'all' }, expiresAt }
  const { id, secret } = await person.ok('createToken', { body })
  const program = world.visitor()
  const headers = { authorization: `Bearer ${secret}` }
  const params = { ...world.zone('playground'), jobId: '1', dataset: secret }
  for (const name of ['listInstances', 'listJobs', 'getJob', 'listFields', 'deleteJob'] as const) {
    await program.call(name, { params, headers })
  }
  await program.call('createJob', { params, headers, body: { name: secret } })
  await program.call('listActivity', { headers, query: { actor: secret } })
  await program.call('listZones', { params, query: { token: secret } })
  await person.call('createToken', { body: { ...body, scope: secret } })
  await person.ok('deleteToken', { params: { id } })
  await program.call('listInstances', { headers })
  return secret
}

async function signInWell(world: World): Promise<void> {
  const bodies = [
    { apiKey: planted['a wrong sign-in key'] },
    { passcode: planted['the passcode'] },
    { passcode: planted['the passcode'] },
  ]
  for (const body of bodies) await world.visitor().call('createSession', { body })
}

/** Every request that carries a secret, some to be refused. */
function attemptsWith(world: World, ownershipToken: string): Attempt[] {
  const params = world.zone('playground')
  const job = [...world.simulator.state.jobs.values()][0]
  const one = { ...world.zone('full'), jobId: String(job?.id) }
  const destination = cosByChallenge(world)
  const secrets = {
    key: planted['the bucket’s key'],
    refused: planted['a key that is refused'],
    logs: planted['the Cloud Logs key'],
    typed: planted['a key that was typed'],
    token: planted['a made-up ownership token'],
  }
  const byKey = (apiKey: string) => cosByKey(world, { apiKey })
  const byToken = (token: string) => ({ ...destination, ownershipToken: token })
  const toLogs = cloudLogs(world, { apiKey: secrets.logs })
  const create = (made: unknown) => ({ params, body: { ...jobInput(world), destination: made } })
  const change = (made: unknown) => ({ params: one, body: { destination: made } })
  const connect = (apiKey: string) => ({ body: { name: 'connected', apiKey } })
  const test = (tested: unknown) => ({ params, body: { destination: tested } })
  const rows: [OperationName, Input, string, Service?][] = [
    ['createJob', create(byKey(secrets.key)), secrets.key],
    ['createJob', create(toLogs), secrets.logs],
    ['createJob', create(byToken(ownershipToken)), ownershipToken],
    ['createJob', create(byToken(secrets.token)), secrets.token],
    ['createJob', create(byKey(secrets.refused)), secrets.refused],
    ['createJob', create({ ...byKey(secrets.typed), surprise: secrets.typed }), secrets.typed],
    ['createJob', create(byKey(`${secrets.typed} `)), secrets.typed],
    ['createJob', { params, body: `{"apiKey":${JSON.stringify(secrets.typed)}` }, secrets.typed],
    ['updateJob', change(byKey(secrets.key)), secrets.key],
    ['updateJob', change(byKey(secrets.refused)), secrets.refused],
    ['updateJob', change(toLogs), secrets.logs],
    ['moveJob', change(byKey(secrets.refused)), secrets.refused],
    ['moveJob', change(toLogs), secrets.logs],
    ['validateChallenge', { params, body: { destination, token: ownershipToken } }, ownershipToken],
    ['validateChallenge', { params, body: { destination, token: secrets.token } }, secrets.token],
    ['testDestination', test(byKey(secrets.key)), secrets.key, 'iam'],
    ['testDestination', test(byKey(secrets.typed)), secrets.typed, 'iam'],
    ['testDestination', test(toLogs), secrets.logs, 'iam'],
    ['checkDestination', test(byKey(secrets.key)), secrets.key],
    ['checkDestination', test(toLogs), secrets.logs],
    ['createConnection', connect(secrets.key), secrets.key, 'iam'],
    ['createConnection', connect(secrets.typed), secrets.typed, 'iam'],
    ['inspectKey', { body: { apiKey: secrets.key } }, secrets.key, 'iam'],
    ['inspectKey', { body: { apiKey: secrets.typed } }, secrets.typed, 'iam'],
    ['createSession', { body: { apiKey: secrets.typed } }, secrets.typed, 'iam'],
    ['createSession', { body: { passcode: secrets.typed } }, secrets.typed, 'iam'],
  ]
  return rows.map(([name, input, carried, service = 'cis']) => ({
    name,
    input,
    service,
    secret: carried,
  }))
}

/** The same request again, answered with errors that repeat its secret in IBM's forms. */
async function echo(world: World, manager: Visitor, attempt: Attempt): Promise<void> {
  const { name, input, service, secret: carried } = attempt
  const visitor = name === 'createSession' ? world.visitor() : manager
  const encoded = encodeURIComponent(carried)
  const forms = [...formsOf(carried).values()].join('” or “')
  const message = `no: “${forms}” in cos://b/p?ibm_api_key=${encoded}&x=1 or {"token":"${carried}"}`
  const effects: FaultEffect[] = [
    { kind: 'status', status: 400, code: 1002, message },
    { kind: 'status', status: 403, message: message.slice(4), errors: 'nested' },
    { kind: 'status', status: 405, message, errors: 'gateway' },
    { kind: 'status', status: 429, message, errors: 'strings' },
  ]
  // Followed by three readings, so not for each: a fault of IBM's own, which is logged.
  if (name === 'updateJob' && carried === planted['the bucket’s key'])
    effects.push({ kind: 'status', status: 503, message })
  const method =
    service === 'iam' ? undefined : name === 'updateJob' || name === 'moveJob' ? 'PUT' : 'POST'
  for (const effect of effects) {
    const match = { service, times: 1, ...(method ? { method } : {}) }
    const fault = world.simulator.faults.add({ match, effect })
    await visitor.call(name, input)
    world.simulator.faults.remove(fault)
  }
}

async function tokensAtRest(world: World): Promise<Record<string, string>> {
  const { open } = await import('@/lib/server/crypto')
  const db = await world.db()
  const rows = await db.selectFrom('credentials').select(['id', 'sealed_tokens']).execute()
  const tokens: Record<string, string> = {}
  for (const [at, { id, sealed_tokens }] of rows.entries()) {
    const opened: unknown = JSON.parse(open(sealed_tokens, `credential:${id}`) ?? '{}')
    for (const [name, value] of Object.entries(opened ?? {})) {
      if (typeof value === 'string') tokens[`the ${name} token ${at}`] = value
    }
  }
  return tokens
}

/** Faults of our own, whose errors are logged whole. */
async function failHere(world: World, manager: Visitor): Promise<void> {
  const db = await world.db()
  await db.schema.alterTable('audit_attempts').renameTo('away').execute()
  const body = jobInput(world, {
    destination: cosByKey(world, { apiKey: planted['the bucket’s key'] }),
  })
  await manager.call('createJob', { params: world.zone('playground'), body })
  await db.schema.alterTable('away').renameTo('audit_attempts').execute()
  await db.schema.alterTable('sessions').renameTo('away').execute()
  await world.visitor().call('createSession', { body: { apiKey: planted['the sign-in key'] } })
  await db.schema.alterTable('away').renameTo('sessions').execute()
}
