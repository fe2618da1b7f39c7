import 'server-only'

/**
 * The caller's address and scheme. The server's front (scripts/lib/forwarded.mjs) has removed every `X-Forwarded-*`
 * header that did not come from one of TRUSTED_PROXIES and put the resolved values into these two, so no header of
 * a stranger is read here.
 */
export function remoteAddress(request: Request): string {
  return request.headers.get('x-logpush-address') ?? 'unknown'
}

export function isHttps(request: Request, appUrl: string | undefined): boolean {
  if (appUrl) return appUrl.startsWith('https:')
  return request.headers.get('x-logpush-scheme') === 'https'
}
