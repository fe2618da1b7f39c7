import { describe, expect, it } from 'vitest'
import type { AlertWhen } from '@/lib/schemas/alert'
import {
  type AlertState,
  advanceAlerts,
  calmAfterMs,
  gatherMs,
  type Notice,
  remindAfterMs,
  togetherMs,
} from './advance'
import type { Subject, Verdict } from './subject'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const t0 = Date.parse('2026-03-02T12:00:00Z')

const subject = (key: string, over: Partial<Subject> = {}): Subject => ({
  key,
  group: 'bucket',
  sinceMs: t0,
  cause: 'AccessDenied',
  zone: { id: `zone-${key}`, name: `${key}.example`, instanceId: 'one' },
  job: { id: key, name: key },
  dataset: 'http_requests',
  label: null,
  ...over,
})

/** How things are: what is not said is as it should be. */
type Scene = Record<string, Verdict | Subject>

/** The alerts of one rule over many looks, kept as the database keeps them. */
class Watch {
  readonly when: AlertWhen
  alerts = new Map<string, AlertState>()
  readonly notices: (Notice & { atMs: number })[] = []
  /** Everything that ever was not as it should be. */
  readonly #known = new Map<string, Subject>()
  #ids = 0

  constructor(when: AlertWhen = 'failing') {
    this.when = when
  }

  look(atMs: number, scene: Scene): Notice[] {
    const subjects: Subject[] = []
    for (const [key, one] of Object.entries(scene)) {
      if (typeof one !== 'string') {
        subjects.push(one)
        this.#known.set(key, one)
      }
    }
    const { changed, notices } = advanceAlerts([...this.alerts.values()], {
      when: this.when,
      afterMs: 0,
      subjects,
      verdictOf: ({ key }) => {
        const one = scene[key] ?? 'good'
        return typeof one === 'string' ? one : 'still'
      },
      nowMs: atMs,
      newId: () => `alert-${++this.#ids}`,
    })
    for (const alert of changed) this.alerts.set(alert.id, alert)
    this.notices.push(...notices.map((notice) => ({ ...notice, atMs })))
    return notices
  }

  get open(): AlertState[] {
    return [...this.alerts.values()].filter(({ recoveredAt }) => recoveredAt === null)
  }

  get told(): string[] {
    return this.notices.map(({ event, subjects, isReminder, alert }) =>
      [
        event,
        subjects.length,
        ...(isReminder ? ['reminder'] : []),
        ...(alert.isFlapping ? ['flapping'] : []),
      ].join(' '),
    )
  }
}

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, nth) => [`j${nth}`, subject(`j${nth}`)]))

