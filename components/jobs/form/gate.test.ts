import { expect, it } from 'vitest'
import { emptyDraft } from '@/lib/jobs/draft'
import { jobOf } from '@/lib/jobs/testing'
import { logsGate } from './gate'

const { logs } = emptyDraft()
const job = jobOf({ name: 'shop_http' })

const gate = (more: Partial<Parameters<typeof logsGate>[0]>) =>
  logsGate({ logs, name: 'shop-http', isReading: false, ...more })

it.each([
  ['all is well', {}, null],
  ['there is no name', { name: '' }, 'Enter a name'],
  ['the name is against the rule', { name: 'shop_http' }, 'Fix the name first'],
  ['the odd name is the job’s own', { name: 'shop_http', job }, null],
  ['the job’s own name was emptied', { name: '', job }, 'Enter a name'],
  ['the job never had a name', { name: '', job: { ...job, name: null } }, null],
  [
    'nothing is ticked',
    { logs: { ...logs, choice: 'list' as const, names: [] } },
    'Select at least one field',
  ],
  [
    'a preset waits for the list',
    { logs: { ...logs, choice: 'siem' as const, names: [] }, isReading: true },
    'Loading IBM’s list of fields',
  ],
  ['all needs no list', { logs: { ...logs, choice: 'all' as const, names: [] } }, null],
])('when %s', (_, more, expected) => {
  expect(gate(more)).toBe(expected)
})
