import type { Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Made, makeCertificate, type Wanted } from '@/lib/testing/certificates'
import { startReceiver, startTcp } from '@/lib/testing/receiver'
import { beginTls, openSocket, type Secured } from './connect'
import { OutboundFailure } from './failure'
import { machine, type Network } from './network'
import { findPlace, type Place, type Reach } from './place'

const open: { close: () => Promise<void> | void }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const reach = (network?: Network, withinMs = 8_000): Reach => ({
  allowPrivate: true,
  untilMs: Date.now() + withinMs,
  ...(network && { network }),
})
const here = (host = 'localhost'): Place => ({ host, isName: true, addresses: ['127.0.0.1'] })
const codeOf = async (work: Promise<unknown>) => {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  )
  return failure instanceof OutboundFailure ? [failure.code, failure.stage] : failure
}

let authority: Made
beforeAll(() => {
  authority = makeCertificate({ name: 'Trusted Test CA', isAuthority: true })
  setDefaultCACertificates([...getCACertificates('bundled'), authority.cert])
})

async function secureAt(port: number, place: Place, to = reach()): Promise<Secured> {
  const secured = await beginTls(await openSocket(place, port, to), place, to)
  open.push({ close: () => void secured.socket.destroy() })
  return secured
}

async function problemsOf(wanted: Omit<Wanted, 'name'>, more: Made[] = [], host = 'localhost') {
  const made = makeCertificate({ name: 'leaf', hosts: ['localhost'], issuer: authority, ...wanted })
  const cert = [made, ...more].map((one) => one.cert).join('')
  const receiver = await startReceiver({ certificate: { key: made.key, cert } })
  open.push(receiver)
  const { problems, trustedHereOnly } = await secureAt(receiver.port, here(host))
  return { problems, codes: problems.map(({ code }) => code), trustedHereOnly }
}

const day = 86_400_000

describe('a certificate', () => {
  it('that is in order has no problem; that only this server trusts its authority is said', async () => {
    expect(await problemsOf({})).toMatchObject({ codes: [], trustedHereOnly: true })
  })

  it('that has expired says when', async () => {
    const toMs = Date.parse('2024-03-05T00:00:00Z')
    const { problems } = await problemsOf({ fromMs: toMs - day, toMs })
    expect(problems).toEqual([{ code: 'certificate_expired', on: '2024-03-05' }])
  })

  it('that is not valid yet says from when', async () => {
    const fromMs = Date.parse('2094-03-05T00:00:00Z')
    const { problems } = await problemsOf({ fromMs, toMs: fromMs + day })
    expect(problems).toEqual([{ code: 'certificate_not_yet_valid', on: '2094-03-05' }])
  })

  it('whose authority has expired', async () => {
    const old = { fromMs: Date.now() - 2 * day, toMs: Date.now() - day }
    const middle = makeCertificate({ name: 'Old', isAuthority: true, issuer: authority, ...old })
    expect(await problemsOf({ issuer: middle }, [middle])).toMatchObject({
      problems: [{ code: 'certificate_expired' }],
    })
  })

  it('for other hosts names them', async () => {
    const { problems } = await problemsOf({ hosts: ['a.example', '192.0.2.1'] })
    expect(problems).toEqual([
      { code: 'certificate_other_host', names: ['a.example', '192.0.2.1'] },
    ])
  })

  it('with a common name only, which the engine does not read', async () => {
    const { problems } = await problemsOf({ hosts: [] })
    expect(problems).toMatchObject([{ code: 'certificate_other_host', names: ['leaf'] }])
  })

  it('that is self-signed', async () => {
    const made = makeCertificate({ name: 'localhost', hosts: ['localhost'] })
    const receiver = await startReceiver({ certificate: made })
    open.push(receiver)
    const { problems } = await secureAt(receiver.port, here())
    expect(problems).toEqual([{ code: 'certificate_self_signed' }])
  })

  it('of an authority that nobody knows', async () => {
    const unknown = makeCertificate({ name: 'Nordlicht CA', isAuthority: true })
    const { problems } = await problemsOf({ issuer: unknown }, [unknown])
    expect(problems).toEqual([{ code: 'certificate_unknown_authority', names: ['Nordlicht CA'] }])
    const middle = makeCertificate({ name: 'Middle', isAuthority: true, issuer: unknown })
    const second = await problemsOf({ issuer: middle }, [middle])
    expect(second.problems).toEqual([
      { code: 'certificate_unknown_authority', names: ['Nordlicht CA'] },
    ])
  })

  it('without the one between, and in order with it', async () => {
    const middle = makeCertificate({ name: 'Middle', isAuthority: true, issuer: authority })
    const alone = await problemsOf({ issuer: middle })
    expect(alone.problems).toEqual([
      { code: 'certificate_chain_incomplete', names: ['Middle'], reason: 'alone' },
    ])
    const issuerUrl = 'http://ca.example/middle.crt'
    const named = await problemsOf({ issuer: middle, issuerUrl })
    expect(named.problems).toEqual([{ code: 'certificate_chain_incomplete', names: ['Middle'] }])
    expect((await problemsOf({ issuer: middle }, [middle])).codes).toEqual([])
  })

  it('has all its problems named', async () => {
    const toMs = Date.now() - day
    const made = makeCertificate({ name: 'Splunk', hosts: ['x.example'], fromMs: 0, toMs })
    const receiver = await startReceiver({ certificate: made })
    open.push(receiver)
    const { problems } = await secureAt(receiver.port, here())
    expect(problems.map(({ code }) => code)).toEqual([
      'certificate_expired',
      'certificate_self_signed',
      'certificate_other_host',
    ])
  })
})

