import { expect, test } from 'vitest'
import { hasWords } from './marked'

test.each([
  ['shop-firewall-splunk', 'fire shop', true],
  ['shop-firewall-splunk', 'FIRE', true],
  ['shop-firewall-splunk', 'fire dns', false],
  ['shop.nordlicht.example', 'shop.', true],
  ['shop-nordlicht', 'shop.', false],
  ['anything', '   ', true],
])('%s has "%s": %s', (text, typed, found) => expect(hasWords(text, typed)).toBe(found))
