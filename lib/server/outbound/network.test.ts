import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { OutboundFailure } from './failure'
import { askingNameServers } from './network'

const types = { a: 1, aaaa: 28 }
type Records = Record<number, Buffer[]>

let server: Socket | undefined
afterEach(() => server?.close())

/** A name server on loopback: `code` of its answers (RFC 1035 4.1.1), or null for none at all. */
async function nameServer(code: number | null, records: Records = {}): Promise<string> {
  server = createSocket('udp4')
  const socket = server
  socket.on('message', (query, { port }) => {
    if (code === null) return
    // The question: a name that ends with an empty label, type and class.
    const typeAt = query.indexOf(0, 12) + 1
    const found = records[query.readUInt16BE(typeAt)] ?? []
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(0x8180 | code, 2)
    head.writeUInt16BE(found.length, 6)
    head.writeUInt16BE(0, 8)
    head.writeUInt16BE(0, 10)
    const answers = found.map((data) => {
      const record = Buffer.alloc(12)
      record.writeUInt16BE(0xc00c, 0)
      query.copy(record, 2, typeAt, typeAt + 4)
      record.writeUInt16BE(data.length, 10)
      return Buffer.concat([record, data])
    })
    socket.send(
      Buffer.concat([head, query.subarray(12, typeAt + 4), ...answers]),
      port,
      '127.0.0.1',
    )
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
}

const ask = async (at: string, withinMs = 8_000) => {
  try {
    return await askingNameServers([at])('logs.example', Date.now() + withinMs, false)
  } catch (error) {
    return error instanceof OutboundFailure ? error.code : error
  }
}
const v4 = Buffer.from([10, 0, 0, 1])
const v6 = Buffer.from('26064700000000000000000000000001', 'hex')

describe('a name', () => {
  it('has the addresses of both kinds', async () => {
    const at = await nameServer(0, { [types.a]: [v4, v4], [types.aaaa]: [v6] })
    expect(await ask(at)).toEqual(['10.0.0.1', '10.0.0.1', '2606:4700::1'])
  })

  it('has those of one kind', async () => {
    expect(await ask(await nameServer(0, { [types.aaaa]: [v6] }))).toEqual(['2606:4700::1'])
  })

  it.each<[string, number | null, string]>([
    ['is not known', 3, 'dns_not_found'],
    ['has no address', 0, 'dns_not_found'],
    ['cannot be looked up by a broken name server', 2, 'dns_failed'],
    ['cannot be looked up by one that refuses', 5, 'dns_failed'],
  ])('%s', async (_, code, expected) => {
    expect(await ask(await nameServer(code))).toBe(expected)
  })

  it('is given up in time', async () => {
    expect(await ask(await nameServer(null), 200)).toBe('dns_failed')
  })
})
