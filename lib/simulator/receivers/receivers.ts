import type { FaultEffect, FaultService } from '../faults/types.ts'
import { createAuthority } from './certificates.ts'
import { DEFAULT_RECEIVERS, isLoopback, isNamed } from './hosts.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import type { Arrival, ReceiverInfo, ReceiverOptions } from './types.ts'

/** A simulator left running must not grow for ever. */
const MOST_ARRIVALS = 1000

type Parts = {
  now(): number
  take(service: FaultService, method: string, text: string): FaultEffect[]
}

/** Whom the engine pushes to: a port of this machine, or nobody behind a loopback address. */
export type Found = { port: number } | 'nobody' | 'unknown'

/**
 * Splunk, QRadar and HTTPS receivers on loopback ports. Nothing listens until `open`; until then every host counts as one that
 * nobody here knows.
 */
export function createReceivers({ now, take }: Parts) {
  const authority = createAuthority()
  const standing = new Map<string, Receiver>()
  let arrivals: Arrival[] = []
  let made = 0
  let isOpen = false

  async function start(id: string, options: ReceiverOptions, port = 0): Promise<Receiver> {
    const receiver = await startReceiver(id, structuredClone(options), port, {
      authority,
      now,
      take: (method, text) => take('receiver', method, text),
      arrived(arrival) {
        arrivals.push(arrival)
        if (arrivals.length > MOST_ARRIVALS) arrivals.shift()
      },
    })
    standing.set(id, receiver)
    return receiver
  }

  async function remove(id: string): Promise<boolean> {
    const receiver = standing.get(id)
    standing.delete(id)
    await receiver?.close()
    return receiver !== undefined
  }

  return {
    /** The certificate that clients must trust, as PEM. */
    rootPem: authority.rootPem,

    async open(): Promise<void> {
      isOpen = true
      const all = Object.entries(DEFAULT_RECEIVERS)
      await Promise.all(all.map(([id, options]) => start(id, options)))
    },

    async close(): Promise<void> {
      isOpen = false
      await Promise.all([...standing.keys()].map(remove))
    },

    /** The default ones as they were, without the others and without what arrived. */
    async reset(): Promise<void> {
      arrivals = []
      const others = [...standing.keys()].filter((id) => !Object.hasOwn(DEFAULT_RECEIVERS, id))
      for (const [id, options] of Object.entries(DEFAULT_RECEIVERS)) {
        standing.get(id)?.change(structuredClone(options))
      }
      await Promise.all(others.map(remove))
    },

    list: (): ReceiverInfo[] => [...standing.values()].map((receiver) => receiver.info()),
    get: (id: string): ReceiverInfo | undefined => standing.get(id)?.info(),

    /** Another one, whose names go before those of older ones. */
    async add(options: ReceiverOptions, port?: number): Promise<ReceiverInfo> {
      isOpen = true
      made += 1
      return (await start(`receiver-${made}`, options, port)).info()
    },

    change(id: string, changes: Partial<ReceiverOptions>): ReceiverInfo | undefined {
      standing.get(id)?.change(changes)
      return standing.get(id)?.info()
    },

    remove,

    /** What arrived, newest last. */
    arrivals: (id?: string) => arrivals.filter((one) => id === undefined || one.receiver === id),
    clearArrivals(): void {
      arrivals = []
    },

    /** Who gets what is pushed to this host, given without its port and in lower case. */
    find(host: string, port: number): Found {
      if (!isOpen) return 'unknown'
      const all = [...standing.values()].reverse()
      const found = isLoopback(host)
        ? all.find((receiver) => receiver.port === port)
        : all.find(({ options }) => isNamed(options.hosts, host, port))
      return found ? { port: found.port } : isLoopback(host) ? 'nobody' : 'unknown'
    },
  }
}

export type Receivers = ReturnType<typeof createReceivers>
