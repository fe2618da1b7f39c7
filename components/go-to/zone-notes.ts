import { formatCount } from '@/lib/count'
/** How far the zones of an instance could be searched. */
export type ZoneReading = {
  instance: string
  count: number
  state: 'whole' | 'partial' | 'loading' | 'failed'
}

/** Beyond, they are counted. */
const mostNames = 3

function named(readings: readonly ZoneReading[]): string {
  const names = readings.map(({ instance }) => instance)
  if (names.length > mostNames) return `${names.length} instances`
  const last = names.at(-1) ?? ''
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last
}

/**
 * What a search did not look at, in sentences: whoever finds nothing would take it for not there.
 * `areMore`: IBM has more instances than it listed.
 */
export function zoneNotes(readings: readonly ZoneReading[], areMore: boolean): string[] {
  const of = (state: ZoneReading['state']) => readings.filter((one) => one.state === state)
  const [partial, failed, loading] = [of('partial'), of('failed'), of('loading')]
  const first = (count: number, what: string) =>
    `Searches the first ${formatCount(count)} ${what} only; IBM has more.`
  return [
    ...partial.map(({ count, instance }) => first(count, `zones of ${instance}`)),
    ...(areMore ? [first(readings.length, 'instances')] : []),
    ...(failed.length > 0 ? [`Zones of ${named(failed)} could not be loaded.`] : []),
    ...(loading.length > 0
      ? [`Zones of ${named(loading)} were still loading; search again to include them.`]
      : []),
  ]
}
