import { describe, expect, it } from 'vitest'
import { addressRefusal, awayFromFramework, isApiPath, pathForm } from './rules.mjs'

const status = (method: string, url: string) => addressRefusal(method, url)?.status ?? null

describe('methods', () => {
  it.each([
    ['GET', '/', null],
    ['HEAD', '/favicon.svg', null],
    ['POST', '/sign-in', 405],
    ['OPTIONS', '/sign-in', 405],
    ['DELETE', '/_next/static/chunks/a.js', 405],
    ['POST', '/apiary', 405],
    ['POST', '/api', null],
    ['PATCH', '/api/x', null],
    ['OPTIONS', '/api?x', null],
    ['TRACE', '/api/health', 405],
    ['PROPFIND', '/api/health', 405],
    ['FOO', '/api/health', 405],
    ['get', '/', 405],
  ])('%s %s: %s', (method, url, expected) => {
    expect(status(method, url)).toBe(expected)
  })

  it('that an address takes are named', () => {
    expect(addressRefusal('TRACE', '/api/x')?.allow).toContain('PATCH')
    expect(addressRefusal('TRACE', '/x')?.allow).toBe('GET, HEAD')
  })
})

describe('addresses', () => {
  it.each([
    ['/%C3%A4', null],
    ['/a%2Fb%00', null],
    ['/%ff', 400],
    ['/api/%', 400],
    ['/api/instances/%C3', 400],
    ['/%zz', 400],
    ['*', 400],
    ['', 400],
    ['example.com:443', 400],
    ['/x?returnTo=%ff', null],
    [`/${'a'.repeat(2047)}`, null],
    [`/${'a'.repeat(2048)}`, 400],
    [`/x?${'a'.repeat(4096)}`, null],
    [`/x?${'a'.repeat(4097)}`, 400],
    [`/x?${Array.from({ length: 50 }, (_, index) => `p${index}=1`).join('&')}`, null],
    [`/x?${'a&'.repeat(50)}`, 400],
    [`/x?${'&'.repeat(50)}`, 400],
  ])('are judged by their form and length, case %$', (url, expected) => {
    expect(status('GET', url)).toBe(expected)
  })

  it.each([
    ['http://localhost:3000/api/x?y', '/api/x?y'],
    ['HTTPS://example.com', '/'],
    ['http://example.com?x', '/?x'],
    ['//example.com/x', '//example.com/x'],
    ['/http://x', '/http://x'],
    ['*', '*'],
  ])('%s is %s', (url, path) => {
    expect(pathForm(url)).toBe(path)
  })

  it.each([
    ['/_global-error', '/-/_global-error'],
    ['/_global-error.rsc?_rsc=x', '/-/_global-error.rsc?_rsc=x'],
    ['/_not-found/', '/-/_not-found/'],
    ['/_next', '/-/_next'],
    ['/_next/static/chunks/a.js', '/_next/static/chunks/a.js'],
    ['/500', '/-/500'],
    ['/404.rsc', '/-/404.rsc'],
    ['/500?x', '/-/500?x'],
    ['/5000', '/5000'],
    ['/instances/_x', '/instances/_x'],
    ['/', '/'],
  ])('%s reaches the framework as %s', (url, path) => {
    expect(awayFromFramework(url)).toBe(path)
  })

  it.each([
    ['/api', true],
    ['/api?x', true],
    ['/api/x', true],
    ['/apiary', false],
    ['/x/api/', false],
  ])('%s is of the API: %s', (url, expected) => {
    expect(isApiPath(url)).toBe(expected)
  })
})
