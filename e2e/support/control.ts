import { type SimulatorInfo, simulator } from './env.ts'

/** What `POST /_simulator/zones` answers: a zone of this test's own. */
export type FreshZone = {
  id: string
  name: string
  instanceId: string
  jobIds: string[]
  /** Of its page. */
  path: string
}

export type SeedJob = {
  name?: string | null
  dataset?: string
  health?: 'delivering' | 'late' | 'failing' | 'off' | 'never_ran'
  [more: string]: unknown
}

export type Upstream = {
  service: string
  method: string
  path: string
  /** Or how the connection ended instead. */
  status: number | string
  /** Once a request of a fault `lands-late` was carried out. */
  landed?: { at: number; status: number | string }
}

export type ZoneOptions = {
  name?: string
  retention?: boolean | null
  jobs?: SeedJob[]
  [more: string]: unknown
}

export type Control = {
  /** Adds a fault; it is removed when the test ends. The function takes it away before. */
  fault: (
    match: Record<string, unknown>,
    effect: Record<string, unknown>,
  ) => Promise<() => Promise<void>>
  zone: (options?: ZoneOptions) => Promise<FreshZone>
  /** `key`: the name of a seeded key, or any key. Without `account` the token of the passcode has none until one is chosen. */
  passcode: (key?: string, account?: boolean) => Promise<string>
  /** An API key of somebody new with the access of a seeded key's owner. */
  person: (like: string, name?: string) => Promise<string>
  /** A further API key of a key's owner; IAM knows it after so many seconds. */
  apiKey: (key: string, knownInSeconds?: number) => Promise<string>
  /** Removes a key's owner from the account, or takes them back. */
  member: (key: string, member: boolean) => Promise<void>
  /** Calls that reached the simulated services, newest last; with a zone, those about it. */
  requests: (about?: { id: string }) => Promise<Upstream[]>
  /** The writes among them, as `POST /logpush/jobs`: what follows the zone's id. */
  writes: (zone: { id: string }) => Promise<string[]>
  settings: (values: { tokenLifetimeSeconds?: number }) => Promise<void>
  /** A receiver of this test's own, which is closed when the test ends. */
  receiver: (options: ReceiverOptions) => Promise<Receiver>
  /** Another token or certificate at its end, for every connection from now on. */
  changeReceiver: (
    receiver: { id: string },
    changes: Pick<ReceiverOptions, 'certificate' | 'token'>,
  ) => Promise<void>
  /** What reached a receiver, newest last. */
  arrivals: (receiver: { id: string }) => Promise<Arrival[]>
  /** The token that an ownership challenge for this string left in a bucket that is none of the simulator's. */
  challengeToken: (conf: string) => Promise<string>
}

export type ReceiverOptions = {
  kind: 'splunk' | 'qradar' | 'https'
  /** `good` unless said otherwise; see the simulator's `--help`. */
  certificate?: string
  token?: string
  /** Made-up names, for the engine alone: the app finds a receiver by its address only. */
  hosts?: string[]
}

/** `address`: `127.0.0.1:port`. */
export type Receiver = { id: string; address: string }

export type Arrival = {
  path: string
  headers: Record<string, string>
  text: string | null
  records: number
  fromEngine: boolean
  status: number | string
}

type Info = SimulatorInfo & {
  destinationKeys: Record<string, string>
  control: string
  usedPasscode: string
  account: { id: string; name: string }
  otherAccount: { id: string; name: string }
  /** Its CRN. */
  cisInstance: string
  cisInstanceId: string
  cosInstanceId: string
  bucket: string
  bucketRegion: string
  cloudLogsInstanceId: string
  receivers: Record<string, Receiver & { token: string | null }>
  cisInstances: Record<string, { id: string; name: string }>
  zones: Record<string, { id: string; name: string }>
}

export const cloud = () => simulator() as Info

