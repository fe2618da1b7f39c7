import { describe, expect, it } from 'vitest'
import { callerNetwork, isHttps, remoteAddress } from './address'

const request = (headers: Record<string, string>) =>
  new Request('http://localhost:3000/api/session', { headers })

describe('the caller’s address', () => {
  it.each([
    [{ 'x-logpush-address': '192.0.2.7' }, '192.0.2.7'],
    [{ 'x-forwarded-for': '192.0.2.7', 'x-real-ip': '192.0.2.7' }, 'unknown'],
    [{ 'x-logpush-address': '::1', forwarded: 'for=192.0.2.7' }, '::1'],
    [{}, 'unknown'],
  ])('of %j is %s', (headers, address) => {
    expect(remoteAddress(request(headers))).toBe(address)
  })
})

describe('HTTPS', () => {
  it.each([
    [{ 'x-logpush-scheme': 'https' }, undefined, true],
    [{ 'x-logpush-scheme': 'http' }, undefined, false],
    [{ 'x-forwarded-proto': 'https' }, undefined, false],
    [{}, undefined, false],
    [{}, 'https://logpush.example.com', true],
    [{ 'x-logpush-scheme': 'https' }, 'http://logpush.example.com', false],
  ])('by %j and APP_URL %s: %s', (headers, appUrl, expected) => {
    expect(isHttps(request(headers).headers, appUrl)).toBe(expected)
  })
})

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['unknown', 'unknown'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1::2:3:4:5', '2001:db8:1:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:c000:207', '192.0.2.7'],
  ['0:0:0:0:0:FFFF:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2::192.0.2.7', '2001:db8:1:2::/64'],
  ['1:2:3:4:5:ffff:192.0.2.7', '1:2:3:4::/64'],
  ['::ffff:0:192.0.2.7', '0:0:0:0::/64'],
])('%s is counted as %s', (address, network) => {
  expect(callerNetwork(address)).toBe(network)
})
