import type { HasHeaders } from './context.ts'
import type { FaultEffect, FaultService } from './faults/types.ts'

export type ServiceName = Exclude<FaultService, 'destination' | 'receiver'>

/**
 * A request in the simulator's own lean form: building web-standard objects for each request costs more than answering it, and
 * benchmarks run against this server.
 */
export type Call = HasHeaders & {
  method: string
  /** Whole, with prefix and query; only its path and query mean something. */
  url: string
  /** Without the service's prefix, percent-encoding kept. */
  path: string
  /** Without `?`. */
  query: string
  body(): Promise<Uint8Array>
  /** The same as a web-standard object, for services that speak it. */
  request(): Promise<Request>
  /** What scripted faults ask the service itself to do. */
  effects: FaultEffect[]
}

export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
  /** The body trickles out over this time. */
  slowMs?: number
}

/** No answer at all. */
export type Broken = { broken: 'reset' | 'hang' | 'refused' }

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  }
}

export async function textOf(call: Call): Promise<string> {
  return new TextDecoder().decode(await call.body())
}

export function effectOf<Kind extends FaultEffect['kind']>(
  call: Call,
  kind: Kind,
): Extract<FaultEffect, { kind: Kind }> | undefined {
  for (const effect of call.effects) if (isKind(effect, kind)) return effect
  return undefined
}

function isKind<Kind extends FaultEffect['kind']>(
  effect: FaultEffect,
  kind: Kind,
): effect is Extract<FaultEffect, { kind: Kind }> {
  return effect.kind === kind
}

/** Whether a Content-Type header names this media type, parameters aside. */
export function hasMediaType(call: HasHeaders, mediaType: string): boolean {
  const header = call.headers.get('content-type') ?? ''
  return header.split(';')[0]?.trim().toLowerCase() === mediaType
}
