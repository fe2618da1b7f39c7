import { malformed } from './envelope.ts'

const TIMESTAMPS = ['rfc3339', 'unix', 'unixnano']

export type OptionRules = {
  fields: ReadonlyMap<string, string>
  /** Whether `timestamps` may come again. */
  takesRepeated: boolean
  /** What the job holds already. */
  held: string | null
}

/**
 * Checks `fields=A,B&timestamps=rfc3339[&sample=0.1][&CVE-2021-44228=true]`. Source: IBM CIS logpush; engine's API configuration.
 * Field names are case-sensitive and must exist; `all` is a word of the CLI only (cloudflare/cloudflare-docs #10365). IBM's own tests
 * send `timestamps` twice, the second time even misspelt (IBM/networking-node-sdk): the first counts (unproven). An option other
 * than `fields` that the job holds already, to the letter, is taken whatever it is (unproven).
 */
export function checkLogpullOptions(text: string, rules: OptionRules): void {
  const held = new Set(rules.held?.split('&'))
  const seen = new Set<string>()
  for (const part of text.split('&')) {
    const at = part.indexOf('=')
    const name = at < 0 ? part : part.slice(0, at)
    const value = at < 0 ? '' : part.slice(at + 1)
    const isRepeated = seen.has(name)
    seen.add(name)
    if (name !== 'fields' && held.has(part)) continue
    if (isRepeated && name === 'timestamps' && rules.takesRepeated) continue
    if (isRepeated) throw malformed(`logpull_options: '${name}' is given twice`)
    checkOption(name, value, rules.fields)
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
