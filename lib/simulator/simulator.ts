import { createAccountsService } from './accounts/service.ts'
import { createAuthenticate } from './authenticate.ts'
import { type Answer, type Broken, type Call, effectOf, type ServiceName } from './call.ts'
import { createCatalogService } from './catalog/service.ts'
import { createCisService } from './cis/service.ts'
import { createRunningClock, type SimClock } from './clock.ts'
import type { SimContext } from './context.ts'
import { createControl } from './control/service.ts'
import { createCosService } from './cos/service.ts'
import { afterService, beforeService } from './faults/apply.ts'
import { createFaults } from './faults/faults.ts'
import { landLate } from './faults/land-late.ts'
import { fetchWith } from './http/fetch-form.ts'
import { webService } from './http/web-service.ts'
import { createIamService } from './iam/service.ts'
import { createIngressService } from './ingress/service.ts'
import { createLater } from './later.ts'
import { createReceivers } from './receivers/receivers.ts'
import { createRequestLog, type LoggedRequest } from './request-log.ts'
import { createResourceControllerService } from './resource-controller/service.ts'
import { createRunner } from './runner/runner.ts'
import { createState, type SeedName } from './seed/seed.ts'
import { type Settings, settingsFrom } from './settings.ts'
import { createSigner, toOwnershipClaims } from './tokens.ts'

export type SimulatorOptions = Partial<Settings> & {
  seed?: SeedName
  clock?: SimClock
  /** How many times faster than IBM's the windows of deliveries come. */
  speed?: number
  /** Requests to CIS per identity in five minutes; 0, the default: no limit. IBM's is about 1,200. */
  rateLimit?: number
}

/** What a request is, before a service is found for it. */
export type RawCall = Omit<Call, 'path' | 'effects'>

export type Simulator = ReturnType<typeof createSimulator>

/** First segment of the path to service. */
const PREFIXES: Record<string, ServiceName> = {
  iam: 'iam',
  accounts: 'accounts',
  cis: 'cis',
  rc: 'resourceController',
  catalog: 'globalCatalog',
  cos: 'cos',
  ingress: 'ingress',
}

const NOT_FOUND: Answer = { status: 404, headers: {}, body: 'No such service\n' }

/**
 * A whole IBM Cloud in memory: IAM, Resource Controller, Global Catalog, CIS, Object Storage and Cloud Logs behind path prefixes.
 * `fetch` answers in process and rejects as Node's own does when a fault breaks the connection; `answer` is the same for
 * a server. Nothing happens by itself until `start`: tests call `tick`.
 */
export function createSimulator(options: SimulatorOptions = {}) {
  const { clock = createRunningClock(), seed = 'default', speed = 1, rateLimit = 0 } = options
  const initial = settingsFrom(options)
  let settings = initial
  let state = createState(seed, clock.now())
  const faults = createFaults()
  const log = createRequestLog()
  const later = createLater(clock.now)
  const receivers = createReceivers({ now: clock.now, take: faults.take })
  const access = createSigner('FAKE-access-token-secret')
  const refresh = createSigner('FAKE-refresh-token-secret')
  const ownership = createSigner('FAKE-ownership-token-secret')

  const ctx: SimContext = {
    get state() {
      return state
    },
    get settings() {
      return settings
    },
    now: clock.now,
    authenticate: createAuthenticate(access, () => state, clock.now),
    signOwnershipToken: (claims) => ownership.sign(claims),
    verifyOwnershipToken: (token) => toOwnershipClaims(ownership.verify(token)),
    faults,
    receivers,
  }
  const runner = createRunner(ctx, { speed })
  const cis = createCisService(ctx, { runner, rateLimit })
  const services: Record<ServiceName, (call: Call) => Promise<Answer> | Answer> = {
    accounts: createAccountsService(ctx).handle,
    iam: createIamService(ctx, { access, refresh }).handle,
    cis: cis.handle,
    resourceController: createResourceControllerService(ctx).handle,
    globalCatalog: createCatalogService(ctx).handle,
    cos: webService(createCosService(ctx)),
    ingress: webService(createIngressService(ctx)),
  }

  function reset(): void {
    state = createState(seed, clock.now())
    settings = initial
    faults.clear()
    log.clear()
    later.clear()
    cis.reset()
    receivers.reset().catch((error: unknown) => console.error(error))
  }

  async function tick(): Promise<void> {
    await later.catchUp()
    await runner.tick()
  }

  const control = createControl({
    ctx,
    clock,
    log,
    receivers,
    reset,
    tick,
    catchUp: later.catchUp,
    change: (changes) => {
      settings = { ...settings, ...changes }
    },
  })

  async function answer(raw: RawCall): Promise<Answer | Broken> {
    const arrivedAt = clock.now()
    const [, prefix = ''] = raw.url.split(/[/?]/, 2)
    const path = pathOf(raw.url).slice(prefix.length + 1) || '/'
    if (!later.isIdle()) await later.catchUp()
    if (prefix === '_simulator') return control({ ...raw, path, effects: [] })
    const service = serviceAt(prefix, path)
    if (!service) return NOT_FOUND

    const pathAndQuery = raw.query ? `${path}?${raw.query}` : path
    const effects = faults.take(service, raw.method, pathAndQuery)
    const call = { ...raw, path, effects }
    const entry = { service, method: raw.method, path: pathAndQuery }
    const requestId = raw.headers.get('x-request-id')
    const effect = effectOf(call, 'lands-late')
    if (effect) {
      const status = effect.connection === 'hang' ? 'hang' : 'reset'
      const logged: LoggedRequest = { at: arrivedAt, ...entry, status, requestId }
      log.add(logged)
      return landLate({
        call,
        effect,
        later,
        arrivedAt,
        serve: (kept) => serve(service, kept),
        landed: (outcome) => {
          logged.landed = { at: clock.now(), status: statusOf(outcome) }
        },
      })
    }
    const outcome = await serve(service, call)
    log.add({ at: clock.now(), ...entry, status: statusOf(outcome), requestId })
    return outcome
  }

  async function serve(service: ServiceName, call: Call): Promise<Answer | Broken> {
    const account = state
    if (service === 'cis' && settings.latencyMs > 0) await wait(settings.latencyMs)
    const instead = call.effects.length > 0 ? await beforeService(service, call, wait) : null
    // What waited until after a reset must not reach the new account.
    if (state !== account) return { broken: 'reset' }
    return instead ?? afterService(call.effects, await services[service](call))
  }

  return {
    fetch: fetchWith(answer),
    answer,
    reset,
    faults,
    /** The account as it is now; another object after a reset. */
    get state() {
      return state
    },
    clock,
    requests: log,
    /** Those that jobs push to; nothing listens before `receivers.open()`. */
    receivers,
    /** Carries out what is due by the clock: requests that land late, then deliveries. */
    tick,
    /** The first half of `tick` alone. */
    catchUp: later.catchUp,
    start: () => runner.start(),
    stop: () => runner.stop(),
  }
}

/** Accounts are found below IAM's base URL, too, for clients that know only that one. */
function serviceAt(prefix: string, path: string): ServiceName | undefined {
  if (prefix === 'iam' && path.startsWith('/coe/')) return 'accounts'
  return Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined
}

function statusOf(outcome: Answer | Broken): number | string {
  return 'broken' in outcome ? outcome.broken : outcome.status
}

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
