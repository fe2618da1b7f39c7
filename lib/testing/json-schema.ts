import { Ajv2020 } from 'ajv/dist/2020'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The schema behind a `$ref` such as `#/components/schemas/Problem`. Throws when there is none. */
export function resolve(root: Json, ref: string): unknown {
  const found = ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), root)
  if (!ref.startsWith('#/') || found === undefined) throw new Error(`${ref} leads nowhere`)
  return found
}

// Strict, so that no keyword goes unjudged; a format is a hint for people, as the standard has it.
const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  allErrors: true,
  validateFormats: false,
})
ajv.addVocabulary(['components'])

/**
 * What a JSON Schema (draft 2020-12) finds wrong with a value; its references lead into `root`, an OpenAPI document.
 * Throws at a keyword that is not known.
 */
export function violations(schema: unknown, value: unknown, { components }: Json): string[] {
  const validate = ajv.compile({ allOf: [schema], components })
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
