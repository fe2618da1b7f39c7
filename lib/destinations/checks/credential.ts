import { MASK } from '../placeholders'
import { type CheckItem, error, warning } from './item'
import { isPlaceholder } from './placeholder'

/** A blank behind the first word, or signs that people encode beside none of them as they are. */
function looksEncoded(text: string): boolean {
  if (/^(?:bearer|basic|splunk|token|apikey)%20/i.test(text)) return true
  const signs = /%(?:20|22|25|26|2b|2c|2f|3a|3d|40)/i
  return signs.test(text) && !/%(?![0-9a-f]{2})|[^\w%.~-]/i.test(text)
}

/**
 * What is wrong with any secret that was typed or pasted: a token, a key, a header's value. `mayHaveBlanks`: a header's.
 */
export function checkSecret(
  value: unknown,
  path: string,
  { mayHaveBlanks = false } = {},
): CheckItem[] {
  if (typeof value !== 'string' || value === '') return []
  if (value.includes(MASK)) {
    return [error('masked', path, 'This is the mask, not the value. Enter the value again.')]
  }
  if (isPlaceholder(value)) {
    return [warning('placeholder', path, 'This looks like a placeholder. Enter the real value.')]
  }
  const items: CheckItem[] = []
  const inner = value.trim()
  // A tab is a blank. A line break at the end comes with copying, and is cut.
  if (/[^\P{Cc}\t]/u.test(mayHaveBlanks ? value : inner)) {
    items.push(
      error(
        'control_character',
        path,
        'Remove the line break or invisible character; it cannot be sent.',
      ),
    )
  } else if (mayHaveBlanks ? inner !== value : /\s/.test(inner)) {
    const message = mayHaveBlanks
      ? 'There is a space at the beginning or end. Remove it if it was copied along.'
      : 'There is a space inside, which is unusual. Remove it if it was copied along.'
    items.push(warning('blank', path, message))
  }
  if (/^(["'`]).*\1$/s.test(inner) && inner.length > 1) {
    items.push(warning('quoted', path, 'Remove the quotes around the value.'))
  }
  if (looksEncoded(inner)) {
    items.push(
      warning(
        'percent_encoded',
        path,
        'This looks percent-encoded already. Enter it unencoded; it is encoded when it is sent.',
      ),
    )
  }
  return items
}

/** The same for an IBM Cloud API key, whose neighbours in the console look like it. */
export function checkApiKey(value: unknown, path: string): CheckItem[] {
  const items = checkSecret(value, path)
  if (items.length > 0 || typeof value !== 'string') return items
  const key = value.trim()
  if (/^(?:ApiKey-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) {
    return [warning('key_id', path, 'This looks like the ID of an API key. Enter the key itself.')]
  }
  if (/^eyJ[\w-]+\./.test(key)) {
    return [
      warning('token_not_key', path, 'This looks like a token, which expires. Enter an API key.'),
    ]
  }
  return []
}
