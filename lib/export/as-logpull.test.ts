import { describe, expect, it } from 'vitest'
import { asLogpull, type PulledLogs } from './as-logpull'

const nowMs = Date.UTC(2026, 9, 14, 9, 42, 30)
const minute = 60_000
const day = 24 * 60 * minute
const zoneId = '3f9c0d8e51b24a0f9e6d2c7b8a10a71e'

function lines(fromAgoMs: number, more: Partial<PulledLogs> = {}): string[] {
  const logs = { zoneId, fromMs: nowMs - fromAgoMs, toMs: nowMs, fields: [], ...more }
  return asLogpull(logs, nowMs)?.text.trim().split('\n') ?? []
}

const ranges = (commands: string[]) =>
  commands.flatMap((line) => {
    const [, start = '', end = ''] = /--start (\S+) --end (\S+)/.exec(line) ?? []
    return start === '' ? [] : [[Date.parse(start), Date.parse(end)] as const]
  })

describe('asLogpull', () => {
  it('is one command up to an hour', () => {
    expect(lines(38 * minute)).toEqual([
      `ibmcloud cis logpull ${zoneId} --start 2026-10-14T09:04:30Z --end 2026-10-14T09:37:30Z`,
    ])
  })

  it('covers a longer time without a gap, an hour at a time, up to five minutes ago', () => {
    const found = ranges(lines(400 * minute))
    expect(found).toHaveLength(7)
    expect(found[0]?.[0]).toBe(nowMs - 400 * minute)
    expect(found.at(-1)?.[1]).toBe(nowMs - 5 * minute)
    for (const [index, [start, end]] of found.entries()) {
      expect(end - start).toBeLessThanOrEqual(60 * minute)
      expect(start).toBe(found[index - 1]?.[1] ?? start)
    }
  })

  it('begins at what IBM still has', () => {
    const [first] = ranges(lines(9 * day))
    expect(first?.[0]).toBeGreaterThan(nowMs - 7 * day)
  })

  it('asks for the same fields, once where there are many commands', () => {
    const fields = ['ClientIP', 'RayID']
    expect(lines(30 * minute, { fields })[0]).toContain(' --fields ClientIP,RayID')
    const many = lines(3 * 60 * minute, { fields })
    expect(many[0]).toBe('FIELDS=ClientIP,RayID')
    expect(many[1]).toContain(' --fields "$FIELDS"')
  })

  it('quotes the name of an instance', () =>
    expect(lines(30 * minute, { instanceName: 'it’s a name' })[0]).toContain(
      "--instance 'it’s a name'",
    ))

  it('has nothing to fetch of what is too new', () => expect(lines(4 * minute)).toEqual([]))
})
