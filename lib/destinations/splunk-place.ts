// Apart from `splunk.ts`, so that what only names a place comes without the schemas.

/** The engine sends to HEC's raw endpoint alone. Source: Cloudflare, "Enable Splunk". */
export const rawPath = 'services/collector/raw'

/**
 * For a new job without a source type, which IBM's form asks for; that it could be left out is unproven. Source: the
 * example in IBM CIS, "Logpush", and in Cloudflare, "Enable Splunk".
 */
export const usualSourceType = 'cloudflare:json'

/** The raw endpoint is meant where no path is given. */
export function splunkPlace(text: string): { authority: string; path: string } {
  const slash = text.indexOf('/')
  if (slash < 0) return { authority: text, path: rawPath }
  // Where nothing else is behind the last slash, it says nothing.
  return {
    authority: text.slice(0, slash),
    path: text.slice(slash + 1).replace(/\/$/, '') || rawPath,
  }
}

/** `host:port/services/collector/raw`, however it was given. */
export function fullEndpoint(text: string): string {
  const { authority, path } = splunkPlace(text.trim())
  return `${authority.toLowerCase()}/${path}`
}
