import { expect, test } from 'vitest'
import { zoneNames } from './zone-names'

test('a zone goes by the newest name that an entry gives it', () => {
  const names = zoneNames([
    { zoneId: 'a', zoneName: null },
    { zoneId: 'a', zoneName: 'new.example' },
    { zoneId: 'a', zoneName: 'old.example' },
    { zoneId: 'b', zoneName: null },
    { zoneId: null, zoneName: null },
  ])
  expect([...names]).toEqual([['a', 'new.example']])
})
