import type { Field, Timestamps } from '@/lib/schemas/logs'

/** 14 October 2026, 07:42:06 UTC: made up, and the same at every call. */
const sampleSeconds = 1_791_963_726

/** A moment in one of the formats a job can ask for; `unixnano` is exact for whole seconds only. */
function formatTimestamp(seconds: number, format: Timestamps): string | number {
  switch (format) {
    case 'rfc3339':
      return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
    case 'unix':
      return seconds
    case 'unixnano':
      return seconds * 1_000_000_000
  }
}

/** Made-up values by name; addresses and names are from the ranges kept for documentation. */
const byName: [RegExp, unknown][] = [
  [/^(ClientIP|SourceIP)$/, '203.0.113.77'],
  [/^OriginIP$|^EdgeServerIP$/, '198.51.100.20'],
  [/^ClientAS[Nn]$/, 64500],
  [/ASNDescription$/, 'EXAMPLE-AS'],
  [/Country$/, 'pl'],
  [/^ClientIPClass$/, 'noRecord'],
  [/DeviceType$/, 'desktop'],
  [/Method$/, 'GET'],
  [/RequestPath$/, '/koszyk/dodaj'],
  [/RequestURI$/, '/koszyk/dodaj?sku=41-118'],
  [/RequestQuery$/, '?sku=41-118'],
  [/RequestProtocol$/, 'HTTP/2'],
  [/Scheme$/, 'https'],
  [/Refer+er$/, ''],
  [/UserAgent$/, 'Mozilla/5.0 (X11; Linux x86_64) Example/1.0'],
  [/(SSL|Tls)Protocol$/, 'TLSv1.3'],
  [/(SSL|Tls)Cipher$/, 'AEAD-AES128-GCM-SHA256'],
  [/^BotScore$/, 87],
  [/ColoCode$/, 'WAW'],
  [/Status$/, 200],
  [/CacheStatus$/, 'miss'],
  [/ContentType$/, 'text/html'],
  [/RayID$/, '8f2c1d7b5e904a3c'],
  [/(Client|Src)Port$/, 51724],
  [/OriginPort$/, 443],
  [/Proto$/, 'tcp'],
  [/^QueryType$/, 28],
  [/^ResponseCode$/, 0],
  [/^Event$/, 'disconnect'],
  [/^Action$/, 'block'],
  [/^Kind$/, 'firewall'],
  [/^Source$/, 'waf'],
  [/Bytes$/, 4180],
]

function madeUp({ name, type }: Field, host: string, timestamps: Timestamps): unknown {
  if (/(Timestamp|Datetime)$/.test(name)) return formatTimestamp(sampleSeconds, timestamps)
  const kind = type.toLowerCase()
  const isList = kind.includes('array')
  const isNumber = /^(int|float|number)/.test(kind)
  if (!isList && /(RequestHost|ZoneName|QueryName|ServerName)$/.test(name)) return host
  const known = byName.find(([pattern]) => pattern.test(name))?.[1]
  // A name may fit where the type does not: `ClientTlsStatus` is a word, `EdgeResponseStatus` a number.
  if (known !== undefined && !isList && (typeof known === 'number') === isNumber) return known
  if (isList) return []
  if (isNumber) return 0
  if (kind.startsWith('bool')) return false
  if (/object|map/.test(kind)) return {}
  return ''
}

/** A made-up record with these fields, the same at every call, for showing what will arrive. */
export function sampleRecord(
  fields: readonly Field[],
  timestamps: Timestamps,
  host = 'shop.example',
): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, madeUp(field, host, timestamps)]))
}

/** About how many bytes such a record takes as a line, before gzip. */
export function recordBytes(record: Record<string, unknown>): number {
  return new TextEncoder().encode(JSON.stringify(record)).length + 1
}
