import { readFileSync } from 'node:fs'
import { networkOf } from './network.mjs'

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

/**
 * Keeps connections within the limits. One that waits for a request gives way to a newer one, the longest waiting first:
 * whoever opens thousands and sends nothing pushes out only those. One whose request is under way stays, and where all
 * are of that kind, the new one is closed unanswered: an answer would need its descriptor.
 * @param {import('node:http').Server} server
 * @param {object} limits
 * @param {number} limits.total
 * @param {number} limits.perCaller
 * @param {number} limits.underWay requests of one connection at a time; beyond, it is closed
 * @param {(address: string) => boolean} limits.isTrusted a trusted proxy brings many callers, so that it may have all
 */
export function limitConnections(server, { total, perCaller, underWay, isTrusted }) {
  const everybody = { most: total, open: 0, waiting: new Set() }
  const callers = new Map()
  const connections = new WeakMap()

  function groupsOf({ remoteAddress = '' }) {
    if (isTrusted(remoteAddress)) return [everybody]
    const network = networkOf(remoteAddress)
    const caller = callers.get(network) ?? { network, most: perCaller, open: 0, waiting: new Set() }
    callers.set(network, caller)
    return [caller, everybody]
  }

  function leave(socket) {
    for (const group of connections.get(socket)?.groups ?? []) {
      group.open -= 1
      group.waiting.delete(socket)
      if (group.open === 0) callers.delete(group.network)
    }
    connections.delete(socket)
  }

  /** At once: the descriptor is free when this returns, while `close` comes later. */
  function end(socket) {
    leave(socket)
    socket.destroy()
  }

  server.on('connection', (socket) => {
    const groups = groupsOf(socket)
    connections.set(socket, { groups, underWay: 0 })
    socket.once('close', () => leave(socket))
    for (const group of groups) {
      group.open += 1
      group.waiting.add(socket)
    }
    for (const group of groups) {
      const [longest] = group.open > group.most ? group.waiting : []
      if (longest) end(longest)
    }
  })

  server.on('request', ({ socket }, response) => {
    const connection = connections.get(socket)
    if (!connection) return
    for (const { waiting } of connection.groups) waiting.delete(socket)
    connection.underWay += 1
    if (connection.underWay > underWay) return end(socket)
    response.once('close', () => {
      connection.underWay -= 1
      if (connection.underWay > 0 || !connections.has(socket)) return
      for (const { waiting } of connection.groups) waiting.add(socket)
    })
  })
}
