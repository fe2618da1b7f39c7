import { readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'

/** No more than this many, however many descriptors there are: each costs memory, too. */
const mostConnections = 4096

/** How many descriptors this process may have; what Linux gives a process unasked, where it can't be read. */
function descriptorLimit() {
  try {
    const [, soft] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return soft ? Number(soft) : 1024
  } catch {
    return 1024
  }
}

/**
 * How many connections there may be. A quarter of the descriptors stays for the database, files and the way to IBM: a
 * process that has none left can't even read a page. One caller gets half of the rest, so that nobody shuts all others out.
 */
export function connectionLimits(descriptors = descriptorLimit()) {
  const total = Math.min(mostConnections, Math.floor(descriptors * 0.75))
  return { total, perCaller: Math.floor(total / 2) }
}

/** Of IPv6 the /64, as where sign-ins are counted (lib/server/address.ts). `address`: as Node writes it. */
export function networkOf(address) {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head, tail = ''] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const between = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...between, ...after].slice(0, 4).join(':')
}

/**
 * Closes what comes beyond the limits, unanswered: an answer would need the descriptor.
 * @param {import('node:http').Server} server
 * @param {{total: number, perCaller: number, isTrusted: (address: string) => boolean}} limits a trusted proxy brings
 *   many callers, so that it may have all connections
 */
export function limitConnections(server, { total, perCaller, isTrusted }) {
  server.maxConnections = total
  // Whoever waits between two requests can come again; whoever is turned away can't be served at all.
  server.on('drop', () => server.closeIdleConnections())
  const open = new Map()
  server.on('connection', (socket) => {
    const { remoteAddress } = socket
    if (remoteAddress === undefined || isTrusted(remoteAddress)) return
    const network = networkOf(remoteAddress)
    const count = (open.get(network) ?? 0) + 1
    open.set(network, count)
    socket.once('close', () => {
      const left = open.get(network) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
    if (count > perCaller) socket.destroy()
  })
}
