import { expect, it } from 'vitest'
import { emptyDraft } from '@/lib/jobs/draft'
import { newVisit, switchDataset } from './switch-dataset'

const start = { ...emptyDraft().logs, timestamps: 'unix' as const }

it('gives each dataset its own choice back', () => {
  const visit = newVisit()
  const mine = { ...start, choice: 'list' as const, names: ['RayID'] }
  const there = switchDataset(mine, 'dns_logs', visit)
  expect(there.logs).toEqual({ ...start, dataset: 'dns_logs', choice: 'default', names: [] })
  expect(there.told).toBe(
    'DNS logs have different fields: Default is selected. Your selection for HTTP requests (Custom) is kept.',
  )
  const changed = { ...there.logs, choice: 'minimal' as const, names: ['QueryName'] }
  const back = switchDataset(changed, 'http_requests', visit)
  expect(back.logs).toEqual(mine)
  expect(back.told).toContain('Custom is selected, as before')
  expect(switchDataset(back.logs, 'dns_logs', visit).logs).toEqual(changed)
})

it('carries a preset over, to be spelt out from the other list', () => {
  const siem = { ...start, choice: 'siem' as const, names: ['RayID'] }
  const there = switchDataset(siem, 'range_events', newVisit())
  expect(there.logs).toMatchObject({ choice: 'siem', names: [] })
  expect(there.told).toBe('Range events have different fields; the preset stays SIEM.')
})
