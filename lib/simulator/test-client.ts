import { createStandingClock } from './clock.ts'
import { DEFAULT_BUCKET, DEFAULT_BUCKET_REGION } from './seed/buckets.ts'
import { DESTINATION_KEY_VALUES, KEY_VALUES } from './seed/identities.ts'
import { CIS, COS } from './seed/instances.ts'
import { ZONES, zoneId } from './seed/zones.ts'
import { createSimulator, type SimulatorOptions } from './simulator.ts'

export const ORIGIN = 'http://simulator.test'
export const PLAYGROUND = zoneId(ZONES.playground)

/** Answers are read as loosely as parsed JSON is; what they hold is what a test asserts. */
export type Wire = ReturnType<typeof JSON.parse>

export type Reply = { status: number; headers: Headers; body: Wire }

type KeyName = keyof typeof KEY_VALUES

/** A simulator whose clock stands still, and short ways to call it. */
export function createTestClient(options: SimulatorOptions = {}) {
  const clock = createStandingClock()
  const simulator = createSimulator({ clock, ...options })

  async function call(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await simulator.fetch(`${ORIGIN}${path}`, { method, ...init })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    }
  }

  const requestToken = (form: Record<string, string>, client = false) =>
    call('POST', '/iam/identity/token', {
      body: new URLSearchParams(form),
      headers: client ? { Authorization: `Basic ${btoa('bx:bx')}` } : {},
    })

  async function tokenOf(key: KeyName): Promise<string> {
    const { body } = await requestToken(apiKeyGrant(KEY_VALUES[key]))
    return body.access_token
  }

  /** Calls of CIS with one identity: `path` follows the CRN. */
  async function cisAs(key: KeyName, crn = CIS.big.crn) {
    const token = await tokenOf(key)
    return (method: string, version: 'v1' | 'v2', path: string, body?: unknown) =>
      call(method, `/cis/${version}/${encodeURIComponent(crn)}${path}`, {
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
  }

  return { simulator, clock, call, requestToken, tokenOf, cisAs }
}

export const apiKeyGrant = (apikey: string) => ({
  grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
  apikey,
})

export const passcodeGrant = (passcode: string) => ({
  grant_type: 'urn:ibm:params:oauth:grant-type:passcode',
  passcode,
})

/** A destination that is accepted, with a key or for a challenge. */
export const cosMember = (over: Record<string, unknown> = {}) => ({
  bucket_name: DEFAULT_BUCKET,
  id: COS.logs.guid,
  region: DEFAULT_BUCKET_REGION,
  path: 'play',
  ...over,
})

export const keyedCos = (over: Record<string, unknown> = {}) =>
  cosMember({ ibm_api_key: DESTINATION_KEY_VALUES.cosWriter, ...over })

export const jobBody = (over: Record<string, unknown> = {}) => ({
  name: 'play-http',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  logpull_options: 'fields=RayID,ClientIP&timestamps=rfc3339',
  cos: keyedCos(),
  ...over,
})
