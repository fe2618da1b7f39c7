import 'server-only'
import type { CustomFetchOptions } from 'openid-client'
import { Agent, request } from 'undici'
import { singleton } from '@/lib/server/singleton'

/** Of one answer: a token with hundreds of groups is some ten thousand bytes. */
const mostBytes = 1_000_000

const agent = () =>
  singleton('oidc-agent', () => new Agent({ connect: { timeout: 5_000 }, keepAliveTimeout: 4_000 }))

/**
 * The way to the identity provider, in the form of `fetch`: follows no redirect, takes no answer that is too large, and
 * ends when the caller's signal does. Not the framework's `fetch`, which keeps answers and traces requests.
 */
export async function fetchFromProvider(
  url: string,
  { method, headers, body, signal }: CustomFetchOptions,
): Promise<Response> {
  const answer = await request(url, {
    dispatcher: agent(),
    method: method === 'POST' ? 'POST' : 'GET', // All that sign-in needs.
    headers,
    body: body == null ? null : String(body),
    signal: signal ?? null,
  })
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer.body) {
    const chunk = Buffer.from(part as Uint8Array) // What a body of undici's is made of.
    bytes += chunk.length
    if (bytes > mostBytes) {
      answer.body.destroy()
      throw new Error('The answer of the identity provider is too large.')
    }
    parts.push(chunk)
  }
  const type = answer.headers['content-type']
  const given = new Headers(typeof type === 'string' ? { 'content-type': type } : {})
  const challenge = answer.headers['www-authenticate']
  if (typeof challenge === 'string') given.set('www-authenticate', challenge)
  return new Response(bytes === 0 ? null : Buffer.concat(parts), {
    status: answer.statusCode,
    headers: given,
  })
}
