import { describe, expect, it } from 'vitest'
import { forAll } from '@/lib/destinations/testing/random'
import { logsPatch } from '@/lib/schemas/logs'
import { type LogOptions, parseOptions } from './options'
import { settleLogs } from './settle-logs'

/** `logs` as the API shows a job with these options. */
const asRead = ({ fields, timestamps, others }: LogOptions, isAll = false) => ({
  fields: fields ? { mode: isAll ? 'all' : 'list', names: fields } : { mode: 'default' },
  timestamps,
  otherOptions: others,
  notes: [],
})

const settle = (text: string, asked: object, isAll = false) =>
  settleLogs(logsPatch.parse(asked), parseOptions(text), isAll)

const odd = 'fields=RayID,Odd name,timestamps=unix&timestamps=rfc3339ms&sample=0.1&timestamps=x'
const read = asRead(parseOptions(odd))

describe('what a change of the logs comes to', () => {
  it.each([
    ['as it was read', odd, read],
    ['with everything else left out', odd, { fields: read.fields }],
    ['without a format', odd, { ...read, timestamps: null }],
    [
      'in another order',
      odd,
      {
        ...read,
        fields: { mode: 'list', names: ['timestamps=unix', 'Odd name', 'RayID'] },
        otherOptions: read.otherOptions.toReversed(),
      },
    ],
    ['with other notes', odd, { ...read, notes: [{ code: 'x', message: 'y' }] }],
    ['IBM’s own set', 'timestamps=unix', { fields: { mode: 'default' }, timestamps: 'unix' }],
    ['IBM’s own set of fields that are empty', 'fields=', { fields: { mode: 'default' } }],
  ])('%s: nothing', (_name, text, asked) => {
    expect(settle(text, asked)).toEqual({ outcome: 'unchanged' })
  })

  it('tells nothing of all fields that are held, under either reading', () => {
    const all = { mode: 'all', names: ['A', 'B'] }
    expect(settle('fields=A,B', { fields: all }, false)).toEqual({ outcome: 'unchanged' })
    expect(settle('fields=A,B', { fields: { mode: 'all' } }, true)).toEqual({
      outcome: 'unchanged',
    })
    expect(settle('fields=A,B', { fields: { mode: 'all' } }, false).outcome).toBe('changed')
    const fewer = { mode: 'all', names: ['A'] }
    expect(settle('fields=A,B', { fields: fewer }, true)).toMatchObject({ fields: fewer })
  })

  it.each([
    [
      'fields',
      { ...read, fields: { mode: 'list', names: ['RayID'] } },
      {
        fields: { mode: 'list', names: ['RayID'] },
        others: {},
      },
    ],
    ['a format', { ...read, timestamps: 'unix' }, { others: { timestamps: 'unix' } }],
    [
      'options that go',
      { ...read, otherOptions: [{ name: 'sample', value: '0.1' }] },
      {
        others: { others: [{ name: 'sample', value: '0.1' }] },
      },
    ],
  ])('%s alone, the rest stays', (_name, asked, change) => {
    expect(settle(odd, asked)).toEqual({ outcome: 'changed', ...change })
  })

  it('refuses a format and an option that are not the job’s own', () => {
    const asked = {
      ...read,
      timestamps: 'rfc3338',
      otherOptions: [
        { name: 'sample', value: '0.1' },
        { name: 'sample', value: '0.1' },
      ],
    }
    expect(settle(odd, asked)).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'logs.timestamps' }, { path: 'logs.otherOptions.1' }],
    })
  })

  it('is nothing for whatever IBM holds, sent back as it was read', () => {
    forAll(1500, (r) => {
      const text = Array.from({ length: r.int(0, 5) }, () =>
        r.pick([
          `fields=${r.nasty(8)}`,
          `timestamps=${r.nasty(3)}`,
          `sample=${r.nasty(2)}`,
          r.nasty(6),
        ]),
      ).join('&')
      const held = parseOptions(text)
      const isAll = r.chance(0.3) && held.fields !== null
      const sent = JSON.parse(JSON.stringify(asRead(held, isAll)))
      expect(settle(text, sent, isAll)).toEqual({ outcome: 'unchanged' })
      expect(settle(text, { fields: sent.fields }, isAll)).toEqual({ outcome: 'unchanged' })
    })
  })
})
