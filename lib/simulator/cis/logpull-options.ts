import { malformed } from './envelope.ts'

const TIMESTAMPS = ['rfc3339', 'unix', 'unixnano']

/**
 * Checks `fields=A,B&timestamps=rfc3339[&sample=0.1][&CVE-2021-44228=true]`. Source: IBM CIS logpush; engine's API configuration.
 * Field names are case-sensitive and must exist; `all` is a word of the CLI only (cloudflare/cloudflare-docs #10365).
 */
export function checkLogpullOptions(text: string, fields: ReadonlyMap<string, string>): void {
  const seen = new Set<string>()
  for (const part of text.split('&')) {
    const at = part.indexOf('=')
    const name = at < 0 ? part : part.slice(0, at)
    const value = at < 0 ? '' : part.slice(at + 1)
    if (seen.has(name)) throw malformed(`logpull_options: '${name}' is given twice`)
    seen.add(name)
    checkOption(name, value, fields)
  }
}

function checkOption(name: string, value: string, fields: ReadonlyMap<string, string>): void {
  switch (name) {
    case 'fields':
      checkFields(value, fields)
      return
    case 'timestamps':
      if (TIMESTAMPS.includes(value)) return
      throw malformed(`logpull_options: invalid timestamps format '${value}'`)
    case 'sample': {
      const rate = /^(0?\.\d+|0|1|1\.0+|0\.\d+)$/.test(value) ? Number(value) : 0
      if (rate > 0 && rate <= 1) return
      throw malformed('logpull_options: sample must be greater than 0 and at most 1')
    }
    case 'CVE-2021-44228':
      if (value === 'true' || value === 'false') return
      throw malformed('logpull_options: CVE-2021-44228 must be true or false')
    default:
      throw malformed(`logpull_options: unknown option '${name}'`)
  }
}

function checkFields(value: string, fields: ReadonlyMap<string, string>): void {
  const seen = new Set<string>()
  for (const field of value.split(',')) {
    if (!fields.has(field)) throw malformed(`logpull_options: unknown field '${field}'`)
    if (seen.has(field)) throw malformed(`logpull_options: field '${field}' is given twice`)
    seen.add(field)
  }
}