describe('the alerts of a rule', () => {
  it('tell once of all that broke together, and once that all of it recovered', () => {
    const watch = new Watch()
    watch.look(t0, many(1))
    watch.look(t0 + 4 * second, many(25))
    expect(watch.told).toEqual([])
    watch.look(t0 + gatherMs, many(40))
    watch.look(t0 + minute, many(43))
    expect(watch.told).toEqual(['down 40'])
    watch.look(t0 + 2 * minute, many(7))
    expect(watch.told).toEqual(['down 40'])
    watch.look(t0 + 3 * minute, {})
    expect(watch.told).toEqual(['down 40', 'recovered 43'])
    expect(watch.open).toEqual([])
  })

  it('tell of what breaks long after the others were told of, also where somebody takes care of those', () => {
    const watch = new Watch()
    watch.look(t0, many(1))
    watch.look(t0 + gatherMs, many(1))
    const [open] = watch.open
    if (!open) throw new Error('Nothing is open.')
    watch.alerts.set(open.id, { ...open, isAcknowledged: true })
    const later = t0 + gatherMs + togetherMs
    watch.look(later - second, many(2))
    watch.look(later - second + gatherMs, many(2))
    expect(watch.told).toEqual(['down 1'])
    watch.look(later + minute, many(10))
    watch.look(later + minute + gatherMs, many(40))
    expect(watch.told).toEqual(['down 1', 'down 38'])
    expect(watch.open[0]?.isAcknowledged).toBe(false)
    // All of it is known now.
    watch.look(later + 2 * minute, many(40))
    watch.look(later + 3 * minute, {})
    expect(watch.told).toEqual(['down 1', 'down 38', 'recovered 40'])
  })

  it('tell of what was good for long and breaks again beside others, and not of what comes and goes', () => {
    const watch = new Watch()
    watch.look(t0, many(2))
    watch.look(t0 + gatherMs, many(2))
    const goesAt = t0 + hour
    watch.look(goesAt, many(1))
    watch.look(goesAt + calmAfterMs - second, many(2))
    watch.look(goesAt + calmAfterMs + minute, many(2))
    expect(watch.told).toEqual(['down 2'])
    const laterAt = goesAt + hour
    watch.look(laterAt, many(1))
    watch.look(laterAt + calmAfterMs, many(2))
    watch.look(laterAt + calmAfterMs + gatherMs, many(2))
    expect(watch.told).toEqual(['down 2', 'down 1'])
  })

  it('tell of no news that was over before anybody heard of it', () => {
    const watch = new Watch()
    watch.look(t0, many(1))
    watch.look(t0 + gatherMs, many(1))
    watch.look(t0 + hour, many(5))
    watch.look(t0 + hour + second, many(1))
    watch.look(t0 + hour + minute, many(1))
    expect(watch.told).toEqual(['down 1'])
    expect(watch.open[0]?.tellAt).toBeNull()
  })

  it('tell of each cause by itself', () => {
    const watch = new Watch()
    const scene = { a: subject('a'), b: subject('b', { group: 'another bucket' }) }
    watch.look(t0, scene)
    watch.look(t0 + gatherMs, scene)
    expect(watch.told).toEqual(['down 1', 'down 1'])
  })

  it('keep one thing in the alert that it began in, whatever words IBM has for it later', () => {
    const watch = new Watch()
    watch.look(t0, { a: subject('a') })
    watch.look(t0 + gatherMs, { a: subject('a') })
    watch.look(t0 + minute, { a: subject('a', { group: 'other', cause: 'DNSError' }) })
    expect(watch.told).toEqual(['down 1'])
    expect(watch.open).toHaveLength(1)
    expect(watch.open[0]?.members.get('a')?.subject.cause).toBe('DNSError')
  })

  it('say nothing of what was over before it was told', () => {
    const watch = new Watch()
    watch.look(t0, { a: subject('a') })
    watch.look(t0 + 5 * second, {})
    watch.look(t0 + minute, {})
    expect({ told: watch.told, open: watch.open }).toEqual({ told: [], open: [] })
  })

  it('stay open while nobody can look', () => {
    const watch = new Watch()
    watch.look(t0, { a: subject('a') })
    watch.look(t0 + gatherMs, { a: subject('a') })
    watch.look(t0 + hour, { a: 'unknown' })
    expect(watch.open).toHaveLength(1)
    watch.look(t0 + 2 * hour, { a: 'good' })
    expect(watch.told).toEqual(['down 1', 'recovered 1'])
  })

  it('end without a word where nothing of it is to be seen any more', () => {
    const watch = new Watch()
    watch.look(t0, many(2))
    watch.look(t0 + gatherMs, many(2))
    watch.look(t0 + minute, { j0: 'ended', j1: 'ended' })
    expect(watch.told).toEqual(['down 2'])
    expect(watch.open).toEqual([])
  })

  it('tell the recovery of what recovered only, not of what was paused or is seen no more', () => {
    const watch = new Watch()
    watch.look(t0, many(3))
    watch.look(t0 + gatherMs, many(3))
    // One recovered, and then went out of sight; one was paused; one recovers last.
    watch.look(t0 + minute, { j0: 'good', j1: 'ended', j2: subject('j2') })
    watch.look(t0 + 2 * minute, { j0: 'ended', j1: 'ended', j2: 'good' })
    expect(watch.told).toEqual(['down 3', 'recovered 1'])
    expect(watch.notices.at(-1)?.subjects.map(({ key }) => key)).toEqual(['j2'])
  })

  it('remind once a day of what nobody acknowledged', () => {
    const watch = new Watch()
    watch.look(t0, many(1))
    watch.look(t0 + gatherMs, many(1))
    for (let at = t0 + minute; at < t0 + 2.5 * remindAfterMs; at += 10 * minute) {
      watch.look(at, many(1))
    }
    expect(watch.told).toEqual(['down 1', 'down 1 reminder', 'down 1 reminder'])
    const [alert] = watch.open
    if (alert) watch.alerts.set(alert.id, { ...alert, isAcknowledged: true })
    watch.look(t0 + 5 * remindAfterMs, many(1))
    watch.look(t0 + 6 * remindAfterMs, {})
    expect(watch.told.slice(3)).toEqual(['recovered 1'])
  })

  it('are silent of what breaks again and again, and tell that it flaps, until it was good for a while', () => {
    const watch = new Watch()
    let at = t0
    for (let nth = 0; nth < 500; nth++) {
      watch.look(at, many(1))
      watch.look(at + gatherMs, many(1))
      watch.look(at + 30 * second, {})
      at += minute
    }
    expect(watch.told).toEqual([
      'down 1',
      'recovered 1',
      'down 1',
      'recovered 1',
      'down 1 flapping',
    ])
    expect(watch.open).toHaveLength(1)
    expect(watch.open[0]?.flips.length).toBeLessThanOrEqual(60)
    watch.look(at + calmAfterMs - 2 * minute, {})
    expect(watch.open).toHaveLength(1)
    watch.look(at + calmAfterMs, {})
    expect(watch.told.slice(5)).toEqual(['recovered 1 flapping'])
  })

  it.each([-3 * hour, 3 * hour])('tell in time though the clock jumps by %i ms', (jump) => {
    const watch = new Watch()
    watch.look(t0, many(1))
    watch.look(t0 + jump, many(1))
    watch.look(t0 + jump + gatherMs, many(1))
    watch.look(t0 + jump + minute, {})
    expect(watch.told).toEqual(['down 1', 'recovered 1'])
  })

  it.each(['gone', 'changed_outside'] as const)(
    'of what happens once (%s) are told for each time, together where it was together',
    (when) => {
      const watch = new Watch(when)
      watch.look(t0, many(2))
      watch.look(t0 + 5 * second, many(3))
      watch.look(t0 + gatherMs, many(3))
      expect(watch.told).toEqual(['down 3'])
      // The same place, an hour later: nobody was told of these.
      watch.look(t0 + hour, many(5))
      watch.look(t0 + hour + gatherMs, many(5))
      expect(watch.told).toEqual(['down 3', 'down 2'])
      const passed = Object.fromEntries(Object.keys(many(5)).map((key) => [key, 'ended' as const]))
      watch.look(t0 + 26 * hour, passed)
      expect(watch.open).toEqual([])
      expect(watch.told).toHaveLength(2)
    },
  )

  it('hold together over any history', () => {
    for (let run = 0; run < 60; run++) {
      const random = randomOf(run + 1)
      const watch = new Watch()
      const bad = new Map<string, { sinceMs: number; group: string }>()
      let at = t0
      for (let step = 0; step < 120; step++) {
        at += Math.ceil(random() * (random() < 0.1 ? 3 * hour : 20 * second))
        const scene: Scene = {}
        for (let nth = 0; nth < 8; nth++) {
          const key = `j${nth}`
          if (random() < 0.15) {
            if (!bad.delete(key))
              bad.set(key, { sinceMs: at, group: `g${Math.floor(random() * 3)}` })
          }
          const of = bad.get(key)
          const roll = random()
          if (of) scene[key] = roll < 0.1 ? 'unknown' : subject(key, of)
          else scene[key] = roll < 0.05 ? 'unknown' : roll < 0.1 ? 'ended' : 'good'
        }
        const before = new Map(watch.alerts)
        watch.look(at, scene)
        const once = new Map(watch.alerts)
        const told = watch.notices.length
        // Whoever looks again at the same moment changes nothing.
        watch.look(at, scene)
        expect(watch.alerts).toEqual(once)
        expect(watch.notices).toHaveLength(told)

        const open = watch.open
        expect(new Set(open.map(({ groupKey }) => groupKey)).size).toBe(open.length)
        const held = open.flatMap(({ members }) => [...members.keys()])
        expect(new Set(held).size).toBe(held.length)
        for (const [key, one] of Object.entries(scene)) {
          const alert = open.find(({ members }) => members.has(key))
          const member = alert?.members.get(key)
          if (typeof one !== 'string') expect(member?.overAt).toBeNull()
          else if (one === 'unknown') {
            const was = [...before.values()].find(
              ({ recoveredAt, members }) => recoveredAt === null && members.has(key),
            )
            if (was?.members.get(key)?.overAt === null) expect(member?.overAt).toBeNull()
          } else if (member) expect(member.overAt).not.toBeNull()
        }
        for (const { tellAt, toldAt, openedAt, members } of open) {
          const isBad = [...members.values()].some(({ overAt }) => overAt === null)
          if (isBad && at - openedAt >= gatherMs && toldAt === null) {
            expect(tellAt).toBeGreaterThan(at)
          }
        }
      }
      assertOrder(watch)
      for (const key of bad.keys()) bad.delete(key)
      watch.look(at + minute, {})
      watch.look(at + minute + calmAfterMs, {})
      expect(watch.open).toEqual([])
      assertOrder(watch)
    }
  })
})

