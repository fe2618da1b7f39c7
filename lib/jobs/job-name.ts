import type { Dataset } from '@/lib/schemas/logs'
import { datasetWords } from './dataset'

export const maxNameLength = 512
const rule = `Letters, digits, - and . only, up to ${maxNameLength} characters.`

export type NameCheck =
  | { ok: true }
  /** `repaired`: the nearest name that is allowed; null when nothing of it can be kept. */
  | { ok: false; message: string; repaired: string | null }

/** Letters that have no plain letter inside them for Unicode to find. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  ı: 'i',
}

/** The nearest allowed name: letters lose their marks, everything else becomes a hyphen. '' when nothing is left. */
export function repairName(text: string): string {
  return text
    .replace(/\P{ASCII}/gu, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-zA-Z0-9.-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, maxNameLength)
    .replace(/^-+|-+$/g, '')
}

const spelt: Record<string, string> = {
  ' ': 'A space',
  '\t': 'A tab',
  '\n': 'A line break',
  '\r': 'A line break',
}

/** How a character that is not allowed is named in a message. */
function nameOf(character: string): string {
  const words = spelt[character]
  if (words) return words
  // Also lone surrogates, marks on their own and other things that would not show between quotes.
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `“${character}”` : 'An invisible character'
}

function listed(words: string[]): string {
  const [first = '', ...others] = words
  const later = others.map((word) => (word.startsWith('“') ? word : word.toLowerCase()))
  const last = later.pop()
  return last === undefined ? first : `${[first, ...later].join(', ')} and ${last}`
}

/** Checks a job's name while it is typed. Source of the rule: the engine's published schema; seen in CIS. */
export function checkName(text: string): NameCheck {
  const repaired = repairName(text) || null
  if (text === '') return { ok: false, message: 'Enter a name.', repaired: null }
  const bad = [...new Set([...text].filter((character) => !/^[a-zA-Z0-9.-]$/.test(character)))]
  if (bad.length > 0) {
    const words = [...new Set(bad.map(nameOf))]
    const subject = words.length > 3 ? `${words.slice(0, 3).join(', ')} and others` : listed(words)
    const verb = words.length > 1 ? 'are' : 'is'
    return { ok: false, message: `${subject} ${verb} not allowed. ${rule}`, repaired }
  }
  if (text.length > maxNameLength) {
    const message = `${text.length} characters are too many. ${rule}`
    return { ok: false, message, repaired }
  }
  return { ok: true }
}

export type SettledName =
  | { outcome: 'unchanged' }
  | { outcome: 'changed'; name: string }
  | { outcome: 'refused'; message: string }

/** What a name in a change comes to. The one that the job has, or its lack of one, may stay, whatever the rule for new ones. */
export function settleName(asked: string | null | undefined, held: string | null): SettledName {
  if (asked === undefined || (asked ?? '') === (held ?? '')) return { outcome: 'unchanged' }
  if (asked === null) {
    return { outcome: 'refused', message: 'A job’s name can be changed, not removed.' }
  }
  const check = checkName(asked)
  return check.ok
    ? { outcome: 'changed', name: asked }
    : { outcome: 'refused', message: check.message }
}

/**
 * A name for a new job, such as `shop-http` for `shop.example.com`, with a number when another job has it already.
 * `detail` says what sets it apart: a preset, a kind of destination.
 */
export function suggestName(
  zoneName: string,
  dataset: Dataset,
  taken: readonly string[] = [],
  detail = '',
): string {
  const first = zoneName.replace(/^www\./, '').split('.')[0] ?? ''
  const parts = [repairName(first).slice(0, 63), datasetWords[dataset].short, repairName(detail)]
  const name = parts.filter((part) => part !== '').join('-')
  const others = new Set(taken)
  let candidate = name
  for (let n = 2; others.has(candidate); n++) candidate = `${name}-${n}`
  return candidate
}
