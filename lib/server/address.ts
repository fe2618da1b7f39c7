import 'server-only'

// The front, which runs before anything is built, counts callers in the same way.
export { networkOf as callerNetwork } from '@/scripts/lib/front/network.mjs'

/**
 * The caller's address and scheme. The server's front (scripts/lib/front/forwarded.mjs) has removed every `X-Forwarded-*`
 * header that did not come from one of TRUSTED_PROXIES and put the resolved values into these two, so no header of
 * a stranger is read here.
 */
export function remoteAddress(request: Request): string {
  return request.headers.get('x-logpush-address') ?? 'unknown'
}

/** `headers`: of the request, or what the framework's `headers()` gives a page. */
export function isHttps(headers: Pick<Headers, 'get'>, appUrl: string | undefined): boolean {
  if (appUrl) return appUrl.startsWith('https:')
  return headers.get('x-logpush-scheme') === 'https'
}
