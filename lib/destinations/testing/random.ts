/** A small seedable generator for property tests: the same seed gives the same run. */
export type Random = {
  /** Whole number from `min` to `max`, both included. */
  int: (min: number, max: number) => number
  chance: (probability: number) => boolean
  pick: <T>(items: readonly T[]) => T
  /** Text of these characters; `length` at most. */
  text: (alphabet: string, minLength: number, maxLength: number) => string
  /** Any text: separators, markup, broken percent signs, emoji, lone surrogates, line breaks. */
  nasty: (maxLength: number) => string
  guid: () => string
}

const nastyPieces = [
  ...'abcXYZ019 -_.~/\\?#&=+%{}[]()<>"\'`$!*;:,@|^',
  ...['%41', '%2F', '%zz', '%', '%e2%82', '%E2%82%AC', '{DATE}', '%7BDATE%7D', '..', '//', '://'],
  ...['cos://', 'https://', 'ibmcl://', 'splunk://', '?region=', '&instance-id=', 'ibm_api_key='],
  ...[
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u202e',
    'é',
    'ł',
    '日本',
    '😀',
    '\ud800',
    '<script>',
    '__proto__',
  ],
]

export function random(seed: number): Random {
  let state = seed >>> 0
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new RangeError('Nothing to pick from')
    return item
  }
  const text = (alphabet: string, minLength: number, maxLength: number) => {
    const letters = [...alphabet]
    return Array.from({ length: int(minLength, maxLength) }, () => pick(letters)).join('')
  }
  return {
    int,
    chance: (probability) => next() < probability,
    pick,
    text,
    nasty: (maxLength) =>
      Array.from({ length: int(0, maxLength) }, () => pick(nastyPieces)).join(''),
    guid: () =>
      [8, 4, 4, 4, 12].map((length) => text('0123456789abcdef', length, length)).join('-'),
  }
}

/** Runs a property over many seeds and names the seed that breaks it. */
export function forAll(runs: number, property: (r: Random) => void): void {
  for (let seed = 1; seed <= runs; seed++) {
    try {
      property(random(seed * 7919))
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      })
    }
  }
}
