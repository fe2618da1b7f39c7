import { type Call, hasMediaType, textOf } from '../call.ts'
import { malformed, Refused } from './envelope.ts'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The body as a JSON object, sent as one; anything else is refused rather than read as empty. */
export async function readJsonObject(call: Call): Promise<JsonObject> {
  if (!hasMediaType(call, 'application/json')) {
    throw new Refused(415, 1001, 'Content-Type must be application/json')
  }
  const value = parse(await textOf(call))
  if (!isObject(value)) throw malformed('The body must be a JSON object')
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('The body is not valid JSON')
  }
}

type Rule = 'string' | 'boolean' | 'integer'

/**
 * The members of an object, checked: none that is not listed, none missing of those marked with `required`, each of its type.
 * `null` is of no type.
 */
export function members(
  object: JsonObject,
  where: string,
  rules: Record<string, { type: Rule; required?: boolean; max?: number }>,
): JsonObject {
  for (const name of Object.keys(object)) {
    if (!Object.hasOwn(rules, name)) throw malformed(`Unknown member '${where}${name}'`)
  }
  for (const [name, { type, required, max }] of Object.entries(rules)) {
    const value = object[name]
    if (value === undefined) {
      if (required) throw malformed(`'${where}${name}' is required`)
      continue
    }
    const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type
    if (!fits) throw malformed(`'${where}${name}' must be of type ${type}`)
    if (typeof value === 'string' && required && value === '') {
      throw malformed(`'${where}${name}' must not be empty`)
    }
    if (typeof value === 'string' && value.length > (max ?? 4096)) {
      throw malformed(`'${where}${name}' is too long`)
    }
  }
  return object
}
