import { expect, test } from 'vitest'
import type { JobHistory } from '@/lib/schemas/history'
import { textsOf } from './texts'

const at = (hour: number) => new Date(Date.UTC(2026, 9, 14, hour)).toISOString()
const state = (
  name: JobHistory['states'][number]['state'],
  from: number,
  to: number | null,
  cause: string | null,
) => ({ state: name, from: at(from), to: to === null ? null : at(to), cause })

const states = [
  state('failing', 1, 2, 'from a gap before it'),
  state('delivering', 2, 10, null),
  state('failing', 10, 11, 'AccessDenied'),
  state('failing', 11, 13, 'NoSuchBucket'),
  state('paused', 13, 14, 'elsewhere'),
  state('disabled_by_service', 14, 15, 'AccessDenied'),
  state('failing', 15, 16, 'flapping: 12 changes'),
  state('delivering', 16, 20, null),
  state('failing', 20, null, 'from a gap after it'),
]

test('all that IBM said of a gap is told once, in its order', () => {
  const gap = { from: at(10), to: at(16), cause: 'AccessDenied' }
  expect(textsOf(gap, states)).toEqual(['AccessDenied', 'NoSuchBucket'])
  expect(textsOf({ ...gap, to: null }, states)).toEqual([
    'AccessDenied',
    'NoSuchBucket',
    'from a gap after it',
  ])
})

test('of a gap of which IBM said nothing, nothing is told', () =>
  expect(textsOf({ from: at(2), to: at(10), cause: null }, states)).toEqual([]))
