import { expect, test } from 'vitest'
import { cutMiddle } from './middle-cut'

test.each([
  ['3f9c0d8e51b24a0f9e6d2c7b8a10a71e', 6, 4, '3f9c0d…a71e'],
  ['shop-http', 6, 4, 'shop-http'],
  ['12345678901', 6, 4, '12345678901'],
  ['123456789012', 6, 4, '123456…9012'],
  ['журнал-über-łódź', 4, 4, 'журн…łódź'],
  ['😀😀😀😀😀', 1, 1, '😀…😀'],
  ['anything', 3, 0, 'any…'],
])('%s', (text, head, tail, cut) => expect(cutMiddle(text, head, tail)).toBe(cut))
