import { expect, it } from 'vitest'
import { splitAddress } from './qradar-paste'

it.each([
  ['https://qradar.example:12469', 'qradar.example', '12469'],
  ['https://qradar.example:12469/', 'qradar.example', '12469'],
  ['qradar.example:12469', 'qradar.example', '12469'],
  ['https://qradar.example', 'qradar.example', ''],
  ['[2001:db8::1]:12469', '[2001:db8::1]', '12469'],
])('takes %s apart', (text, host, port) => {
  expect(splitAddress(text)).toEqual({ host, port })
})

it.each(['qradar.example', 'https://me:word@qradar.example', '', 'two words', 'https://'])(
  'leaves %j alone',
  (text) => {
    expect(splitAddress(text)).toBeNull()
  },
)
