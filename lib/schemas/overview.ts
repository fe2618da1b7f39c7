import { z } from 'zod'
import { destinationKinds } from '@/lib/fleet/kind'
import { guid, zoneId } from './ids'
import { jobState } from './job'
import { dataset as knownDataset } from './logs'
import { plainLine } from './plain-text'

const instant = z.iso.datetime()
const named = z.object({ id: z.string(), name: z.string() })
const namedJob = z.object({ id: z.string(), name: z.nullable(z.string()) })
const zoneName = named.extend({ instanceId: z.string() })

const destinationKind = z.enum(destinationKinds)

/** What a row of "needs attention" is about. */
export const attentionKind = z.enum([
  'jobs',
  'retention_off',
  'zones_not_known',
  /** Instances whose list of zones could not be read; `count` says how many. */
  'zones_not_listed',
  'collector_behind',
  'key_expiring',
  'coverage_gap',
])

/** The one next thing to do. */
export const attentionAction = z.enum(['fix', 'resume', 'view', 'turn_on', 'replace'])

export const attention = z.object({
  kind: attentionKind,
  /** The first of those concerned. */
  zone: z.nullable(zoneName),
  job: z.nullable(namedJob),
  state: z.nullable(jobState),
  since: z.nullable(instant),
  /** What is not delivered, over all jobs; null: not known. */
  lostSeconds: z.nullable(z.number().int()),
  /** Until when all that is kept of it can be fetched; null: nothing is kept, or nobody knows. */
  recoverableUntil: z.nullable(instant),
  /** Nothing of it is kept any more: log retention is off, or it is too long ago. */
  isLost: z.boolean(),
  /** IBM's words, or ours. */
  cause: z.nullable(z.string()),
  action: attentionAction,
  /** What it is about if no zone and no job: a connection's name, a dataset. */
  subject: z.nullable(z.string()),
  /** When it will happen, of what has not yet: a key expires. */
  dueAt: z.nullable(instant),
  /** How many jobs share the cause, and in how many zones. */
  count: z.number().int(),
  zones: z.number().int(),
  /** Where they write to, if it is one place. */
  destination: z.nullable(z.object({ kind: destinationKind, place: z.string() })),
  /** Some of the jobs, the worst first. */
  jobs: z.array(z.object({ zone: zoneName, job: namedJob })),
})
export type Attention = z.infer<typeof attention>

export const eventKind = z.enum([
  'created',
  'changed',
  'gone',
  'failing',
  'disabled',
  'recovered',
  'late',
  'paused',
  'resumed',
])

export const happening = z.object({
  kind: eventKind,
  at: instant,
  zone: zoneName,
  job: namedJob,
  cause: z.nullable(z.string()),
  /** Who did it through this dashboard; null: it was not done here, or nobody did it. */
  by: z.nullable(z.string()),
  /** A person did it, and not through this dashboard. */
  isOutside: z.boolean(),
  /** How often, where it was more than once; `at` is the last time. */
  count: z.optional(z.number().int()),
  /** What of it is still there to look at: the job, else its zone, else neither. */
  opens: z.enum(['job', 'zone', 'nothing']),
})
export type Happening = z.infer<typeof happening>

export const collectorState = z.enum(['off', 'starting', 'running', 'behind', 'stopped'])

export const overview = z.object({
  /** The oldest reading that is shown; null: nothing was read yet. */
  asOf: z.nullable(instant),
  totals: z.object({
    zones: z.number().int(),
    /** Zones that were read at least once. */
    zonesRead: z.number().int(),
    zonesNotKnown: z.number().int(),
    jobs: z.number().int(),
    delivering: z.number().int(),
    quiet: z.number().int(),
    late: z.number().int(),
    failing: z.number().int(),
    paused: z.number().int(),
    disabled_by_service: z.number().int(),
    off: z.number().int(),
    never_ran: z.number().int(),
    not_known: z.number().int(),
    gone: z.number().int(),
    /** Of those not known: how many failed, or were disabled by IBM, when they were read last. */
    lastLosing: z.number().int(),
  }),
  /** Hours of logs that did not arrive in the last 24 hours, over all jobs, in seconds. */
  lostSeconds: z.number().int(),
  attention: z.array(attention),
  /** The newest of it; what a job does by itself again and again is there once. */
  sinceYesterday: z.array(happening),
  /** All of it: to how many jobs, and to how many of them not through this dashboard. */
  happened: z.array(
    z.object({ kind: eventKind, jobs: z.number().int(), outside: z.number().int() }),
  ),
  datasets: z.array(
    z.object({ dataset: z.string(), jobs: z.number().int(), losing: z.number().int() }),
  ),
  instances: z.array(named),
  /** Groups that zones were granted to, for those who administer; else none. */
  teams: z.array(z.string()),
  collector: z.object({
    state: collectorState,
    /** Whether it is known which zones there are; failed: IBM did not list them, and is asked again. */
    listing: z.enum(['pending', 'done', 'failed']),
    /** The oldest reading of all zones. */
    oldest: z.nullable(instant),
    cycleSeconds: z.nullable(z.number().int()),
    /** What was used of the rate limit in the last five minutes, from 0 to 1. */
    budgetShare: z.number(),
    /** Of the share that it may use. */
    budgetLimit: z.number(),
  }),
})
export type Overview = z.infer<typeof overview>

