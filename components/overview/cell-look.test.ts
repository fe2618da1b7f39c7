import { expect, test } from 'vitest'
import type { OverviewCell, OverviewZone } from '@/lib/schemas/overview'
import { cellHref, isMarkable } from './cell-look'

const zone = { instanceId: 'i', zoneId: 'z' } as OverviewZone // All that an address takes of it.
const job = { id: '7', name: 'a', state: 'delivering', lastComplete: null } as const
const gone = { ...job, state: 'gone' } as const
const cell = (state: OverviewCell['state'], jobs: OverviewCell['jobs'] = []): OverviewCell => ({
  state,
  since: null,
  jobs,
})
const newJob = '/instances/i/zones/z/jobs/new?dataset=dns_logs'

test.each<[string, OverviewCell, string, boolean]>([
  ['dns_logs', cell('none'), newJob, true],
  ['dns_logs', cell('gone', [gone]), newJob, true],
  ['dns_logs', cell('gone', [gone, gone]), newJob, true],
  ['dns_logs', cell('delivering', [job]), '/instances/i/zones/z/jobs/7', false],
  ['dns_logs', cell('delivering', [job, job]), '/instances/i/zones/z', false],
  ['dns_logs', { ...cell('not_needed'), by: 'Ines' }, '/instances/i/zones/z', true],
  ['dns_logs', { ...cell('not_needed'), by: '' }, '/instances/i/zones/z', false],
  ['page_shield', cell('gone', [gone]), '/instances/i/zones/z', false],
  ['other', cell('none'), '/instances/i/zones/z', false],
])('of %s, %o leads to %s; to be marked: %s', (dataset, given, href, markable) => {
  expect(cellHref(zone, dataset, given)).toBe(href)
  expect(isMarkable(dataset, given)).toBe(markable)
})
