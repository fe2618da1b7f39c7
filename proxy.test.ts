import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { config, proxy } from './proxy'

describe('the content security policy', () => {
  it.each([
    ['/', true],
    ['/sign-in?returnTo=%2Factivity', true],
    ['/api', true],
    ['/no-such-page', true],
    ['/favicon-of-nobody', true],
    ['/favicon.svg/nothing', true],
    ['/_next/image?url=%2Ffavicon.svg', true],
    ['/_next/staticky', true],
    ['/favicon.svg', false],
    ['/_next/static/chunks/a.js', false],
    ['/api/session', false],
    ['/metrics', false],
    ['/metrics-of-nobody', true],
  ])('of %s comes with the page: %s', (url, expected) => {
    expect(doesMatch({ config, nextConfig: {}, url })).toBe(expected)
  })

  it('has a nonce of its own each time, and nobody else’s', () => {
    const headers = { 'content-security-policy': "script-src 'nonce-FAKE'", 'x-nonce': 'FAKE' }
    const policies = Array.from({ length: 50 }, () => {
      const answer = proxy(new NextRequest('http://localhost:3000/activity', { headers }))
      return answer.headers.get('content-security-policy') ?? ''
    })
    expect(new Set(policies).size).toBe(50)
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/FAKE|unsafe/)
    }
  })
})
