import { destinationLabel } from '@/lib/destinations/words'
import { troubleOf } from '@/lib/jobs/trouble'
import { routes } from '@/lib/routes'
import type { Attention } from '@/lib/schemas/overview'

/** A row: a sentence of `before`, `strong` and `after`; below it why; the one next thing to do. */
export type AttentionWords = {
  before: string
  strong: string
  after: string
  why: string
  action: { label: string; href: string }
}

const plural = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

export function attentionWords(row: Attention): AttentionWords {
  if (row.kind === 'retention_off') return retentionWords(row)
  if (row.kind === 'zones_not_known') {
    return {
      before: '',
      strong: plural(row.zones, 'zone'),
      after: ` ${row.zones === 1 ? 'is' : 'are'} unknown: no usable response from IBM`,
      why: `${plural(row.count, 'job')} there may be in any state.`,
      action: { label: 'View zones', href: routes.home({ state: 'not_known' }) },
    }
  }
  return jobsWords(row)
}

function retentionWords({ zone, count }: Attention): AttentionWords {
  return {
    before: 'Log retention of ',
    strong: zone?.name ?? '',
    after: ' is off',
    why: `Its ${plural(count, 'job')} still ${count === 1 ? 'delivers' : 'deliver'}; IBM asks for retention to be on.`,
    action: { label: 'Turn on', href: zone ? routes.zone(zone.instanceId, zone.id) : '' },
  }
}

const verbs = {
  failing: ['can’t write to', 'can’t write to'],
  disabled_by_service: ['is disabled by IBM:', 'are disabled by IBM:'],
  late: ['is late to', 'are late to'],
  gone: ['is gone:', 'are gone:'],
} as const

function jobsWords(row: Attention): AttentionWords {
  const { zone, job, state, count, zones, destination, cause } = row
  const isKnown = state !== null && state in verbs
  const [one, many] = isKnown
    ? verbs[state as keyof typeof verbs]
    : ['needs a look:', 'need a look:']
  const place = destination?.place || (destination ? destinationLabel(destination) : '')
  const where = zones > 1 ? `${plural(count, 'job')} in ${zones} zones` : plural(count, 'job')
  const subject = count === 1 ? `${job?.name ?? `Job ${job?.id}`} of ${zone?.name}` : `${where}`
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
  if (state === 'late') return 'IBM reports no error; check the zone’s traffic and the destination.'
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
      label: `View ${count} jobs`,
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
