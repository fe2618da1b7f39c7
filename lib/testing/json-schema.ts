import { isDeepStrictEqual } from 'node:util'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Says nothing of what a value may be. */
const annotations = new Set(['description', 'default', 'title', 'format', 'examples'])

function typeOf(value: unknown): string[] {
  if (value === null) return ['null']
  if (Array.isArray(value)) return ['array']
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number']
  return [typeof value]
}

const keywords: Record<
  string,
  (rule: unknown, value: unknown, schema: Json, root: Json) => string[]
> = {
  $ref: (rule, value, _, root) => violations(resolve(root, String(rule)), value, root),
  type: (rule, value) => {
    const allowed = Array.isArray(rule) ? rule : [rule]
    return typeOf(value).some((type) => allowed.includes(type)) ? [] : [`is no ${rule}`]
  },
  const: (rule, value) => (isDeepStrictEqual(rule, value) ? [] : [`is not ${rule}`]),
  enum: (rule, value) => (listOf(rule).includes(value) ? [] : [`is none of ${rule}`]),
  pattern: (rule, value) =>
    typeof value !== 'string' || new RegExp(String(rule), 'u').test(value)
      ? []
      : [`is not /${rule}/`],
  minLength: (rule, value) =>
    typeof value === 'string' && value.length < Number(rule) ? ['is too short'] : [],
  maxLength: (rule, value) =>
    typeof value === 'string' && value.length > Number(rule) ? ['is too long'] : [],
  minimum: (rule, value) =>
    typeof value === 'number' && value < Number(rule) ? ['is too small'] : [],
  maximum: (rule, value) =>
    typeof value === 'number' && value > Number(rule) ? ['is too large'] : [],
  maxItems: (rule, value) => (listOf(value).length > Number(rule) ? ['is too long'] : []),
  minItems: (rule, value) =>
    Array.isArray(value) && value.length < Number(rule) ? ['is too short'] : [],
  items: (rule, value, _, root) =>
    listOf(value).flatMap((item, at) =>
      violations(rule, item, root).map((text) => `[${at}] ${text}`),
    ),
  properties: (rule, value, _, root) =>
    isObject(value) && isObject(rule)
      ? Object.entries(rule).flatMap(([name, member]) =>
          name in value
            ? violations(member, value[name], root).map((text) => `${name}: ${text}`)
            : [],
        )
      : [],
  required: (rule, value) =>
    listOf(rule).flatMap((name) =>
      isObject(value) && !(String(name) in value) ? [`lacks ${name}`] : [],
    ),
  additionalProperties: (rule, value, schema, root) => {
    const known = isObject(schema.properties) ? schema.properties : {}
    const others = isObject(value) ? Object.entries(value).filter(([name]) => !(name in known)) : []
    if (rule === false) return others.map(([name]) => `may not have ${name}`)
    return others.flatMap(([name, member]) =>
      violations(rule, member, root).map((text) => `${name}: ${text}`),
    )
  },
  propertyNames: (rule, value, _, root) =>
    isObject(value) ? Object.keys(value).flatMap((name) => violations(rule, name, root)) : [],
  anyOf: (rule, value, _, root) => {
    const all = listOf(rule).map((one) => violations(one, value, root))
    return all.some((found) => found.length === 0)
      ? []
      : [`fits none of: ${all.map((found) => found.join(', ')).join(' | ')}`]
  },
  oneOf: (rule, value, _, root) => {
    const fitting = listOf(rule).filter((one) => violations(one, value, root).length === 0)
    return fitting.length === 1 ? [] : [`fits ${fitting.length} of oneOf`]
  },
  allOf: (rule, value, _, root) => listOf(rule).flatMap((one) => violations(one, value, root)),
}

/** The schema behind a `$ref` such as `#/components/schemas/Problem`. Throws when there is none. */
export function resolve(root: Json, ref: string): unknown {
  const found = ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), root)
  if (!ref.startsWith('#/') || found === undefined) throw new Error(`${ref} leads nowhere`)
  return found
}

/**
 * What a JSON Schema (draft 2020-12) finds wrong with a value. Throws at a keyword that is not known here, so that
 * none goes unjudged.
 */
export function violations(schema: unknown, value: unknown, root: Json): string[] {
  if (schema === true || !isObject(schema)) return schema === false ? ['may not be'] : []
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    if (annotations.has(keyword)) return []
    const judge = keywords[keyword]
    if (!judge) throw new Error(`The keyword ${keyword} is not known`)
    return judge(rule, value, schema, root)
  })
}
