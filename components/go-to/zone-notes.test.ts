import { expect, it } from 'vitest'
import { type ZoneReading, zoneNotes } from './zone-notes'

const reading = (instance: string, state: ZoneReading['state'], count = 3): ZoneReading => ({
  instance,
  count,
  state,
})

it.each<[ZoneReading[], boolean, string[]]>([
  [[], false, []],
  [[reading('a', 'whole')], false, []],
  [
    [reading('a', 'partial', 20_000)],
    false,
    ['Searches the first 20,000 zones of a only; IBM has more.'],
  ],
  [
    [reading('a', 'failed'), reading('b', 'loading'), reading('c', 'failed')],
    false,
    [
      'Zones of a and c could not be loaded.',
      'Zones of b were still loading; search again to include them.',
    ],
  ],
  [
    ['a', 'b', 'c', 'd'].map((name) => reading(name, 'loading')),
    true,
    [
      'Searches the first 4 instances only; IBM has more.',
      'Zones of 4 instances were still loading; search again to include them.',
    ],
  ],
  [
    ['a', 'b', 'c'].map((name) => reading(name, 'failed')),
    false,
    ['Zones of a, b and c could not be loaded.'],
  ],
])('of %j (more: %s): %j', (readings, areMore, notes) => {
  expect(zoneNotes(readings, areMore)).toEqual(notes)
})