describe('a connection', () => {
  it('is refused where nobody listens', async () => {
    const gone = await startTcp(() => {})
    await gone.close()
    expect(await codeOf(openSocket(here(), gone.port, reach()))).toEqual([
      'connection_refused',
      'connection',
    ])
  })

  it('goes to the judged addresses only, the next where one fails', async () => {
    const server = await startTcp(() => {})
    open.push(server)
    const tried: string[] = []
    const network: Network = {
      ...machine,
      addressesOf: async () => ['127.0.0.2', '127.0.0.1', '127.0.0.3'],
      connect: (address, port) => {
        tried.push(address)
        return machine.connect(address, address === '127.0.0.2' ? 1 : port)
      },
    }
    const to = reach(network)
    const place = await findPlace('logs.example', to)
    const socket = await openSocket(place, server.port, to)
    expect(tried).toEqual(['127.0.0.2', '127.0.0.1'])
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  })

  it('cannot be led elsewhere by what the name resolves to later', async () => {
    const server = await startTcp(() => {})
    open.push(server)
    const answers = [['93.184.215.14'], ['127.0.0.1']]
    const tried: string[] = []
    const network: Network = {
      addressesOf: async () => answers.shift() ?? [],
      ownAddresses: () => [],
      connect: (address) => {
        tried.push(address)
        // As if the public address were there.
        return machine.connect('127.0.0.1', server.port)
      },
    }
    const to = { ...reach(network), allowPrivate: false }
    const place = await findPlace('rebind.example', to)
    const socket = await openSocket(place, 443, to)
    expect(tried).toEqual(['93.184.215.14'])
    expect(answers).toEqual([['127.0.0.1']])
    socket.destroy()
  })

  it('is given up in time', async () => {
    const silent = await startTcp(() => {})
    open.push(silent)
    const to = reach(undefined, 150)
    const raw = await openSocket(here(), silent.port, to)
    expect(await codeOf(beginTls(raw, here(), to))).toEqual(['timeout', 'tls'])
    expect(raw.destroyed).toBe(true)
  })
})

describe('TLS', () => {
  const tlsWith = async (onSocket: (socket: Socket) => void) => {
    const server = await startTcp(onSocket)
    open.push(server)
    const to = reach()
    return codeOf(beginTls(await openSocket(here(), server.port, to), here(), to))
  }

  it.each<[string, (socket: Socket) => void, string]>([
    [
      'plain HTTP',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      'not_tls',
    ],
    ['a greeting of its own', (socket) => socket.write('220 mail.example ESMTP\r\n'), 'not_tls'],
    [
      'nothing, and hangs up',
      (socket) => socket.once('data', () => socket.end()),
      'connection_reset',
    ],
    [
      'a reset',
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      'connection_reset',
    ],
    [
      'an alert of another version',
      (socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 70]))),
      'tls_version',
    ],
    [
      'an alert that the handshake failed',
      (socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40]))),
      'tls_failed',
    ],
    [
      'an alert that it does not know the name',
      (socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 112]))),
      'tls_name_unknown',
    ],
  ])('is not spoken by what answers with %s', async (_, onSocket, code) => {
    expect(await tlsWith(onSocket)).toEqual([code, 'tls'])
  })

  it('says which name it wants (SNI)', async () => {
    const receiver = await startReceiver()
    open.push(receiver)
    const { socket } = await secureAt(receiver.port, here('logs.example'))
    expect('servername' in socket && socket.servername).toBe('logs.example')
  })
})
