import { expect, it } from 'vitest'
import { moveDeed } from './move-entry'

it.each([
  [{ move: { state: 'done' } }, 'Moved'],
  [{ move: { state: 'watching' } }, 'Started moving'],
  [{ move: { state: 'deleting', keepOld: false } }, 'Started moving'],
  [{ move: { state: 'stopped' } }, 'Stopped moving'],
  [{ move: { state: 'done', keepOld: true } }, 'Copied'],
  [{ move: 'text' }, 'Moved'],
  [null, 'Moved'],
  [[], 'Moved'],
])('%j is “%s”', (after, done) => expect(moveDeed(after).done).toBe(done))
