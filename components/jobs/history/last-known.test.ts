import { expect, test } from 'vitest'
import type { JobHistory } from '@/lib/schemas/history'
import { lastKnown } from './last-known'

const part = (state: JobHistory['states'][number]['state'], hour: number) => ({
  state,
  from: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
  to: null,
  cause: null,
})

test('what a job was before nobody could read it', () => {
  expect(lastKnown([])).toBeNull()
  expect(lastKnown([part('not_known', 1)])).toBeNull()
  expect(lastKnown([part('failing', 1), part('not_known', 2)])).toMatchObject({ state: 'failing' })
  expect(lastKnown([part('failing', 1), part('late', 2)])).toMatchObject({ state: 'late' })
})
