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
  /** Splunk, QRadar, HTTPS, Datadog and Sumo Logic: pushed to by HTTPS. */
  | ({ kind: 'web' } & Web)
  /** All the engine's others: buckets of other clouds, which only have a name here. */
  | { kind: 'elsewhere'; host: string }

export type Web = {
  /** In lower case. */
  host: string
  port: number
  /** With the query, as it goes over the wire. */
  path: string
  /** From `header_*`, in their order. */
  headers: [name: string, value: string][]
  /** False with `insecure-skip-verify`. */
  verifies: boolean
}

const WEB = ['https', 'splunk', 'datadog', 'sumo']

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
      const [host = '', port = '443'] = authority.replace(/^.*@/, '').toLowerCase().split(':', 2)
      if (!host) return null
      if (!WEB.includes(scheme.toLowerCase())) return { kind: 'elsewhere', host }
      return { kind: 'web', host, port: Number(port), ...readQuery(path, query) }
    }
  }
}

/**
 * `header_*` become headers, `insecure-skip-verify` is the engine's own, all the rest is sent on. Source: engine's pages on HTTP and
 * Splunk. The engine is written in Go, whose queries have `+` for a space; that it reads its own texts so is unproven.
 */
function readQuery(path: string, query: string): Omit<Web, 'host' | 'port'> {
  const headers: Web['headers'] = []
  const sentOn: string[] = []
  let verifies = true
  for (const pair of query.split('&')) {
    const cut = pair.indexOf('=')
    const name = decode(cut < 0 ? pair : pair.slice(0, cut))
    const value = cut < 0 ? '' : pair.slice(cut + 1)
    if (name.startsWith('header_')) {
      headers.push([name.slice('header_'.length), decode(value.replaceAll('+', ' '))])
    } else if (name === 'insecure-skip-verify') verifies = value !== 'true'
    else if (pair !== '') sentOn.push(pair)
  }
  const whole = `${path || '/'}${sentOn.length > 0 ? `?${sentOn.join('&')}` : ''}`
  return { path: whole.replace(/[^\x21-\x7e]/gu, encodeURIComponent), headers, verifies }
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
