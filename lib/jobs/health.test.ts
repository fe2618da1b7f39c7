import { describe, expect, it } from 'vitest'
import { findingOf, findingWords } from './health'
import type { JobRecord } from './records'
import { guid, jobOf } from './testing'

const nowMs = Date.UTC(2026, 9, 14, 9, 42)
const started = (minutes: number | null): JobRecord => ({
  start:
    minutes === null
      ? null
      : { how: 'resumed', atMs: nowMs - minutes * 60_000, correlationId: null },
  createdAtMs: null,
  deliveredBeforeMs: null,
  isWhole: true,
})
const waiting = jobOf({ state: 'never_ran' })
const instance = { id: guid, name: 'icl-shop', region: 'eu-de' }
const toLogs = (region: string | null) =>
  jobOf({ destination: { kind: 'cloudLogs', instanceId: guid, region, hasKey: true } })

describe('a job that has not delivered', () => {
  it('has time until the limit', () => {
    expect(findingOf(waiting, started(14), undefined, nowMs)).toBeNull()
    expect(findingOf(waiting, started(16), undefined, nowMs)?.kind).toBe('no_delivery')
    const low = { ...waiting, frequency: 'low' as const }
    expect(findingOf(low, started(59), undefined, nowMs)).toBeNull()
  })

  it('is to be checked where nobody knows how long it has waited, once that was asked', () => {
    expect(findingOf(waiting, started(null), undefined, nowMs)?.kind).toBe('no_delivery')
    expect(findingOf(waiting, undefined, undefined, nowMs)).toBeNull()
  })

  it('says since when, and the limit with its unit', () => {
    const finding = findingOf(waiting, started(180), undefined, nowMs)
    expect(finding && findingWords(finding, waiting, nowMs)).toContain(
      'No file since it was resumed 3 h ago (limit 15 min).',
    )
  })
})

describe('the region of a Cloud Logs instance', () => {
  it.each([
    ['another one', toLogs('eu-gb'), [instance], true],
    ['the same', toLogs('eu-de'), [instance], false],
    ['not named', toLogs(null), [instance], false],
    ['an instance that is not seen', toLogs('eu-gb'), [], false],
    ['instances not read yet', toLogs('eu-gb'), undefined, false],
    ['a job that is off', { ...toLogs('eu-gb'), enabled: false }, [instance], false],
  ])('%s', (_, job, instances, isWrong) =>
    expect(findingOf(job, undefined, instances, nowMs)?.kind === 'other_region').toBe(isWrong),
  )
})
