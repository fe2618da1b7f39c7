import { request } from 'node:https'
import { isIP } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { SimContext } from '../context.ts'
import { ENGINE_AGENT } from '../receivers/types.ts'
import type { Web } from './destination.ts'
import { NOT_TAKEN } from './reach.ts'

/** Of the file `test.txt.gz` that every destination must take. Source: IBM CIS logpush; engine's page on HTTP. */
export const TEST_CONTENT = '{"content":"tests"}'

/** So much of a refusal is kept in a job's `error_message`; IBM's limit is unknown. */
const KEPT_CHARACTERS = 2000

type Pushed = { ok: true } | { ok: false; why: string }

/**
 * One POST of the engine, gzipped, to a port of this machine that stands for the destination's host. Redirects are not followed
 * (unproven).
 */
export async function push(
  ctx: SimContext,
  port: number,
  web: Web,
  content: string,
): Promise<Pushed> {
  try {
    const { status, text } = await post(ctx, port, web, gzipSync(content))
    if (status >= 200 && status < 300) return { ok: true }
    return { ok: false, why: `${status} ${text.slice(0, KEPT_CHARACTERS)}`.trimEnd() }
  } catch (error) {
    return { ok: false, why: reasonOf(error, web.host) }
  }
}

function post(
  { receivers, settings }: SimContext,
  port: number,
  { host, port: namedPort, path, headers, verifies }: Web,
  body: Uint8Array,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      ...(isIP(host) ? {} : { servername: host }),
      ca: receivers.rootPem,
      rejectUnauthorized: verifies,
      method: 'POST',
      path,
      agent: false,
      signal: AbortSignal.timeout(settings.pushTimeoutSeconds * 1000),
    })
    sent.once('error', reject)
    sent.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => {
        text = (text + part).slice(0, KEPT_CHARACTERS)
      })
      response.once('error', reject)
      response.once('end', () => {
        const { statusCode: status = 0, statusMessage = '' } = response
        resolve({ status, text: text || statusMessage })
      })
    })
    try {
      sent.setHeader('Host', namedPort === 443 ? host : `${host}:${namedPort}`)
      sent.setHeader('User-Agent', ENGINE_AGENT)
      sent.setHeader('Content-Encoding', 'gzip')
      sent.setHeader('Content-Type', 'application/json')
      for (const [name, values] of Map.groupBy(headers, ([name]) => name.toLowerCase())) {
        const bytes = values.map(([, value]) => Buffer.from(value).toString('latin1'))
        sent.setHeader(name, bytes.length === 1 ? (bytes[0] ?? '') : bytes)
      }
      sent.end(body)
    } catch (error) {
      sent.destroy()
      reject(error)
    }
  })
}

/**
 * The engine is written in Go, and its words for certificates are Go's. Source of the one about names: engine's FAQ; the others are
 * unproven.
 */
function reasonOf(error: unknown, host: string): string {
  const { code = '', cert } = error as { code?: string; cert?: { subjectaltname?: string } } // Of node:tls.
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'error writing object: x509: certificate has expired or is not yet valid'
    case 'ERR_TLS_CERT_ALTNAME_INVALID': {
      const names = cert?.subjectaltname?.replaceAll(/(DNS|IP Address):/g, '') ?? 'another host'
      return `error writing object: x509: certificate is valid for ${names}, not ${host}`
    }
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'error writing object: x509: certificate signed by unknown authority'
    case 'EPROTO':
      if (!String(error).includes('wrong version number')) return NOT_TAKEN
      return 'error writing object: http: server gave HTTP response to HTTPS client'
    case 'ERR_INVALID_CHAR':
    case 'ERR_INVALID_HTTP_TOKEN':
      return 'error writing object: net/http: invalid header field'
    case 'ABORT_ERR':
      return 'error writing object: context deadline exceeded'
    default:
      return NOT_TAKEN
  }
}
