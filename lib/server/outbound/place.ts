import 'server-only'
import { insideOf, reachedBy } from './address'
import { ForbiddenHost } from './failure'
import { insideOfName, readHost } from './host'
import { machine, type Network } from './network'

/** How far out one may go, and for how long. */
export type Reach = {
  /** Also to loopback, private and metadata addresses: an operator's setting. */
  allowPrivate: boolean
  /** Epoch ms by which everything is over. */
  untilMs: number
  network?: Network
}

/** A host whose addresses have been judged. Connections go to these, whatever the name resolves to later. */
export type Place = {
  /** As certificates name it: lower case, without brackets. */
  host: string
  isName: boolean
  /** IPv4 first: not every server has a way to IPv6. */
  addresses: string[]
}

const loopback = ['127.0.0.1', '::1']

/**
 * Resolves a host once and judges every address of it: one that is not public forbids them all. Throws ForbiddenHost, and
 * OutboundFailure where the name has no address.
 */
export async function findPlace(given: string, reach: Reach): Promise<Place> {
  const host = readHost(given)
  if (host === null) throw new ForbiddenHost('invalid', false)
  const network = reach.network ?? machine
  if (host.kind === 'address') {
    judge([host.text], false, reach, network)
    return { host: host.text, isName: false, addresses: [host.text] }
  }
  const named = insideOfName(host.text)
  if (named !== null && !reach.allowPrivate) throw new ForbiddenHost(named, false)
  const addresses =
    named === 'loopback'
      ? loopback
      : await network.addressesOf(host.text, reach.untilMs, reach.allowPrivate)
  judge(addresses, true, reach, network)
  return { host: host.text, isName: true, addresses: ipv4First(addresses) }
}

function judge(addresses: string[], byName: boolean, reach: Reach, network: Network): void {
  if (reach.allowPrivate) return
  const own = new Set(network.ownAddresses())
  for (const address of addresses) {
    const why = insideOf(address) ?? (own.has(reachedBy(address)) ? 'own' : null)
    if (why !== null) throw new ForbiddenHost(why, byName)
  }
}

const ipv4First = (addresses: string[]) => [
  ...addresses.filter((address) => !address.includes(':')),
  ...addresses.filter((address) => address.includes(':')),
]