/** Down once, then reminders a day apart and news, then recovered once; and never more of a group within an hour than a person bears. */
function assertOrder({ notices, alerts }: Watch): void {
  const byAlert = Map.groupBy(notices, ({ alert }) => alert.id)
  for (const [id, own] of byAlert) {
    const [first, ...rest] = own
    expect(first).toMatchObject({ event: 'down', isReminder: false })
    let lastMs = first?.atMs ?? 0
    for (const [nth, { event, isReminder, atMs }] of rest.entries()) {
      if (event === 'recovered') expect(nth).toBe(rest.length - 1)
      else {
        // What is no reminder tells of what broke long after.
        expect(atMs - lastMs).toBeGreaterThanOrEqual(isReminder ? remindAfterMs : togetherMs)
      }
      lastMs = atMs
    }
    const isOpen = alerts.get(id)?.recoveredAt === null
    if (isOpen) expect(own.at(-1)?.event).toBe('down')
  }
  const downs = notices.filter(({ event, isReminder }) => event === 'down' && !isReminder)
  for (const [, own] of Map.groupBy(downs, ({ alert }) => alert.groupKey)) {
    own.forEach(({ atMs }, nth) => {
      const fourth = own[nth + 4]
      if (fourth) expect(fourth.atMs - atMs).toBeGreaterThan(hour)
    })
  }
}

function randomOf(start: number): () => number {
  let seed = start * 7_919
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
}