/** @throws Error where there is none of that name, so that a test never goes on with an empty key */
export function keyOf(name: string): string {
  const key = cloud().keys[name] ?? cloud().destinationKeys[name]
  if (!key) throw new Error(`The simulator has no key ${name}`)
  return key
}

async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${cloud().control}${path}`, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  })
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as Answer // The simulator's control, as its --help describes it.
}

export const zonePath = (zoneId: string) => `/instances/${cloud().cisInstanceId}/zones/${zoneId}`

/** A job whose key may not write; another one would deliver with the next window, and fail no more. */
export function failing(job: SeedJob = {}): SeedJob {
  const { bucket, bucketRegion, cosInstanceId } = cloud()
  const query = `region=${bucketRegion}&instance-id=${cosInstanceId}&ibm_api_key=${keyOf('cosNoRole')}`
  return { ...job, health: 'failing', destinationConf: `cos://${bucket}/fails?${query}` }
}

/** A folder of the zone's own, so that tests that share a bucket never meet in it. */
export const folderOf = (zone: { id: string }): string => zone.id.slice(0, 12)

/** The simulator's control for one test. `unique` tells its zones from those of all others. */
export function controlFor(unique: string): { control: Control; end: () => Promise<void> } {
  const standing = new Set<number>()
  const receivers: string[] = []
  let zones = 0
  const remove = async (id: number) => {
    if (standing.delete(id)) await send('DELETE', `/faults?id=${id}`)
  }
  const requests = async (about?: { id: string }) => {
    const { items } = await send<{ items: Upstream[] }>('GET', '/requests')
    return about ? items.filter(({ path }) => path.includes(about.id)) : items
  }
  const control: Control = {
    fault: async (match, effect) => {
      const { id } = await send<{ id: number }>('POST', '/faults', { match, effect })
      standing.add(id)
      return () => remove(id)
    },
    zone: async ({ name, ...options } = {}) => {
      zones += 1
      const given = name ?? `${unique}-${zones}.example`
      const made = await send<{ id: string; jobIds: string[] }>('POST', '/zones', {
        name: given,
        retention: true,
        ...options,
      })
      return { ...made, name: given, instanceId: cloud().cisInstanceId, path: zonePath(made.id) }
    },
    passcode: async (key = 'manager', account = true) =>
      (await send<{ passcode: string }>('POST', '/passcodes', { key, account })).passcode,
    person: async (like, name) =>
      (await send<{ apiKey: string }>('POST', '/people', { like, name })).apiKey,
    apiKey: async (key, knownInSeconds = 0) =>
      (await send<{ apiKey: string }>('POST', '/keys', { key, knownInSeconds })).apiKey,
    member: (key, member) => send('POST', '/members', { key, member }),
    requests,
    writes: async (zone) => {
      const all = (await requests(zone))
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path.split(zone.id)[1]}`)
      // A connection asks what its role is by a validation in some zone of the instance: of a token that nobody asked for.
      const asked = all.indexOf('POST /logpush/ownership')
      return all.filter(
        (write, at) => write !== 'POST /logpush/ownership/validate' || (asked >= 0 && asked < at),
      )
    },
    settings: (values) => send('POST', '/settings', values),
    receiver: async (options) => {
      const made = await send<Receiver>('POST', '/receivers', options)
      receivers.push(made.id)
      return made
    },
    changeReceiver: ({ id }, changes) => send('PATCH', '/receivers', { id, ...changes }),
    arrivals: async ({ id }) =>
      (await send<{ items: Arrival[] }>('GET', `/arrivals?id=${id}`)).items,
    challengeToken: async (conf) => {
      const { items } = await send<{ items: { destinationConf: string; text: string }[] }>(
        'GET',
        '/challenges',
      )
      const found = items.findLast(({ destinationConf }) => destinationConf === conf)
      if (!found) throw new Error(`No challenge was asked for ${conf}`)
      return found.text
    },
  }
  return {
    control,
    end: async () => {
      for (const id of [...standing]) await remove(id)
      for (const id of receivers) await send('DELETE', `/receivers?id=${id}`)
    },
  }
}
