import { describe, expect, it } from 'vitest'
import { isHttps, remoteAddress } from './address'

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
