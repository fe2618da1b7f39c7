import { type Echo, echoOf } from '../echo.ts'
import type { Fault, FaultEffect, FaultMatch, FaultService, SimFaults } from './types.ts'

type Standing = {
  id: number
  match: FaultMatch
  effect: FaultEffect
  seen: number
  happened: number
}

/** `take` counts: an effect that it returns has happened. */
export type FaultBook = SimFaults & {
  take(service: FaultService, method: string, pathAndQuery: string): FaultEffect[]
}

const NOTHING: FaultEffect[] = []

export function createFaults(): FaultBook {
  let standing: Standing[] = []
  let nextId = 1

  function take(service: FaultService, method: string, path: string): FaultEffect[] {
    if (standing.length === 0) return NOTHING
    const effects: FaultEffect[] = []
    for (const fault of standing) {
      if (!matches(fault.match, service, method, path)) continue
      fault.seen += 1
      if (fault.seen <= (fault.match.after ?? 0)) continue
      if (fault.happened >= (fault.match.times ?? Number.POSITIVE_INFINITY)) continue
      fault.happened += 1
      effects.push(fault.effect)
    }
    return effects
  }

  return {
    take,
    add({ match, effect }: Fault) {
      const id = nextId++
      standing.push({ id, match, effect, seen: 0, happened: 0 })
      return id
    },
    remove(id) {
      standing = standing.filter((fault) => fault.id !== id)
    },
    clear() {
      standing = []
    },
    list: () =>
      standing.map(({ id, match, effect, happened }) => ({ id, match, effect, happened })),
    destinationDown(conf) {
      for (const effect of take('destination', 'PUSH', conf)) {
        if (effect.kind === 'destination-down') return whyDown(effect, conf)
      }
      return null
    },
  }
}

/** What the engine says of a destination that a fault has put down. */
export function whyDown(
  { message, echo }: { message?: string; echo?: Echo },
  conf: string,
): string {
  return echo ? echoOf(conf, echo) : (message ?? DEFAULT_DOWN)
}

/** The engine's text for a name that does not resolve, seen in cloudflare/terraform-provider-cloudflare PR #7044. */
const DEFAULT_DOWN = 'error validating destination: error writing object: DNSError'

function matches(match: FaultMatch, service: FaultService, method: string, path: string): boolean {
  if (match.service !== service) return false
  if (match.method && match.method.toUpperCase() !== method && method !== 'PUSH') return false
  if (match.path === undefined) return true
  return typeof match.path === 'string' ? path.includes(match.path) : match.path.test(path)
}
