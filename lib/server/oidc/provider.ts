import 'server-only'
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { fetchFromProvider } from './http'
import { type SignInRefusal, toRefusal } from './refusal'

/** How far the clocks of this server and of the provider may be apart. */
export const clockToleranceSeconds = 120
const timeoutSeconds = 8
/** After this long a sign-in that begins asks whether the provider still answers, so that nobody is sent to a dead one. */
const goodForMs = 15_000
const failedForMs = 2_000

type Slot = {
  known?: Configuration
  checkedAtMs?: number
  checking?: Promise<Configuration>
  failure?: { refusal: SignInRefusal; atMs: number }
}
const slot = () => singleton<Slot>('oidc-provider', () => ({}))

/** What the provider said about itself, however long ago. Throws SignInRefusal while it has never answered. */
export async function knownProvider(): Promise<Configuration> {
  return slot().known ?? liveProvider()
}

/**
 * The provider, which has answered within the last seconds. Nothing is asked before somebody signs in, so it may be down
 * when this process starts and come up later. Throws SignInRefusal.
 */
export async function liveProvider(now = Date.now()): Promise<Configuration> {
  const { known, checkedAtMs, failure } = slot()
  if (known && checkedAtMs !== undefined && Math.abs(now - checkedAtMs) < goodForMs) return known
  if (failure && Math.abs(now - failure.atMs) < failedForMs) throw failure.refusal
  const current = slot()
  current.checking ??= check(current).finally(() => {
    delete current.checking
  })
  return current.checking
}

async function check(current: Slot): Promise<Configuration> {
  try {
    const found = await discover()
    // The former one has the provider's keys already.
    current.known = current.known && isSame(current.known, found) ? current.known : found
    current.checkedAtMs = Date.now()
    delete current.failure
    return current.known
  } catch (error) {
    const refusal = toRefusal(error)
    current.failure = { refusal, atMs: Date.now() }
    delete current.checkedAtMs
    log.warn('oidc_discovery_failed', { code: refusal.code, reason: refusal.reason })
    throw refusal
  }
}

const isSame = (one: Configuration, other: Configuration) =>
  JSON.stringify(one.serverMetadata()) === JSON.stringify(other.serverMetadata())

function discover(): Promise<Configuration> {
  const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET } = env()
  const issuer = new URL(OIDC_ISSUER)
  const metadata = { [clockTolerance]: clockToleranceSeconds }
  const authentication = OIDC_CLIENT_SECRET ? bySecret(OIDC_CLIENT_SECRET) : None()
  return discovery(issuer, OIDC_CLIENT_ID, metadata, authentication, {
    timeout: timeoutSeconds,
    [customFetch]: fetchFromProvider,
    execute: [
      // By itself the library takes the signature for granted where the token came over TLS.
      enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
    ],
  })
}

/** In the body where the provider takes it there: in the header some of them decode it, and some don't. */
function bySecret(secret: string): ClientAuth {
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = methods.includes('client_secret_post') ? ClientSecretPost : ClientSecretBasic
    way(secret)(server, ...rest)
  }
}
