import { expect, test } from 'vitest'
import { shortPrints } from './short-prints'

test.each([
  ['•••• print 4f1ac29b07ee1234', '•••• print 4f1ac29b'],
  [
    'https://x?a=•••• print 4f1ac29b07ee1234&b=•••• print 0000000011111111',
    'https://x?a=•••• print 4f1ac29b&b=•••• print 00000000',
  ],
  ['••••', '••••'],
  ['print 4f1ac29b07ee1234', 'print 4f1ac29b07ee1234'],
])('%s', (text, short) => expect(shortPrints(text)).toBe(short))
