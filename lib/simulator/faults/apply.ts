import { STATUS_CODES } from 'node:http'
import { type Answer, type Broken, type Call, json, type ServiceName } from '../call.ts'
import { gzipBomb } from './bomb.ts'
import { failAs, forbidden, tokenExpired, unauthorized } from './error-form.ts'
import type { FaultEffect } from './types.ts'

function errorPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`
  const from = status === 403 ? 'proxy.example: access denied by policy' : 'cloudflare'
  return `<!DOCTYPE html>
<html><head><title>${title}</title></head>
<body><center><h1>${title}</h1></center><hr><center>${from}</center></body></html>
`
}

/** What happens instead of the service's own work, or null. Delays are waited for here. */
export async function beforeService(
  service: ServiceName,
  call: Call,
  wait: (ms: number) => Promise<void>,
): Promise<Answer | Broken | null> {
  for (const effect of call.effects) {
    if (effect.kind === 'delay') await wait(effect.ms)
    const instead = insteadOfService(service, effect)
    if (instead) return instead
  }
  return null
}

function insteadOfService(service: ServiceName, effect: FaultEffect): Answer | Broken | null {
  switch (effect.kind) {
    case 'hang':
      return { broken: 'hang' }
    case 'reset-before':
      return { broken: 'reset' }
    case 'refused':
      return { broken: 'refused' }
    case 'rate-limited':
      return failAs(service, {
        status: 429,
        message: 'Too many requests',
        headers: retryAfter(effect.retryAfter),
      })
    case 'status':
      return failAs(service, {
        status: effect.status,
        message: effect.message ?? `Failed with status ${effect.status}`,
        headers: retryAfter(effect.retryAfter),
        ...(effect.code === undefined ? {} : { code: effect.code }),
        ...(effect.errors === undefined ? {} : { shape: effect.errors }),
      })
    case 'html': {
      const { status = 502 } = effect
      return { status, headers: { 'Content-Type': 'text/html' }, body: errorPage(status) }
    }
    case 'token-expired':
      return effect.status === 403 ? tokenExpired(service) : unauthorized(service)
    case 'role-too-low':
      return forbidden(service, 'internet-svcs.zones.manage')
    default:
      return null
  }
}

/** What becomes of the service's answer on its way out. */
export function afterService(effects: FaultEffect[], answer: Answer): Answer | Broken {
  let changed = answer
  for (const effect of effects) {
    if (effect.kind === 'reset-after') return { broken: 'reset' }
    if (effect.kind === 'slow') changed = { ...changed, slowMs: effect.ms }
    if (effect.kind === 'broken-json') {
      changed = withBody(changed, changed.body.slice(0, Math.ceil(changed.body.length / 2)))
    }
    if (effect.kind === 'result-null') changed = withResult(changed, null)
    if (effect.kind === 'result') changed = withResult(changed, effect.result)
    if (effect.kind === 'bare') changed = unwrapped(changed)
    if (effect.kind === 'empty') {
      changed = { ...withBody(changed, ''), status: effect.status ?? changed.status }
    }
    if (effect.kind === 'gzip-bomb') {
      const bomb = withBody(changed, gzipBomb(effect.megabytes ?? 64))
      changed = { ...bomb, headers: { ...bomb.headers, 'Content-Encoding': 'gzip' } }
    }
  }
  return changed
}

function withBody(answer: Answer, body: Answer['body']): Answer {
  const headers = Object.entries(answer.headers)
  const kept = headers.filter(([name]) => name.toLowerCase() !== 'content-length')
  return { ...answer, headers: Object.fromEntries(kept), body }
}

function withResult(answer: Answer, result: unknown): Answer {
  const envelope = envelopeOf(answer)
  return json(answer.status, envelope ? { ...envelope, result } : result, answer.headers)
}

function unwrapped(answer: Answer): Answer {
  const envelope = envelopeOf(answer)
  return envelope ? json(answer.status, envelope.result, answer.headers) : answer
}

function envelopeOf(answer: Answer): { result: unknown } | null {
  if (typeof answer.body !== 'string') return null
  const value: unknown = JSON.parse(answer.body)
  return typeof value === 'object' && value !== null && 'result' in value ? value : null
}

function retryAfter(value: number | string | undefined): Record<string, string> {
  return value === undefined ? {} : { 'Retry-After': String(value) }
}
