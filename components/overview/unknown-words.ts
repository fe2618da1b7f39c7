import { countOf, formatCount } from '@/lib/count'
import { atMoment, moment } from '@/lib/moment'
import type { Overview } from '@/lib/schemas/overview'

type State = Overview['collector']['state']

export const readingsOff = 'Background readings are off.'

/** Why a zone that could be read was not: it is our own reading that is not there. */
export const behindWords = (state: State): string => {
  if (state === 'off') return 'background readings are off'
  return state === 'stopped'
    ? 'the background readings have stopped'
    : 'the background readings are behind'
}

/**
 * " 12 of 214 zones unknown: no response from IBM since 09:10." Told apart as in "needs attention": what IBM did not answer,
 * and what we have not asked. While nothing is read at all, that is the reason for all of them.
 */
export function unknownZones(
  { totals, collector: { state }, attention }: Pick<Overview, 'totals' | 'collector' | 'attention'>,
  nowMs: number,
): string {
  const { zones, zonesNotKnown } = totals
  if (zonesNotKnown === 0) return ''
  const rows = attention.filter(({ kind }) => kind === 'zones_not_known')
  const waiting = attention.filter(({ kind }) => kind === 'collector_behind')
  const all = [...rows, ...waiting]
  const [failed] = rows
  const own = () => `${behindWords(state)}${oldestWords(state === 'off' ? all : waiting, nowMs)}`
  const reasons: string[] = []
  if (failed && state !== 'off') {
    const some = waiting.length > 0 ? ` about ${formatCount(failed.zones)} of them` : ''
    reasons.push(`no response from IBM${some}${sinceWords(failed.since, nowMs)}`)
  }
  if (waiting.length > 0 || (all.length > 0 && state === 'off')) reasons.push(own())
  const why = reasons.length > 0 ? `: ${reasons.join(', and ')}` : ''
  return ` ${whichZones(zonesNotKnown, zones, why)}.`
}

function whichZones(unknown: number, zones: number, why: string): string {
  if (unknown < zones) {
    return `${formatCount(unknown)} of ${countOf(zones, 'zone')} unknown${why}`
  }
  return zones === 1
    ? `The one zone is unknown${why}`
    : `All ${countOf(zones, 'zone')} unknown${why}`
}

const sinceWords = (since: string | null, nowMs: number) =>
  since === null ? '' : ` since ${atMoment(since, nowMs).replace(/^(?:at|on) /, '')}`

function oldestWords(rows: Overview['attention'], nowMs: number): string {
  const [oldest] = rows.flatMap(({ since }) => since ?? []).sort()
  return oldest === undefined ? '' : `; the oldest is from ${moment(oldest, nowMs)}`
}

/** Of jobs not known: "41 of them were not delivering when last read"; '' where none was. */
export function lastLosingWords(
  { not_known, lastLosing }: Overview['totals'],
  before: string,
): string {
  if (lastLosing === 0) return ''
  if (not_known === 1) return `${before}${before ? 'it' : 'It'} was not delivering when last read`
  const were = lastLosing === 1 ? 'was' : 'were'
  return `${before}${formatCount(lastLosing)} of them ${were} not delivering when last read`
}
