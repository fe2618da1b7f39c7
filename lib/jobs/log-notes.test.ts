import { describe, expect, it } from 'vitest'
import { notesOn, unlistedFields, unlistedNote } from './log-notes'
import { parseOptions } from './options'

const codes = (text: string) => notesOn(parseOptions(text)).map(({ code }) => code)

describe('notes on the options of a job', () => {
  it.each([
    ['', []],
    ['fields=RayID&timestamps=rfc3339&sample=0.1&CVE-2021-44228=true', []],
    ['timestamps=rfc3339ms', ['timestamps_unknown']],
    ['timestamps=rfc3339,sample=1.0', ['options_joined']],
    ['fields=RayID,timestamps=rfc3339', ['options_joined']],
    ['sample=1.0,timestamps=unix', ['options_joined']],
    ['fields=all', ['fields_all_word']],
    ['fields=all,RayID', []],
    ['timestamps=unix&timestamps=unix', ['option_repeated']],
    ['fields=&flag', ['option_empty', 'option_unknown']],
  ])('%s: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  it('repeat what they are about, and say what to do', () => {
    for (const text of [
      'timestamps=rfc3339ms',
      'timestamps=rfc3339,x=1',
      'timestamps=a&timestamps=b',
      'flag',
    ]) {
      for (const { message } of notesOn(parseOptions(text))) {
        expect(message).toMatch(/rfc3339ms|rfc3339,x=1|timestamps=b|“a”|flag/)
        expect(message).toMatch(/choose|remove/i)
      }
    }
  })

  it('name the fields that IBM lists no more', () => {
    expect(unlistedFields(['A', 'Old', 'timestamps=x'], ['A', 'B'])).toEqual(['Old'])
    expect(unlistedFields(['A'], null)).toEqual([])
    expect(unlistedFields(['A'], [])).toEqual([])
    expect(unlistedNote(['Old']).message).toContain('no longer lists Old.')
    const many = Array.from({ length: 9 }, (_, at) => `F${at}`)
    expect(unlistedNote(many).message).toContain('F5 and 3 more')
  })
})
