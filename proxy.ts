import { type NextRequest, NextResponse } from 'next/server'

/**
 * Gives every page a Content-Security-Policy with a nonce of its own; the framework puts the nonce on its scripts.
 * Also tells the layout which address was asked for, so that a signed-out person comes back to it.
 */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set('x-logpush-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'no-store')
  return response
}

function contentSecurityPolicy(nonce: string): string {
  // The development server compiles with eval; a production build does not.
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

export const config = {
  // Everything that may be answered with a page, the one for an address that does not exist included.
  matcher: [{ source: '/((?!api/|metrics$|_next/static/|favicon\\.svg$).*)' }],
}
