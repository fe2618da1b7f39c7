import { expect, it } from 'vitest'
import { emptyDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'
import { logsGate } from './gate'

const { logs } = emptyDraft()
const job: Job = {
  id: '1',
  name: 'shop_http',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  state: 'delivering',
  destination: {
    kind: 'cos',
    auth: 'challenge',
    instanceId: null,
    bucket: 'edge-logs',
    region: 'eu-de',
    dailyFolders: false,
  },
  logs: { fields: { mode: 'default' }, timestamps: 'rfc3339', otherOptions: [], notes: [] },
  lastComplete: null,
  lastError: null,
  errorMessage: null,
  managedElsewhere: [],
  revision: 'r1',
}

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
