import { MASK } from '../placeholders'
import { isSecretName } from '../secret-names'
import { checkEscapes } from './host'
import { type CheckItem, checkLength, error, type Level, warning } from './item'
import { paramNames } from './schemes'

// What can be wrong with the text of a destination whatever its scheme is.

/** Names that end nothing else; those of two letters stand in the middle of signatures, too. */
const telling = paramNames.filter((name) => name.length > 5)

/** A parameter that begins where none may begin. `glue`: what stands before it. */
type Glued = { glue: string; isSecret: boolean }

function gluedIn(text: string): Glued | null {
  for (const { 1: name = '', index } of text.matchAll(/([\w.-]{1,64})=(?!=|&|$)/g)) {
    const lower = name.toLowerCase()
    const isSecret = isSecretName(name) || /header_[\w-]+$/i.test(name)
    if (isSecret || paramNames.includes(lower) || telling.some((one) => lower.endsWith(one))) {
      const before = text.slice(Math.max(0, index - 5), index)
      return { glue: /(?:&amp;|[,;?&]|)$/i.exec(before)?.[0] ?? '', isSecret }
    }
  }
  return null
}

const at = (level: Level, code: string, message: string): CheckItem => ({
  code,
  level,
  path: 'conf',
  message,
})

/** Folders may be called `region=eu`, where the parameters stand behind their "?". */
function checkPlace(place: string, hasQuery: boolean): CheckItem[] {
  const path = place.replace(/^[^/]*\/\/[^/]*/, '')
  const found = gluedIn(path)
  const isLost = found && (!hasQuery || found.isSecret || found.glue !== '')
  if (!isLost && !/[&;][\w-]+=/.test(place) && (hasQuery || !place.includes('&'))) return []
  return [
    at(
      found?.isSecret ? 'error' : 'warning',
      'question_mark_missing',
      'The path contains parameters. Put a “?” before the first one.',
    ),
  ]
}

type Said = [code: string, message: string]

const missing: Said = ['ampersand_missing', 'An “&” is missing before one of the parameters.']
const separators: Record<string, Said> = {
  ',': ['comma_for_ampersand', 'Separate parameters by “&”, not by a comma.'],
  ';': ['semicolon_for_ampersand', 'Separate parameters by “&”, not by a semicolon.'],
  '?': ['question_mark_twice', 'Only the first parameter follows a “?”; the others follow “&”.'],
}

function checkQuery(query: string): CheckItem[] {
  const items: CheckItem[] = []
  if (/&amp;/i.test(query)) {
    items.push(warning('ampersand_escaped', 'conf', 'Write “&” alone, not “&amp;”.'))
  }
  for (const text of query.replace(/&amp;/gi, '&').split('&')) {
    const value = text.slice(text.indexOf('=') + 1 || text.length)
    const found = gluedIn(value)
    if (found) {
      items.push(at(found.isSecret ? 'error' : 'warning', ...(separators[found.glue] ?? missing)))
    } else if (value.includes('?')) {
      items.push(warning('question_mark_twice', 'conf', 'Encode a “?” in a value as %3F.'))
    }
  }
  if (query.includes('+')) {
    items.push(
      warning(
        'plus',
        'conf',
        'A “+” is read as a space here. Encode it as %2B, and a space as %20.',
      ),
    )
  }
  return items
}

/** Quotes, line breaks, masks, broken escapes, and parameters in the wrong place. `text` has no blanks around it. */
export function checkConfText(text: string): CheckItem[] {
  if (text.includes(MASK)) {
    return [error('masked', 'conf', 'Part of this is masked. Enter the whole text again.')]
  }
  if (/\p{Cc}/u.test(text)) {
    return [
      error('control_character', 'conf', 'Remove the line break or invisible character inside.'),
    ]
  }
  if (/^["'`“‘]/.test(text)) {
    return [error('quoted', 'conf', 'Remove the quotes around the text.')]
  }
  const tooLong = checkLength(text.length, 'conf')
  if (tooLong.length > 0) return tooLong
  const queryAt = text.indexOf('?')
  const place = queryAt < 0 ? text : text.slice(0, queryAt)
  const items = [
    ...checkEscapes(text, 'conf'),
    ...checkPlace(place, queryAt >= 0),
    ...(queryAt < 0 ? [] : checkQuery(text.slice(queryAt + 1))),
  ]
  if (text.includes('#')) {
    items.push(
      error('fragment', 'conf', 'A “#” cuts the text off. Encode it as %23, or remove it.'),
    )
  }
  if (/[^\x20-\x7e]/.test(text)) {
    items.push(error('not_encoded', 'conf', 'Percent-encode letters and signs outside ASCII.'))
  }
  return items
}

/** Folders by the day. `dates`: whether the scheme has them. */
export function checkDates(text: string, dates: boolean): CheckItem[] {
  const place = (text.split('?')[0] ?? '').replace(/%7B/gi, '{').replace(/%7D/gi, '}')
  const braces = [...place.replace(/^[^/]*\/\/[^/]*/, '').matchAll(/\{[^{}]*\}/g)].map(([it]) => it)
  const right = braces.filter((it) => it === '{DATE}').length
  const items: CheckItem[] = []
  if (braces.length > right) {
    items.push(
      warning(
        'date_spelling',
        'conf',
        'Only {DATE}, in capitals, is replaced; this becomes a folder’s name.',
      ),
    )
  }
  if (right > 1) {
    items.push(warning('date_twice', 'conf', '{DATE} appears twice. Keep one.'))
  }
  if (right > 0 && !dates) {
    items.push(
      warning('date_not_replaced', 'conf', '{DATE} is replaced only in bucket paths, not here.'),
    )
  }
  return items
}
