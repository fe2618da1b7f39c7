import { describe, expect, test } from 'vitest'
import { safeReturnTo } from './return-to'
import { routes } from './routes'

const zone = routes.zone('1f2e3d4c-0000-4000-8000-000000000001', 'a'.repeat(32))

describe('a path of this app is kept as it is', () => {
  test.each([
    '/',
    '/?instance=1f2e3d4c-0000-4000-8000-000000000001',
    '/activity',
    zone,
    `${zone}/jobs/new?step=logs`,
    '/activity?q=a%2F%2Fb#x',
    '/sign-in-help',
    '/apis',
  ])('%s', (path) => expect(safeReturnTo(path)).toBe(path))
})

describe('anything else leads home', () => {
  test.each([
    undefined,
    null,
    42,
    ['/activity'],
    '',
    'activity',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\nSet-Cookie: a=b',
    '/\u0000',
    '/\u0085',
    ' /activity',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    '/sign-in',
    '/sign-in?returnTo=/sign-in',
    '/x/../sign-in',
    '/api/session',
    `/${'a'.repeat(2_000)}`,
  ])('%j', (value) => expect(safeReturnTo(value)).toBe('/'))
})

test('whatever passes stays on this host, however it is resolved', () => {
  const parts = ['/', '\\', '.', '..', '@', ':', '?', '#', '%2f', '%5c', '\t', 'evil.example', 'a']
  for (let seed = 0; seed < 20_000; seed++) {
    let rest = seed
    let value = '/'
    for (let i = 0; i < 4; i++) {
      value += parts[rest % parts.length] ?? ''
      rest = Math.floor(rest / parts.length)
    }
    const once = new URL(safeReturnTo(value), 'https://dashboard.example')
    expect(once.host, value).toBe('dashboard.example')
    const twice = new URL(once.pathname + once.search, 'https://dashboard.example')
    expect(twice.host, value).toBe('dashboard.example')
  }
})
