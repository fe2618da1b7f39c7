import 'server-only'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ParsedConf } from '@/lib/destinations/kind'
import { headerParam } from '@/lib/destinations/secret-names'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import { beginTls, openSocket, type Secured } from '@/lib/server/outbound/connect'
import { OutboundFailure } from '@/lib/server/outbound/failure'
import { findPlace, type Place, type Reach } from '@/lib/server/outbound/place'
import { type Answer, isSendable, postOn } from '@/lib/server/outbound/post'
import type { Target } from './types'
import {
  certificateWords,
  failed,
  failureWords,
  otherAddresses,
  placeText,
  type Where,
} from './words'

/** Where and how the engine would send to a destination of an HTTPS form. */
export type EngineRequest = {
  url: URL
  /** In the order of the text; a name may be there twice. */
  headers: [name: string, value: string][]
  /** Names of headers that this server does not send. */
  unsent: string[]
}

/** Parameters that say how to send rather than what. */
const settings = /^(?:insecure-skip-verify|skip_verify)$/i

/**
 * A destination's text as the engine is understood to read it: `header_*` become headers, all other parameters stay.
 * null: its place is none that a request can go to, such as one with `user:password@`.
 */
export function engineRequest({ authority, path, text, params }: ParsedConf): EngineRequest | null {
  if (!/^[^\s@\\?#%]+$/u.test(authority)) return null
  const queryAt = text.indexOf('?')
  const pairs =
    queryAt < 0
      ? []
      : text
          .slice(queryAt + 1)
          .split('&')
          .filter(Boolean)
  const query = pairs.filter((_, at) => {
    const name = params[at]?.name ?? ''
    return !headerParam.test(name) && !settings.test(name)
  })
  const url = URL.parse(
    `https://${authority}/${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
  )
  if (url === null || url.hash !== '') return null
  const given = params
    .filter(({ name }) => headerParam.test(name))
    .map(({ name, value }): [string, string] => [name.replace(headerParam, ''), value])
  return {
    url,
    headers: given.filter(isSendable),
    unsent: given
      .filter((header) => !isSendable(header))
      .map(([name]) => (/^[a-z-]{1,40}$/i.test(name) ? name : 'with an odd name')),
  }
}

export const whereOf = ({ hostname, port }: URL): Where => ({
  host: hostname.replace(/^\[(.*)\]$/, '$1'),
  port: Number(port || 443),
})

const pack = promisify(gzip)

type Sending = {
  request: EngineRequest
  /** What this server sends in front of the destination's own headers, unless those name it, too. */
  defaults: [name: string, value: string][]
  /** Packed as the engine packs it. */
  body: string
  /** Whether to go on whatever the certificate. */
  anyCertificate: boolean
  tried: string
}

export type Sent = { answer: Answer; where: Where; secured: Secured }

/** Sends it, once; or says why that did not come to an answer. */
export async function send(
  { reach, clean }: Target,
  { request, defaults, body, anyCertificate, tried }: Sending,
): Promise<Sent | DestinationTest> {
  const where = whereOf(request.url)
  try {
    const place = await findPlace(request.url.hostname, reach)
    const secured = await secure(place, where.port, reach)
    if (secured.problems.length > 0 && !anyCertificate) {
      secured.socket.destroy()
      const why = certificateWords(secured.problems, where, clean)
      return failed('answer', why, { tried, cannotProve: notAsked })
    }
    const own = new Set(request.headers.map(([name]) => name.toLowerCase()))
    const answer = await postOn(
      secured.socket,
      place,
      {
        port: where.port,
        path: request.url.pathname + request.url.search,
        headers: [...defaults.filter(([name]) => !own.has(name)), ...request.headers],
        body: await pack(body),
      },
      reach,
    )
    return { answer, where, secured }
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    return failed(error.stage, failureWords(error, where), { tried })
  }
}

const notAsked = 'Whether the receiver accepts logs: nothing was sent to it.'

async function secure(place: Place, port: number, reach: Reach): Promise<Secured> {
  return beginTls(await openSocket(place, port, reach), place, reach)
}

/** What a test says that begins TLS and sends nothing. */
type Greeting = {
  url: URL
  tried: string
  cannotProve: string
  /** Once TLS is there with a certificate that IBM accepts. `at`: the place as it is shown. */
  met: (secured: Secured, at: string) => DestinationTest
  /** Where more is known of a failure than its own words say; null: nothing. */
  knownBy?: (error: OutboundFailure, at: string) => DestinationTest | null
}

/** Connects and begins TLS, no more. */
export async function greet(
  { reach, clean }: Target,
  { url, tried, cannotProve, met, knownBy }: Greeting,
): Promise<DestinationTest> {
  const where = whereOf(url)
  const at = placeText(where)
  try {
    const secured = await secure(await findPlace(url.hostname, reach), where.port, reach)
    secured.socket.destroy()
    if (secured.problems.length === 0) return met(secured, at)
    const why = certificateWords(secured.problems, where, clean)
    return failed('answer', why, { tried, cannotProve })
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    const known = knownBy?.(error, at)
    return known ?? failed(error.stage, failureWords(error, where), { tried, cannotProve })
  }
}

/** What a test that succeeded cannot prove. */
export function openQuestions({
  secured,
  request,
  more = [],
}: {
  secured: Pick<Secured, 'trustedHereOnly' | 'problems'>
  request?: EngineRequest
  more?: string[]
}): string {
  return [
    otherAddresses,
    ...(secured.trustedHereOnly && secured.problems.length === 0
      ? ['Whether IBM trusts the certificate: its authority is known to this server only.']
      : []),
    ...(request && request.unsent.length > 0
      ? [`What the header ${request.unsent.join(', ')} does: this server does not send it.`]
      : []),
    ...more,
  ].join(' ')
}
