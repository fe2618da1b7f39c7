/** One series of a scrape. */
export type Sample = { name: string; labels: Record<string, string>; value: number }
export type Family = { name: string; type: string; help: string; samples: Sample[] }

const nameForm = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const commentLine = new RegExp(`^# (HELP|TYPE) (${nameForm}) (.+)$`)
const sampleLine = new RegExp(`^(${nameForm})(?:\\{(.*)\\})? (NaN|[+-]?Inf|[-+0-9.eE]+)$`)
const label = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/

/**
 * Reads the text format of Prometheus (version 0.0.4) by its rules, and throws where a line breaks one: each series below the
 * HELP and TYPE of its family, once, histograms with cumulative buckets up to +Inf.
 */
export function readExposition(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('The last line is not ended.')
  const families = new Map<string, Family>()
  const seen = new Set<string>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [, keyword, name = '', rest = ''] = commentLine.exec(line) ?? []
    if (keyword !== undefined) {
      const family = families.get(name) ?? { name, type: '', help: '', samples: [] }
      if (family.samples.length > 0) throw new Error(`Said after its samples: ${line}`)
      family[keyword === 'HELP' ? 'help' : 'type'] = rest
      families.set(name, family)
      continue
    }
    const sample = readSample(line)
    const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`
    if (seen.has(key)) throw new Error(`Twice: ${line}`)
    seen.add(key)
    const family =
      families.get(sample.name) ?? families.get(sample.name.replace(/_(?:bucket|sum|count)$/, ''))
    if (!family?.type || !family.help) throw new Error(`Of no family: ${line}`)
    family.samples.push(sample)
  }
  for (const family of families.values()) if (family.type === 'histogram') judgeHistogram(family)
  return families
}

function readSample(line: string): Sample {
  const [, name, within = '', value] = sampleLine.exec(line) ?? []
  if (name === undefined || value === undefined) throw new Error(`No sample: ${line}`)
  const labels: Record<string, string> = {}
  for (let rest = within; rest !== ''; ) {
    const [whole, key, text] = label.exec(rest) ?? []
    if (whole === undefined || key === undefined || text === undefined || key in labels) {
      throw new Error(`Labels that can't be read: ${line}`)
    }
    labels[key] = text.replaceAll(/\\(.)/g, (_, one) => (one === 'n' ? '\n' : one))
    rest = rest.slice(whole.length)
  }
  return { name, labels, value: Number(value.replace('Inf', 'Infinity')) }
}

function judgeHistogram({ name, samples }: Family): void {
  const of = ({ labels: { le: _, ...rest } }: Sample) => JSON.stringify(Object.entries(rest).sort())
  for (const [key, own] of Map.groupBy(samples, of)) {
    const buckets = own.filter((one) => one.name === `${name}_bucket`).map(({ value }) => value)
    const isCumulative = buckets.every((value, at) => at === 0 || value >= (buckets[at - 1] ?? 0))
    const count = own.find((one) => one.name === `${name}_count`)?.value
    if (!isCumulative || buckets.at(-1) !== count) throw new Error(`No histogram: ${name} ${key}`)
  }
}
