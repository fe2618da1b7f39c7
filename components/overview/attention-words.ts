import { countOf } from '@/lib/count'
import { destinationLabel } from '@/lib/destinations/words'
import { datasetLabel } from '@/lib/jobs/dataset'
import { troubleOf } from '@/lib/jobs/trouble'
import { routes } from '@/lib/routes'
import type { Attention, Overview } from '@/lib/schemas/overview'
import { formatAhead, formatMoment } from '@/lib/time'
import { behindWords } from './unknown-words'
import { readableName } from './zone-name'

/** A row: a sentence of `before`, `strong` and `after`; below it why; the one next thing to do. */
export type AttentionWords = {
  before: string
  strong: string
  after: string
  why: string
  action: { label: string; href: string }
}

const isAre = (count: number) => (count === 1 ? 'is' : 'are')

/** `nowMs` 0: nobody knows the reader's clock yet. */
export function attentionWords(
  row: Attention,
  readings: Overview['collector']['state'],
  nowMs: number,
): AttentionWords {
  switch (row.kind) {
    case 'retention_off':
      return retentionWords(row)
    case 'zones_not_known':
      return {
        before: '',
        strong: countOf(row.zones, 'zone'),
        after: ` ${isAre(row.zones)} unknown: no usable response from IBM`,
        why: `${countOf(row.count, 'job')} there may be in any state.`,
        action: { label: 'View zones', href: routes.home({ state: 'not_known' }) },
      }
    case 'zones_not_listed':
      return {
        before: row.subject === null ? 'Zones of ' : 'Zones of instance ',
        strong: row.subject ?? countOf(row.count, 'instance'),
        after: ' could not all be loaded',
        why: 'Zones that are not listed here may have jobs in any state. Retrying automatically.',
        action: { label: 'View zones', href: routes.home() },
      }
    case 'collector_behind':
      return {
        before: '',
        strong: countOf(row.zones, 'zone'),
        after: ` ${isAre(row.zones)} unknown: ${behindWords(readings)}`,
        why: `${countOf(row.count, 'job')} there may be in any state.${readings === 'off' ? '' : ' Readings continue automatically within IBM’s request budget.'}`,
        action: { label: 'View zones', href: routes.home({ state: 'not_known' }) },
      }
    case 'key_expiring':
      return keyWords(row, nowMs)
    case 'coverage_gap':
      return coverageWords(row)
    case 'jobs':
      return jobsWords(row)
  }
}

function retentionWords({ zone, zones, count }: Attention): AttentionWords {
  const why = `${countOf(count, 'job')} ${count === 1 ? 'runs' : 'run'} there; what is not delivered can’t be recovered.`
  return zones === 1 && zone
    ? {
        before: 'Log retention of ',
        strong: readableName(zone.name),
        after: ' is off',
        why,
        action: { label: 'Turn on', href: routes.zone(zone.instanceId, zone.id) },
      }
    : {
        before: 'Log retention is off in ',
        strong: countOf(zones, 'zone'),
        after: '',
        why,
        action: { label: 'View zones', href: routes.home({ retention: 'off' }) },
      }
}

function keyWords({ subject, cause, dueAt, count }: Attention, nowMs: number): AttentionWords {
  const leftMs = dueAt === null ? 0 : Date.parse(dueAt) - nowMs
  const end =
    leftMs <= 0 ? ' has expired' : nowMs === 0 ? ' expires soon' : ` expires ${formatAhead(leftMs)}`
  return {
    before: 'The key of the connection ',
    strong: subject ?? '',
    after: end,
    why: `${cause ? `${cause}: the` : 'The'} zones of ${countOf(count, 'instance')} can’t be read or changed without it.`,
    action: { label: 'Replace key', href: routes.access('connections') },
  }
}

function coverageWords({ subject, zones, count }: Attention): AttentionWords {
  const dataset = subject ?? ''
  return {
    before: '',
    strong: countOf(zones, 'zone'),
    after: ` ${zones === 1 ? 'sends' : 'send'} no ${datasetLabel(dataset)}`,
    why: `${countOf(count, 'other zone')} ${count === 1 ? 'does' : 'do'}. Create jobs, or mark the dataset as not needed.`,
    action: { label: 'View zones', href: routes.home({ dataset, state: 'none' }) },
  }
}

const verbs = {
  failing: ['can’t write to', 'can’t write to'],
  disabled_by_service: ['was disabled by IBM:', 'were disabled by IBM:'],
  late: ['is late to', 'are late to'],
  gone: ['is gone:', 'are gone:'],
  never_ran: ['has delivered nothing yet to', 'have delivered nothing yet to'],
} as const

function jobsWords(row: Attention): AttentionWords {
  const { zone, job, state, count, zones, destination, cause } = row
  const isKnown = state !== null && state in verbs
  const [one, many] = isKnown
    ? verbs[state as keyof typeof verbs]
    : ['needs a look:', 'need a look:']
  const place = destination?.place || (destination ? destinationLabel(destination) : '')
  const where = zones > 1 ? `${countOf(count, 'job')} in ${zones} zones` : countOf(count, 'job')
  const name = zone ? readableName(zone.name) : ''
  const subject = count === 1 ? `${job?.name ?? `Job ${job?.id}`} of ${name}` : `${where}`
  return {
    before: `${subject} ${count === 1 ? one : many} `,
    strong: place,
    after: '',
    why: whyOf(state, cause, destination),
    action: actionOf(row),
  }
}

function whyOf(
  state: Attention['state'],
  cause: string | null,
  destination: Attention['destination'],
): string {
  if (state === 'late' || state === 'never_ran')
    return 'IBM reports no error; check the zone’s traffic and the destination.'
  if (state === 'gone') return 'It was deleted outside this dashboard.'
  return troubleOf(cause, destination?.kind ?? 'other').text
}

function actionOf({
  zone,
  job,
  state,
  count,
  jobs,
  destination,
}: Attention): AttentionWords['action'] {
  const place = zone && job ? routes.job(zone.instanceId, zone.id, job.id) : routes.home()
  if (count > 1) {
    return {
      label: `View ${countOf(count, 'job')}`,
      href: routes.home({
        ...(state && { state }),
        ...(destination && { destination: destination.place }),
      }),
    }
  }
  if (state === 'gone' && zone)
    return { label: 'View zone', href: routes.zone(zone.instanceId, zone.id) }
  return { label: state === 'failing' && jobs.length === 1 ? 'View fix' : 'View job', href: place }
}

/** "recoverable until Thu 22 Oct, 03:02" / "lost" / '' where nobody knows, or nothing can be fetched. */
export function lossNote({
  recoverableUntil,
  isLost,
}: Pick<Attention, 'recoverableUntil' | 'isLost'>): string {
  if (isLost) return 'lost'
  return recoverableUntil === null ? '' : `recoverable until ${formatMoment(recoverableUntil)}`
}
