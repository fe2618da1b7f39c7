import { expect, test } from 'vitest'
import { readTheme } from './theme'

test.each([
  ['light', 'light'],
  ['dark', 'dark'],
  ['system', 'system'],
  ['"><script>', 'system'],
  [undefined, 'system'],
])('the cookie %s means %s', (cookie, theme) => expect(readTheme(cookie)).toBe(theme))
