import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '@/lib/server/env'
import { beginTls, openSocket } from '@/lib/server/outbound/connect'
import { OutboundFailure } from '@/lib/server/outbound/failure'
import { findPlace, type Reach } from '@/lib/server/outbound/place'
import { postOn } from '@/lib/server/outbound/post'
import { SendingFailed } from './failed'
import { failureSentence } from './failure-sentence'

const agent = 'logpush-dashboard (alerts)'

/** Of one attempt, name servers and TLS included. */
const attemptMs = 10_000

/** What a receiver recomputes: `t` against replays, `v1` over exactly the bytes that came. Source: contract, part Fleet. */
export function signature(secret: string, body: string, nowMs: number): string {
  const t = Math.floor(nowMs / 1_000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}

/**
 * Posts JSON to an address that somebody gave, once: resolved and judged anew at each attempt, and connected to what was
 * judged. A redirect is a failure, never followed. Throws SendingFailed in words that show nothing of what was answered,
 * ForbiddenHost.
 */
export async function postJson(
  address: string,
  body: string,
  headers: readonly (readonly [string, string])[] = [],
): Promise<void> {
  const url = new URL(address)
  const isPlain = url.protocol === 'http:'
  const { ALERT_ALLOW_PRIVATE: allowPrivate } = env()
  // It may have been saved while the setting was another one.
  if (isPlain && !allowPrivate) {
    throw new SendingFailed('Notices go to http:// only where ALERT_ALLOW_PRIVATE is on.')
  }
  const reach: Reach = {
    allowPrivate,
    untilMs: Date.now() + attemptMs,
  }
  const port = Number(url.port || (isPlain ? 80 : 443))
  try {
    const place = await findPlace(url.hostname, reach)
    const raw = await openSocket(place, port, reach)
    let socket = raw
    if (!isPlain) {
      const secured = await beginTls(raw, place, reach)
      if (secured.problems.length > 0) {
        secured.socket.destroy()
        throw new SendingFailed('The certificate is not valid for this host.')
      }
      socket = secured.socket
    }
    const { status } = await postOn(
      socket,
      place,
      {
        port,
        isPlain,
        path: url.pathname + url.search,
        headers: [['user-agent', agent], ['content-type', 'application/json'], ...headers],
        body: Buffer.from(body),
      },
      reach,
    )
    if (status >= 200 && status < 300) return
    throw new SendingFailed(
      status >= 300 && status < 400
        ? `Answered ${status}, a redirect, which is not followed.`
        : `Answered ${status}.`,
    )
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    throw new SendingFailed(failureSentence(error))
  }
}
