import { describe, expect, it } from 'vitest'
import { checkLogpullOptions } from '../cis/logpull-options.ts'
import { createStandingClock } from '../clock.ts'
import { createSimulator } from '../simulator.ts'
import { DESTINATION_KEY_VALUES, KEY_VALUES } from './identities.ts'
import { CIS, COS } from './instances.ts'
import { createState } from './seed.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const state = createState('default', NOW)
const zonesOf = (guid: string) => [...state.zones.values()].filter((it) => it.instanceGuid === guid)

describe('the account', () => {
  it('is the same at every start', () => {
    expect(createState('default', NOW)).toEqual(state)
  })

  it('has as many zones as its seed says, and the others’', () => {
    expect(zonesOf(CIS.big.guid)).toHaveLength(214)
    expect(zonesOf(CIS.small.guid)).toHaveLength(3)
    const thousand = [...createState('thousand', NOW).zones.values()]
    expect(thousand.filter((it) => it.instanceGuid === CIS.big.guid)).toHaveLength(1000)
  })

  it('has zone names that DNS would take, each once', () => {
    const names = zonesOf(CIS.big.guid).map((it) => it.name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(253)
      expect(
        name.split('.').every((label) => label.length > 0 && label.length < 64),
        name,
      ).toBe(true)
    }
  })

  it('has keys of 44 characters that look like none', () => {
    const values = [...Object.values(KEY_VALUES), ...Object.values(DESTINATION_KEY_VALUES)]
    expect(new Set(values).size).toBe(values.length)
    for (const value of values) expect(value).toMatch(/^FAKE-[\w-]{39}$/)
    expect(state.apiKeys.some((key) => key.value === KEY_VALUES.unknown)).toBe(false)
  })

  it('has buckets in many places, with their troubles', () => {
    const buckets = [...state.buckets.values()].filter((it) => it.instanceGuid === COS.logs.guid)
    expect(buckets.length).toBeGreaterThanOrEqual(12)
    expect(new Set(buckets.map((it) => it.location)).size).toBeGreaterThanOrEqual(8)
    expect(buckets.filter((it) => it.firewall)).toHaveLength(1)
    expect(buckets.filter((it) => it.unlisted)).toHaveLength(1)
    expect(buckets.filter((it) => !it.cisMayWrite)).toHaveLength(1)
  })
})

describe('its jobs', () => {
  const jobs = [...state.jobs.values()]

  it('are at most four in a zone, and none where there is no Logpush', () => {
    const counts = new Map<string, number>()
    for (const job of jobs) counts.set(job.zoneId, (counts.get(job.zoneId) ?? 0) + 1)
    expect(Math.max(...counts.values())).toBe(4)
    for (const zone of zonesOf(CIS.standard.guid)) expect(counts.has(zone.id)).toBe(false)
  })

  it('have every state of health', () => {
    const hourAgo = NOW - 3_600_000
    const late = (at: number | null) => at !== null && at <= hourAgo
    expect(jobs.some((it) => it.enabled && it.errorMessage)).toBe(true)
    expect(jobs.some((it) => it.enabled && !it.errorMessage && late(it.lastComplete))).toBe(true)
    expect(jobs.some((it) => !it.enabled)).toBe(true)
    expect(jobs.some((it) => it.enabled && it.lastComplete === null)).toBe(true)
    expect(jobs.filter((it) => it.enabled && !it.errorMessage).length).toBeGreaterThan(100)
  })

  it('stay as they are once the engine runs', async () => {
    const clock = createStandingClock()
    const simulator = createSimulator({ clock })
    const failing = () => {
      const jobs = [...simulator.state.jobs.values()]
      return jobs.filter((it) => it.errorMessage).map((it) => [it.id, it.errorMessage])
    }
    const before = failing()
    for (let n = 0; n < 3; n++) {
      clock.advance(31_000)
      await simulator.tick()
    }
    expect(failing()).toEqual(before)
  })

  it('have every kind of destination', () => {
    const schemes = new Set(jobs.map((it) => it.destinationConf.split('://')[0]))
    for (const scheme of ['cos', 'ibmcl', 'https', 'splunk', 's3', 'logdna'])
      expect(schemes).toContain(scheme)
  })

  it('name fields that exist, where their dataset is one of today', () => {
    for (const { dataset, logpullOptions } of jobs) {
      const fields = state.fields.get(dataset ?? '')
      if (!fields || !logpullOptions) continue
      const rules = { fields, takesRepeated: false, held: null }
      expect(() => checkLogpullOptions(logpullOptions, rules)).not.toThrow()
    }
  })
})
