const collector = /\/services\/collector(?:\/(?:raw|event|mint|health)(?:\/1\.0)?)?\/*$/i

/**
 * What is meant by a pasted endpoint: host and port alone of an address as Splunk and its documents show it, with the path
 * only where the collector lies below one. What is no such address stays as it is, for the field to complain of.
 */
export function tidyEndpoint(text: string): string {
  const [, scheme, authority = '', path = ''] =
    /^(?:(https?):\/\/)?([^/?#\s@]+)(\/(?!\/)[^?#\s]*)?(?:\?[^#\s]*)?(?:#\S*)?$/i.exec(
      text.trim(),
    ) ?? []
  const isCollector = collector.test(path)
  if (authority === '' || (scheme === undefined && !isCollector)) return text
  const above = isCollector ? path.replace(collector, '') : ''
  // Without a port an https address means 443.
  const place = scheme && !/:\d+$/.test(authority) ? `${authority}:443` : authority
  return above === '' ? place : `${place}${above}/services/collector/raw`
}

/** The token itself out of a header, or of what goes before it there. */
export function tidyToken(text: string): string {
  return text.trim().replace(/^["']?(?:authorization\s*:\s*)?splunk\s+(\S.*?)["']?$/i, '$1')
}
