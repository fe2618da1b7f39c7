import { describe, expect, it } from 'vitest'
import { elsewhereWords, isOverridden, partsOf, sampleOf } from './elsewhere'
import { jobOf } from './testing'

const wordsOf = (name: string, value?: number | boolean) =>
  elsewhereWords({
    managedElsewhere: [name],
    ...(value === undefined ? {} : { elsewhereValues: { [name]: value } }),
  })[0]

describe('what IBM holds besides', () => {
  it.each([
    ['filter', undefined, 'only the events that match it are sent'],
    ['output_options', undefined, 'used by IBM instead of the fields and timestamps'],
    ['sample_rate', 0.125, 'only about 12.5% of the events are sent'],
    ['sample_rate', 1, 'all events are sent'],
    ['sample_rate', undefined, 'only a sample of the events is sent'],
    ['max_upload_bytes', 5_000_000, 'files of at most 5 MB'],
    ['max_upload_bytes', 5_000_001, 'files of at most 5,000,001 bytes'],
    ['max_upload_bytes', 0, 'IBM’s default'],
    ['max_upload_records', 1000, 'files of at most 1,000 records'],
    ['max_upload_interval_seconds', 30, 'a file every 30 s at the latest'],
    ['kind', undefined, 'not an ordinary Logpush job'],
    ['__proto__', undefined, 'not known to this dashboard'],
    ['someday', true, 'not known to this dashboard'],
  ])('%s of %j: %s', (name, value, means) => {
    expect(wordsOf(name, value)?.means).toBe(means)
  })

  it('says what sends only part of the events', () => {
    const parts = [wordsOf('filter'), wordsOf('sample_rate'), wordsOf('sample_rate', 0.5)]
    expect(parts.every((words) => words?.part)).toBe(true)
    const whole = [
      wordsOf('sample_rate', 1),
      wordsOf('output_options'),
      wordsOf('max_upload_bytes'),
    ]
    expect(whole.some((words) => words?.part)).toBe(false)
  })

  it.each([
    ['0.1', 'only about 10% of the events are sent'],
    ['1', null],
    ['0', null],
    ['half', null],
  ])('a sample of %s: %s', (value, words) => {
    const { logs } = jobOf()
    expect(sampleOf({ logs: { ...logs, otherOptions: [{ name: 'sample', value }] } })).toBe(words)
    expect(sampleOf({ logs })).toBe(null)
  })

  it('says which part of the events is sent', () => {
    const { logs } = jobOf()
    expect(partsOf({ logs, managedElsewhere: ['output_options'] })).toEqual([])
    const otherOptions = [{ name: 'sample', value: '0.1' }]
    const held = {
      managedElsewhere: ['filter', 'sample_rate'],
      elsewhereValues: { sample_rate: 0.5 },
    }
    expect(partsOf({ logs: { ...logs, otherOptions }, ...held })).toEqual([
      'those that match a filter',
      'a sample of about 50%',
      'a sample of about 10%',
    ])
  })

  it('knows when the fields are not looked at', () => {
    expect(isOverridden({ managedElsewhere: ['output_options'] })).toBe(true)
    expect(isOverridden({ managedElsewhere: ['filter'] })).toBe(false)
  })
})
