import { describe, expect, it } from 'vitest'
import { resolveForwarded, trustedProxies } from './forwarded.mjs'

const proxies = trustedProxies(['10.0.0.1', '192.168.0.0/16', 'fd00::1'])

function resolved(headers: Record<string, string>, from: string) {
  const result = { ...headers }
  resolveForwarded(result, from, proxies)
  return result
}

describe('forwarded headers', () => {
  it.each([
    ['a stranger who sends none', {}, '203.0.113.9', '203.0.113.9'],
    ['a stranger who forges one', { 'x-forwarded-for': '10.9.9.9' }, '203.0.113.9', '203.0.113.9'],
    [
      'a stranger who forges ours',
      { 'x-logpush-address': '1.1.1.1' },
      '203.0.113.9',
      '203.0.113.9',
    ],
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
    ['a proxy that says nothing', {}, '10.0.0.1', '10.0.0.1'],
    ['a proxy that talks nonsense', { 'x-forwarded-for': 'unknown, <b>' }, '10.0.0.1', '10.0.0.1'],
  ])('of %s give the right address', (_name, headers, from, address) => {
    expect(resolved(headers, from)['x-logpush-address']).toBe(address)
  })

  it('are believed about HTTPS from a proxy only', () => {
    const headers = { 'x-forwarded-proto': 'https' }
    expect(resolved(headers, '10.0.0.1')['x-logpush-scheme']).toBe('https')
    expect(resolved(headers, '203.0.113.9')['x-logpush-scheme']).toBe('http')
  })

  it('reach no handler', () => {
    const headers = {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=1',
    }
    const names = Object.keys(resolved(headers, '10.0.0.1'))
    expect(names).toEqual(['x-logpush-address', 'x-logpush-scheme'])
  })
})
