// What lies beyond one machine, by simulation: the app's own plan of readings (lib/fleet/schedule.ts) and a share that slides
// over five minutes, by a clock of its own; no request is made, and no database written. Prints a table for docs/performance.md:
//   node scripts/bench/fleet/scale.mjs
import '../../lib/app-modules.mjs'
import { quantile } from '../numbers.mjs'

const { paceOf, nextAfter, isRetentionDue } = await import('../../../lib/fleet/schedule.ts')

const windowMs = 300_000
const slotMs = 5_000
const dayMs = 86_400_000
/** Of IBM's 1,200, half. */
const share = 600
/** What is in trouble, in ten thousand. */
const troubledShare = 20
const jobsAZone = 4

/** A counter over five minutes in slots, as the one in the database. */
class Window {
  #slots = new Array((windowMs + 15_000) / slotMs + 1).fill(0)
  #sum = 0
  #slot = 0
  most = 0
  advance(nowMs) {
    const slot = Math.floor(nowMs / slotMs)
    for (; this.#slot < slot; this.#slot++) {
      const at = (this.#slot + 1) % this.#slots.length
      this.#sum -= this.#slots[at]
      this.#slots[at] = 0
    }
  }
  spend(limit, cost = 1) {
    if (this.#sum + cost > limit) return false
    this.#slots[this.#slot % this.#slots.length] += cost
    this.#sum += cost
    this.most = Math.max(this.most, this.#sum)
    return true
  }
}

/** Due times in buckets of a slot. */
class Queue {
  #buckets = new Map()
  #from = 0
  put(zone, dueMs) {
    const slot = Math.max(Math.ceil(dueMs / slotMs), this.#from)
    const bucket = this.#buckets.get(slot)
    if (bucket) bucket.push(zone)
    else this.#buckets.set(slot, [zone])
  }
  /** The one that has waited the longest stays the first. */
  putBack(zone) {
    const bucket = this.#buckets.get(this.#from)
    if (bucket) bucket.unshift(zone)
    else this.#buckets.set(this.#from, [zone])
  }
  take(nowMs) {
    const slot = Math.floor(nowMs / slotMs)
    for (; this.#from <= slot; this.#from++) {
      const bucket = this.#buckets.get(this.#from)
      if (bucket && bucket.length > 0) return bucket.shift()
      this.#buckets.delete(this.#from)
    }
    return undefined
  }
}

/** A day of one connection. */
function live(zones) {
  const troubled = Math.round((zones * troubledShare) / 10_000)
  const pace = paceOf({ zones, troubled }, share)
  const all = new Window()
  const calm = new Window()
  const queues = { soon: new Queue(), calm: new Queue() }
  const known = Array.from({ length: zones }, (_, number) => {
    const zoneId = `${(number * 2_654_435_761) % 4_294_967_296}`.padStart(32, '0')
    return { zoneId, number, firstReadAt: null, retentionReadAt: null, readAt: null }
  })
  for (const zone of known) queues.calm.put(zone, 0)
  const pauses = { soon: [], calm: [] }
  let listsAt = 0
  let firstSweepMs = null
  let read = 0
  let requests = 0
  for (let now = 0; now < dayMs; now += slotMs) {
    all.advance(now)
    calm.advance(now)
    if (now >= listsAt) {
      const pages = Math.ceil(zones / 50)
      let paid = 0
      while (paid < pages && all.spend(share)) paid++
      requests += paid
      listsAt = now + (paid === pages ? pace.listsMs : 30_000)
    }
    for (const kind of ['soon', 'calm']) {
      for (;;) {
        const zone = queues[kind].take(now)
        if (zone === undefined) break
        const hasRetention = isRetentionDue(zone, pace.retentionMs, now)
        const cost = hasRetention ? 2 : 1
        const isPaid = (kind === 'soon' || calm.spend(pace.calmLimit)) && all.spend(share, cost)
        if (!isPaid) {
          queues[kind].putBack(zone)
          break
        }
        requests += cost
        if (hasRetention) zone.retentionReadAt = now
        if (zone.readAt === null && ++read === zones) firstSweepMs = now
        else if (zone.readAt !== null && now > dayMs / 4) pauses[kind].push(now - zone.readAt)
        zone.firstReadAt ??= now
        zone.readAt = now
        const isTroubled = zone.number < troubled
        const state = { isTroubled, changedMs: null }
        const due = nextAfter(zone.zoneId, state, pace.cycleMs, pace.troubledMs, now)
        queues[isTroubled && pace.troubledMs < pace.cycleMs ? 'soon' : 'calm'].put(zone, due)
      }
    }
  }
  const worst = (list) =>
    quantile(
      list.toSorted((a, b) => a - b),
      0.999,
    ) ?? 0
  return {
    troubled,
    pace,
    most: all.most,
    requests,
    firstSweepMs,
    soon: worst(pauses.soon),
    calm: worst(pauses.calm),
  }
}

const minutes = (ms) =>
  ms === null
    ? '> 24 h'
    : ms < 120 * 60_000
      ? `${Math.round(ms / 60_000)} min`
      : `${(ms / 3_600_000).toFixed(1)} h`
const rows = []
for (const [zones, connections] of [
  [214, 1],
  [300, 1],
  [1_000, 1],
  [5_000, 1],
  [5_000, 5],
  [50_000, 1],
  [50_000, 20],
  [50_000, 50],
]) {
  const each = Math.ceil(zones / connections)
  const day = live(each)
  rows.push({
    zones: zones.toLocaleString('en'),
    connections: `${connections}`,
    'first sweep': minutes(day.firstSweepMs),
    'planned cycle': minutes(day.pace.cycleMs),
    'calm zone read within': minutes(day.calm),
    'in trouble, each': `${day.troubled}`,
    'read every': `${Math.round(day.pace.troubledMs / 1_000)} s`,
    'at the latest': `${Math.round(day.soon / 1_000)} s`,
    'most in 5 min': `${day.most}`,
    'readings/s, all': ((day.requests * connections) / 86_400).toFixed(1),
    jobs: (zones * jobsAZone).toLocaleString('en'),
  })
}
const heads = Object.keys(rows[0])
const line = (cells) => `| ${cells.join(' | ')} |`
console.log(
  [line(heads), line(heads.map(() => '---')), ...rows.map((one) => line(Object.values(one)))].join(
    '\n',
  ),
)
