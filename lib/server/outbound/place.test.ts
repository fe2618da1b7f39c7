import { describe, expect, it } from 'vitest'
import { ForbiddenHost, OutboundFailure } from './failure'
import type { Network } from './network'
import { findPlace, type Reach } from './place'

type Scripted = Network & { asked: string[] }

/** Name servers that answer in turn; the last answer again and again. */
function answering(...answers: (string[] | OutboundFailure)[]): Scripted {
  const asked: string[] = []
  return {
    asked,
    addressesOf: async (name) => {
      asked.push(name)
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      if (answer === undefined || answer instanceof OutboundFailure) throw answer
      return answer
    },
    connect: () => {
      throw new Error('nobody asked for a connection')
    },
    ownAddresses: () => ['8.8.4.4', '2606:4700::7'],
  }
}

const reach = (network: Network, allowPrivate = false): Reach => ({
  allowPrivate,
  untilMs: Date.now() + 10_000,
  network,
})
const why = async (host: string, network: Network) => {
  try {
    return await findPlace(host, reach(network))
  } catch (error) {
    if (error instanceof ForbiddenHost) return [error.why, error.byName]
    throw error
  }
}

describe('a place', () => {
  it('has all addresses of its name, IPv4 first, from one question', async () => {
    const network = answering(['2606:4700::1', '1.1.1.1'])
    expect(await findPlace('Logs.Example.', reach(network))).toEqual({
      host: 'logs.example',
      isName: true,
      addresses: ['1.1.1.1', '2606:4700::1'],
    })
    expect(network.asked).toEqual(['logs.example'])
  })

  it.each([
    [['1.1.1.1', '10.0.0.1'], 'private'],
    [['1.1.1.1', '::ffff:127.0.0.1'], 'loopback'],
    [['1.1.1.1', '169.254.169.254'], 'metadata'],
    [['2606:4700::1', '64:ff9b::a00:1'], 'private'],
    [['2606:4700::1', '2606:4700::7'], 'own'],
    [['::ffff:8.8.4.4'], 'own'],
    [['64:ff9b::808:404'], 'own'],
    [['2002:808:404::1'], 'own'],
    [['0.0.0.0'], 'loopback'],
  ])('is none with one address inside: %j', async (addresses, inside) => {
    expect(await why('logs.example', answering(addresses))).toEqual([inside, true])
  })

  it.each([
    ['127.1', 'loopback'],
    ['[::ffff:a9fe:a9fe]', 'metadata'],
    ['8.8.4.4', 'own'],
    ['localhost', 'loopback'],
    ['x.localhost.', 'loopback'],
    ['metadata.google.internal', 'metadata'],
    ['a b', 'invalid'],
  ])('is none at %s, without a question', async (host, inside) => {
    const network = answering(['1.1.1.1'])
    expect(await why(host, network)).toEqual([inside, false])
    expect(network.asked).toEqual([])
  })

  it('may be anywhere where the operator says so', async () => {
    const network = answering(['10.0.0.1'])
    const open = reach(network, true)
    expect((await findPlace('db.example', open)).addresses).toEqual(['10.0.0.1'])
    expect((await findPlace('127.0.0.1', open)).addresses).toEqual(['127.0.0.1'])
    expect((await findPlace('localhost', open)).addresses).toEqual(['127.0.0.1', '::1'])
    expect(network.asked).toEqual(['db.example'])
  })

  it('says when there is no such name', async () => {
    const failure = new OutboundFailure('dns_not_found', 'name')
    await expect(findPlace('logs.example', reach(answering(failure)))).rejects.toBe(failure)
  })
})
