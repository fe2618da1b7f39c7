import { expect, test } from 'vitest'
import { unlistedNote } from '@/lib/jobs/log-notes'
import { jobOf } from '@/lib/jobs/testing'
import { moveFieldsCheck } from './move-checks'

test('fields that IBM has no more are said before a move that may need a second job', () => {
  const { logs } = jobOf()
  const old = { logs: { ...logs, notes: [unlistedNote(['ClientRequestURI'])] } }
  expect(moveFieldsCheck(old, '/edit')).toMatchObject({ verdict: 'warn', fix: { href: '/edit' } })
  expect(moveFieldsCheck({ logs }, '/edit')).toBeNull()
})
