import 'server-only'
import { lookup, Resolver } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { OutboundFailure } from './failure'

/** What is asked of the machine. Tests give one that is scripted. */
export type Network = {
  /** Every address of a name. Throws OutboundFailure. `systemToo`: names that only this machine knows count as well. */
  addressesOf: (name: string, untilMs: number, systemToo: boolean) => Promise<string[]>
  /** Begins to connect to an address, never to a name. */
  connect: (address: string, port: number) => Socket
  ownAddresses: () => string[]
}

const queryMs = 2_000
const tries = 2
/** Of all queries for a name together. */
const namingMs = 5_000

/**
 * Asks the name servers itself rather than by the system's `getaddrinfo`: that one holds one of four threads for as long
 * as a slow name server likes, and IBM asks public name servers, too, not this machine's hosts file. `servers`: the
 * machine's own when left out.
 */
export function askingNameServers(servers?: readonly string[]): Network['addressesOf'] {
  return async (name, untilMs, systemToo) => {
    const resolver = new Resolver({ timeout: queryMs, tries })
    if (servers) resolver.setServers(servers)
    const leftMs = Math.min(namingMs, untilMs - Date.now())
    const timer = setTimeout(() => resolver.cancel(), Math.max(0, leftMs))
    try {
      const asked = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
      const found = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
      if (found.length > 0) return found
      const system = systemToo ? await bySystem(name) : []
      if (system.length > 0) return system
      const codes = asked.map((one) => (one.status === 'rejected' ? String(one.reason?.code) : ''))
      throw new OutboundFailure(readCodes(codes), 'name')
    } finally {
      clearTimeout(timer)
    }
  }
}

/** One "no such name" holds for all kinds of addresses; "no such address" needs every kind to say so. */
function readCodes(codes: string[]): 'dns_not_found' | 'dns_failed' {
  const isNone = codes.some((code) => code === 'ENOTFOUND')
  return isNone || codes.every((code) => code === 'ENODATA' || code === '')
    ? 'dns_not_found'
    : 'dns_failed'
}

async function bySystem(name: string): Promise<string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}

export const machine: Network = {
  addressesOf: askingNameServers(),
  connect: (host, port) => connect({ host, port, autoSelectFamily: false, noDelay: true }),
  ownAddresses: () =>
    Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address)),
}
