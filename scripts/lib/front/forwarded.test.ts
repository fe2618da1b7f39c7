import { describe, expect, it } from 'vitest'
import { resolveForwarded, trustedProxies } from './forwarded.mjs'

const proxies = trustedProxies(['10.0.0.1', '192.168.0.0/16', 'fd00::1'])

describe('forwarded headers', () => {
  it.each([
    ['a stranger who sends none', {}, '203.0.113.9', '203.0.113.9'],
    ['a stranger who forges one', { 'x-forwarded-for': '10.9.9.9' }, '203.0.113.9', '203.0.113.9'],
    ['a proxy', { 'x-forwarded-for': '198.51.100.7' }, '10.0.0.1', '198.51.100.7'],
    [
      'a proxy seen by IPv6',
      { 'x-forwarded-for': '198.51.100.7' },
      '::ffff:10.0.0.1',
      '198.51.100.7',
    ],
    [
      'a chain whose first part the client wrote',
      { 'x-forwarded-for': '1.2.3.4, 198.51.100.7, 192.168.4.4' },
      'fd00::1',
      '198.51.100.7',
    ],
    [
      'a proxy that writes ports',
      { 'x-forwarded-for': '1.2.3.4, 198.51.100.7:4711' },
      '10.0.0.1',
      '198.51.100.7',
    ],
    [
      'a proxy that writes ports by IPv6',
      { 'x-forwarded-for': '1.2.3.4, [2001:db8::7]:4711' },
      '10.0.0.1',
      '2001:db8::7',
    ],
    [
      'a proxy that does not say who came, behind what the client wrote',
      { 'x-forwarded-for': '1.2.3.4, unknown, 192.168.4.4' },
      '10.0.0.1',
      '192.168.4.4',
    ],
    [
      'a proxy, in the other spelling of an IPv4 address within IPv6',
      { 'x-forwarded-for': '198.51.100.7' },
      '::ffff:a00:1',
      '198.51.100.7',
    ],
    [
      'a proxy whose caller came by IPv4 within IPv6',
      { 'x-forwarded-for': '::FFFF:198.51.100.7' },
      '10.0.0.1',
      '198.51.100.7',
    ],
    [
      'a proxy whose caller did so in the other spelling',
      { 'x-forwarded-for': '0:0:0:0:0:ffff:c633:6407' },
      '10.0.0.1',
      '198.51.100.7',
    ],
    [
      'a proxy that writes IPv6 at length',
      { 'x-forwarded-for': '2001:0DB8:0:0::7' },
      '10.0.0.1',
      '2001:db8::7',
    ],
    ['a proxy that says nothing', {}, '10.0.0.1', '10.0.0.1'],
    ['a proxy that talks nonsense', { 'x-forwarded-for': 'unknown, <b>' }, '10.0.0.1', '10.0.0.1'],
  ])('of %s give the right address', (_name, headers, from, address) => {
    expect(resolveForwarded(headers, from, proxies).address).toBe(address)
  })

  it('are believed about HTTPS from a proxy only', () => {
    const headers = { 'x-forwarded-proto': 'https' }
    expect(resolveForwarded(headers, '10.0.0.1', proxies).scheme).toBe('https')
    expect(resolveForwarded(headers, '203.0.113.9', proxies).scheme).toBe('http')
  })
})

it('leaves out what is no address, which the app refuses with a sentence', () => {
  const isTrusted = trustedProxies(['nonsense', '10.0.0.0/99', '10.0.0.1'])
  expect([isTrusted('10.0.0.1'), isTrusted('10.0.0.2')]).toEqual([true, false])
})
