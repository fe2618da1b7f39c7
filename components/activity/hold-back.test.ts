import { expect, test } from 'vitest'
import { holdBack } from './hold-back'

const items = ['5', '4', '3'].map((id) => ({ id }))
const ids = (from: string | null) => {
  const { held, shown } = holdBack(items, from)
  return [held.map(({ id }) => id).join(''), shown.map(({ id }) => id).join('')]
}

test.each([
  [null, ['', '543']],
  ['5', ['', '543']],
  ['4', ['5', '43']],
  // The newest one of then may be gone from the page, as when its outcome was filtered for.
  ['45', ['5', '43']],
  ['2', ['', '543']],
  ['9', ['', '543']],
])('shown up to %s', (from, expected) => expect(ids(from)).toEqual(expected))

test('nothing stays nothing', () => {
  expect(holdBack([], '1')).toEqual({ held: [], shown: [] })
})
