/** Answered with 400 and its message. */
export class BadBody extends Error {}

/** A JSON object with typed looks at its members: undefined when absent, an error when of another type. */
export type Body = {
  readonly names: string[]
  readonly raw: Record<string, unknown>
  string(name: string): string | undefined
  number(name: string): number | undefined
  boolean(name: string): boolean | undefined
  /** One of a few words. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined
  object(name: string): Body | undefined
  list(name: string): Body[] | undefined
  strings(name: string): string[] | undefined
}

export function parseBody(text: string): Body {
  if (text.trim() === '') return toBody({})
  try {
    return toBody(JSON.parse(text))
  } catch (error) {
    if (error instanceof BadBody) throw error
    throw new BadBody('The body is not valid JSON')
  }
}

function toBody(value: unknown): Body {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadBody('A JSON object is expected')
  }
  const raw: Record<string, unknown> = { ...value }
  const bad = (name: string, type: string) => new BadBody(`'${name}' must be a ${type}`)
  return {
    names: Object.keys(raw),
    raw,
    string(name) {
      const member = raw[name]
      if (member === undefined || typeof member === 'string') return member
      throw bad(name, 'string')
    },
    number(name) {
      const member = raw[name]
      if (member === undefined || typeof member === 'number') return member
      throw bad(name, 'number')
    },
    boolean(name) {
      const member = raw[name]
      if (member === undefined || typeof member === 'boolean') return member
      throw bad(name, 'boolean')
    },
    choice(name, words) {
      const member = raw[name]
      const word = words.find((one) => one === member)
      if (member === undefined || word !== undefined) return word
      throw new BadBody(`'${name}' must be one of ${words.join(', ')}`)
    },
    object: (name) => (raw[name] === undefined ? undefined : toBody(raw[name])),
    list(name) {
      const member = raw[name]
      if (member === undefined) return undefined
      if (!Array.isArray(member)) throw bad(name, 'list')
      return member.map(toBody)
    },
    strings(name) {
      const member = raw[name]
      if (member === undefined) return undefined
      if (!Array.isArray(member)) throw bad(name, 'list')
      return member.map(String)
    },
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the members that are undefined. */
export function defined<T extends Record<string, unknown>>(members: T): Defined<T> {
  const kept: Defined<T> = {}
  for (const name in members) {
    const value = members[name]
    if (isDefined(value)) kept[name] = value
  }
  return kept
}

function isDefined<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined
}
