import type { SimInstance, SimZone } from '../state.ts'
import { portion, zoneIdOf } from './ids.ts'
import { CIS } from './instances.ts'

const DAY_MS = 24 * 3600 * 1000

/** Zones of the big instance that have a part to play; seed/jobs.ts gives them their jobs. */
export const ZONES = {
  /** Log retention on, no jobs: free to play with. */
  playground: 'playground.nordlicht.example',
  full: 'nordlicht-retail.example',
  failing: 'checkout.nordlicht.example',
  late: 'images.nordlicht.example',
  kinds: 'security.nordlicht.example',
  leftovers: 'legacy.nordlicht.example',
  oddNames: 'names.nordlicht.example',
  challenge: 'müller-möbel.example',
  quiet: 'xn--grne-welle-beb.example',
  retentionOff: 'no-retention.nordlicht.example',
  empty: 'new.nordlicht.example',
  long: `${'a-very-long-label-that-nobody-would-type-twice-but-dns-allows'.slice(0, 61)}.${'another-label-which-is-just-as-long-as-the-first-one-is-here-x'.slice(0, 62)}.nordlicht.example`,
  paused: 'paused.nordlicht.example',
  pending: 'pending.nordlicht.example',
  moved: 'moved.nordlicht.example',
  /** Jobs that IBM wants moved: two of Log Analysis, one with an ownership challenge. */
  retired: 'magazine.nordlicht.example',
} as const

const BRANDS = [
  'nordlicht',
  'fjordmode',
  'kaffeehaus',
  'sternwarte',
  'hansemarkt',
  'lumiere',
  'polaris',
]
const KINDS = ['shop', 'api', 'www', 'static', 'partner', 'app', 'mail', 'blog', 'cdn', 'pay']
const COUNTRIES = [
  'de',
  'at',
  'ch',
  'fr',
  'it',
  'es',
  'nl',
  'be',
  'dk',
  'se',
  'no',
  'fi',
  'pl',
  'cz',
  'pt',
]

export const zoneId = (name: string) => zoneIdOf('big', name)

/** The zones of the big instance (`count` of them) and of the others, in the order in which IBM lists them. */
export function createZones(count: number, nowMs: number): SimZone[] {
  const named = Object.values(ZONES)
  const names: string[] = named.slice(0, count)
  for (let index = 0; names.length < count; index++) names.push(generatedName(index))
  return [
    ...names.map((name) => createZone(CIS.big, 'big', name, nowMs)),
    ...['stage.nordlicht.example', 'qa.nordlicht.example', 'load.nordlicht.example'].map((name) =>
      createZone(CIS.small, 'small', name, nowMs),
    ),
    ...['nordlicht-history.example', 'nordlicht-press.example'].map((name) => ({
      ...createZone(CIS.standard, 'standard', name, nowMs),
      retention: null,
    })),
    ...['lab-one.example', 'lab-two.example'].map((name) =>
      createZone(CIS.unknownPlan, 'unknownPlan', name, nowMs),
    ),
  ]
}

function createZone(instance: SimInstance, scope: string, name: string, nowMs: number): SimZone {
  return {
    id: zoneIdOf(scope, name),
    instanceGuid: instance.guid,
    name,
    status: name === ZONES.pending ? 'pending' : name === ZONES.moved ? 'moved' : 'active',
    paused: name === ZONES.paused,
    createdAt: nowMs - Math.round((30 + portion(name) * 900) * DAY_MS),
    retention: name !== ZONES.retentionOff && name !== ZONES.empty,
    traffic: trafficOf(name),
  }
}

/** Little of it: a simulator that runs beside tests must not be the busiest process. */
function trafficOf(name: string): Record<string, number> {
  if (name === ZONES.quiet || name === ZONES.pending) return {}
  const requests = name === ZONES.full || name === ZONES.playground ? 4 : 0.1
  return {
    http_requests: requests,
    firewall_events: requests / 10,
    dns_logs: requests / 4,
    range_events: requests / 20,
  }
}

function generatedName(index: number): string {
  const pick = (list: string[], step: number) => list[Math.floor(index / step) % list.length] ?? ''
  const round = Math.floor(index / (BRANDS.length * COUNTRIES.length * KINDS.length))
  const suffix = round > 0 ? `-${round + 1}` : ''
  return `${pick(KINDS, BRANDS.length * COUNTRIES.length)}.${pick(BRANDS, 1)}-${pick(COUNTRIES, BRANDS.length)}${suffix}.example`
}
