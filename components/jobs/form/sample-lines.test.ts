import { describe, expect, it } from 'vitest'
import { codeText } from '@/components/ui/code-block'
import { sampleLines, sizeWords } from './sample-lines'

const record = { ClientIP: '203.0.113.77', EdgeResponseStatus: 200, BotTags: [], Ok: false }

describe('sampleLines', () => {
  it('is the record itself while all of it fits', () => {
    for (const max of [3, 4, 10]) {
      expect(JSON.parse(codeText(sampleLines(record, max)))).toEqual(record)
    }
    expect(JSON.parse(codeText(sampleLines({}, 3)))).toEqual({})
  })

  it('counts what does not', () => {
    expect(codeText(sampleLines(record, 2))).toBe(
      '{\n "ClientIP": "203.0.113.77",\n "EdgeResponseStatus": 200,\n … 2 more\n}',
    )
  })

  it('sets names apart from values', () => {
    expect(sampleLines({ A: 1 }, 3)).toEqual(['{', { text: '\n "A":', as: 'quiet' }, ' 1', '\n}'])
  })
})

it.each([
  [3, '0 bytes'],
  [644, '640 bytes'],
  [704, '0.7 KB'],
  [2860, '2.9 KB'],
])('%d is "%s"', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words)
})