/** The little of it that every page shows. */
export const overviewStatus = z.object({
  /** The newest reading; null: nothing was read yet. */
  asOf: z.nullable(instant),
  zones: z.number().int(),
  zonesRead: z.number().int(),
  zonesNotKnown: z.number().int(),
  /** Jobs that fail, or that IBM disabled. */
  notDelivering: z.number().int(),
  state: collectorState,
  cycleSeconds: z.nullable(z.number().int()),
  /** Requests of the last five minutes, of the identity that has used most; null: there is no limit. */
  budget: z.nullable(z.object({ used: z.number().int(), limit: z.number().int() })),
})
export type OverviewStatus = z.infer<typeof overviewStatus>

export const cellState = z.enum([...jobState.options, 'none', 'not_needed'])
export type CellState = z.infer<typeof cellState>

export const overviewCell = z.object({
  state: cellState,
  since: z.nullable(instant),
  jobs: z.array(
    z.object({
      id: z.string(),
      name: z.nullable(z.string()),
      state: jobState,
      /** End of what was delivered last. */
      lastComplete: z.nullable(instant),
    }),
  ),
  /** Of a cell that is not needed. */
  reason: z.optional(z.nullable(z.string())),
  by: z.optional(z.string()),
})
export type OverviewCell = z.infer<typeof overviewCell>

export const overviewZone = z.object({
  instanceId: z.string(),
  zoneId: z.string(),
  zoneName: z.string(),
  /** When its jobs were read; null: not yet. */
  asOf: z.nullable(instant),
  /** Its reading is too old to tell how its jobs are. */
  isKnown: z.boolean(),
  cells: z.record(z.string(), overviewCell),
  /** In the last 30 days, over its jobs; null: not known. */
  lostSeconds: z.nullable(z.number().int()),
  /** Groups whose grants reach it, for those who administer. */
  teams: z.optional(z.array(z.string())),
})
export type OverviewZone = z.infer<typeof overviewZone>

const text = z
  .string()
  .max(256)
  .regex(/^\P{Cc}*$/u, 'One line of plain text')

/** By the state of one dataset, the worst first: `dataset:dns_logs`; `dataset:other` are all but the four. */
const datasetSort = z.templateLiteral([
  z.enum(['', '-']),
  'dataset:',
  z.string().regex(/^[a-z0-9_]{1,64}$/),
])

export const overviewSort = z.union([
  z.enum([
    ...(['zoneName', '-zoneName', 'state', '-state', 'lost', '-lost', 'asOf', '-asOf'] as const),
    // Of zones that are of no team, or whose team one is not told of, by name.
    ...(['team', '-team'] as const),
  ]),
  datasetSort,
])
export type OverviewSort = z.infer<typeof overviewSort>

export const overviewFilter = z.strictObject({
  /** A part of the name of a zone or a job, or of a destination's place; all words have to fit. */
  q: z.optional(text),
  instanceId: z.optional(guid),
  /** Zones with a cell in this state. */
  state: z.optional(cellState),
  /** Zones that have a job of it; together with `state`: whose cell of it is in that state. */
  dataset: z.optional(text),
  /** A kind of destination, or a part of its place. */
  destination: z.optional(text),
  /** A group, whose grants reach the zone; for those who administer. */
  team: z.optional(text),
  /** Zones whose log retention is off. */
  retention: z.optional(z.enum(['off'])),
  /** Only what needs somebody: a job that does not deliver, or is late. */
  open: z.optional(z.enum(['true', 'false'])),
  sort: overviewSort.default('zoneName'),
})
export type OverviewFilter = z.infer<typeof overviewFilter>

export const overviewZonesQuery = overviewFilter.extend({
  /** Of all that the rest lets through only these: ids, with commas between. */
  zoneIds: z.optional(
    z.string().regex(/^[0-9a-f]{32}(?:,[0-9a-f]{32}){0,99}$/i, 'Up to 100 ids of zones'),
  ),
  /** false: nobody looks at these, so that they are not read from IBM sooner than others. */
  freshen: z.enum(['true', 'false']).default('true'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(1_024).optional(),
})
export type OverviewZonesQuery = z.infer<typeof overviewZonesQuery>

export const overviewZonesPage = z.object({
  items: z.array(overviewZone),
  total: z.number().int(),
  nextCursor: z.nullable(z.string()),
})
export type OverviewZonesPage = z.infer<typeof overviewZonesPage>

export const overviewSearchQuery = z.strictObject({
  /** Words in any order: of a job's name, its zone, its dataset, its state. Empty: all jobs fit. */
  q: text.default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type OverviewSearchQuery = z.infer<typeof overviewSearchQuery>

export const foundJob = z.object({
  zone: zoneName,
  job: namedJob,
  dataset: z.nullable(z.string()),
  state: jobState,
})
export type FoundJob = z.infer<typeof foundJob>

export const overviewSearch = z.object({
  /** Jobs whose own name fits first, and of those the worst. */
  items: z.array(foundJob),
  /** Of all that fit. */
  total: z.number().int(),
  /** Of all jobs that were searched. */
  searched: z.number().int(),
})
export type OverviewSearch = z.infer<typeof overviewSearch>

export const overviewExportQuery = overviewFilter.extend({
  format: z.enum(['csv', 'json']).default('csv'),
})

export const inCoverage = z.strictObject({ instanceId: guid, zoneId, dataset: knownDataset })

export const coverageInput = z.strictObject({
  needed: z.boolean(),
  /** Others read it. */
  reason: z.string().max(256).regex(plainLine, 'One line of plain text').nullish(),
})
export type CoverageInput = z.infer<typeof coverageInput>

export const coverage = z.object({ needed: z.boolean(), reason: z.nullable(z.string()) })
