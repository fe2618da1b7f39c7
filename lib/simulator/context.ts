import type { SimFaults } from './faults/types.ts'
import type { Receivers } from './receivers/receivers.ts'
import type { Settings } from './settings.ts'
import type { SimIdentity, SimState } from './state.ts'

/** Anything with headers: a Request, or the simulator's own lean form of one. */
export type HasHeaders = {
  headers: { get(name: string): string | null }
  /** Unix milliseconds, where it is carried out later than it came: its token is judged by that moment. */
  arrivedAt?: number
}

/** What an ownership token says. It is bound to one zone and one exact destination; times are Unix seconds. */
export type OwnershipClaims = {
  object_type: 'zone'
  object_id: string
  /** The whole `destination_conf`, byte for byte. */
  destination: string
  /** Of bucket and path. */
  fingerprint: string
  iat: number
  exp: number
}

/**
 * What every simulated service is given. Read `state` anew in each call and keep no reference to it or to what is in it
 * between calls: a reset puts another object there.
 */
export type SimContext = {
  readonly state: SimState
  /** As they are now; read them anew in each call. */
  readonly settings: Readonly<Settings>
  /** Unix milliseconds by the simulator's clock, which tests advance. */
  now(): number
  /** From `Authorization` or `X-Auth-User-Token`; null when missing, malformed, expired, or of nobody known. */
  authenticate(request: HasHeaders): SimIdentity | null
  signOwnershipToken(claims: OwnershipClaims): string
  /** null when it is not a token of ours. Says nothing about expiry: compare `exp` with `now()`. */
  verifyOwnershipToken(token: string): OwnershipClaims | null
  readonly faults: SimFaults
  /** Where pushes to hosts end. */
  readonly receivers: Pick<Receivers, 'find' | 'rootPem'>
}

/**
 * A service behind a path prefix. The request's URL is whole, prefix included (`/cos/eu-de/bucket/key`,
 * `/ingress/eu-de/<guid>/logs/v1/singles`). Faults are applied before and after it by the router.
 */
export type SimService = { handle(request: Request): Promise<Response> | Response }

/** `silent`: accepted, but nothing will ever arrive (a region that does not fit the instance). */
export type DestinationVerdict = { ok: true; silent?: boolean } | { ok: false; message: string }

/** The engine behind CIS: pushes logs, and looks at destinations before it accepts them. */
export type SimRunner = {
  /** One delivery window for every enabled job. */
  tick(): Promise<void>
  start(): void
  stop(): void
  /**
   * The engine's own look at a destination, as it takes place at each POST and PUT of a job. `challenged`: an ownership token
   * was accepted for it, or it is an old job whose token was, so no key is needed.
   */
  validateDestination(
    conf: string,
    extra: { zoneId: string; challenged: boolean },
  ): Promise<DestinationVerdict>
  /**
   * Writes the challenge file into the bucket that a `cos://` text names, as the user `cislogp`. `filename` is the object's
   * key. The message of a refusal ends up beside `valid: false` in a success envelope.
   */
  writeChallenge(
    conf: string,
    token: string,
  ): Promise<{ ok: true; filename: string } | { ok: false; message: string }>
}

/** A URL segment that was left as `{region}` or `{instance_id}`, encoded or not: any region, the default instance. */
export function isPlaceholder(segment: string): boolean {
  return /^(\{|%7b)[a-z_]+(\}|%7d)$/i.test(segment)
}
