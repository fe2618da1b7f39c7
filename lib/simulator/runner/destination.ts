/** Where a job pushes to, as the engine reads it out of `destination_conf`. */
export type Destination =
  | {
      kind: 'cos'
      bucket: string
      /** Without slashes at its ends; may hold `{DATE}`. */
      path: string
      region: string
      instanceId: string
      apiKey: string | null
    }
  | { kind: 'cloudLogs'; instanceId: string; region: string; apiKey: string }
  /** Splunk, QRadar, HTTPS and all the engine's others: only the host matters here. */
  | { kind: 'elsewhere'; host: string }

const OUTLINE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?/i

const INGRESS_HOST = /^([^.]+)\.ingress(?:\.private)?\.([^.]+)\.logs\.cloud\.ibm\.com(?::\d+)?$/i

/**
 * Takes a `destination_conf` apart; null when the engine could do nothing with it. Forms: IBM's Logpush page and CLI reference
 * (`cos://bucket/path?region&instance-id[&ibm_api_key]`, `ibmcl://<guid>.ingress.<region>.logs.cloud.ibm.com/…?ibm_api_key`).
 */
export function parseDestination(conf: string): Destination | null {
  const match = OUTLINE.exec(conf)
  if (!match) return null
  const [, scheme = '', authority = '', path = '', query = ''] = match
  const params = paramsOf(query)
  switch (scheme.toLowerCase()) {
    case 'cos': {
      const region = params.get('region')
      const instanceId = params.get('instance-id')
      if (!authority || !region || !instanceId) return null
      return {
        kind: 'cos',
        bucket: authority,
        path: decode(path).replace(/^\/+|\/+$/g, ''),
        region,
        instanceId,
        apiKey: params.get('ibm_api_key') || null,
      }
    }
    case 'ibmcl': {
      const [, instanceId, region] = INGRESS_HOST.exec(authority) ?? []
      const apiKey = params.get('ibm_api_key')
      if (!instanceId || !region || !apiKey) return null
      return { kind: 'cloudLogs', instanceId, region, apiKey }
    }
    default: {
      const host = authority.replace(/^.*@/, '').replace(/:\d+$/, '').toLowerCase()
      return host ? { kind: 'elsewhere', host } : null
    }
  }
}

/** Not URLSearchParams: that would turn a `+` in a key into a space. The first of a name counts. */
function paramsOf(query: string): Map<string, string> {
  const params = new Map<string, string>()
  for (const pair of query.split('&')) {
    const cut = pair.indexOf('=')
    const name = decode(cut < 0 ? pair : pair.slice(0, cut))
    if (!params.has(name)) params.set(name, cut < 0 ? '' : decode(pair.slice(cut + 1)))
  }
  return params
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
