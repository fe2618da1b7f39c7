import { countOf, formatCount } from '@/lib/count'
import type { Overview } from '@/lib/schemas/overview'
import { lastLosingWords, readingsOff, unknownZones } from './unknown-words'

/**
 * The sentence the page begins with: `key` in the colour of `look` and bold, `rest` plain. `unknown`: nothing is known to
 * fail, but not of all jobs is known how they are.
 */
export type Headline = { look: 'loss' | 'warn' | 'unknown' | 'ink'; key: string; rest: string }

const jobs = (count: number) => countOf(count, 'job')
const zones = (count: number) => countOf(count, 'zone')
const isAre = (count: number) => (count === 1 ? 'is' : 'are')

/** "290 hours of logs", "40 minutes of logs". */
export function amountOf(seconds: number): string {
  const hours = Math.floor(seconds / 3_600)
  if (hours >= 2) return `${formatCount(hours)} hours of logs`
  const minutes = Math.max(1, Math.floor(seconds / 60))
  return minutes === 1 ? '1 minute of logs' : `${minutes} minutes of logs`
}

/** What the sentence is made of. Of what is not known it claims nothing, neither that it fails nor that it does not. */
export type Told = Pick<Overview, 'totals' | 'lostSeconds' | 'collector' | 'attention'>

export function headline(overview: Told, nowMs: number): Headline {
  const { totals, collector } = overview
  if (totals.zones === 0 || totals.zonesRead === 0) return unreadHeadline(overview)
  const losing = totals.failing + totals.disabled_by_service
  const unlisted =
    collector.listing === 'failed' ? ' The zones of some instances could not be loaded.' : ''
  const reach = `${readWords(totals)}${unknownZones(overview, nowMs)}${unlisted}`
  /** Whether every job there may be was seen, and lately. */
  const isWhole = reach === '' && totals.not_known === 0
  const missing = missingWords(overview, isWhole)
  const unknown =
    totals.not_known > 0
      ? ` ${jobs(totals.not_known)} ${isAre(totals.not_known)} not known${lastLosingWords(totals, '; ')}.`
      : ''
  if (losing > 0) {
    const late = totals.late > 0 ? `; ${totals.late} more ${isAre(totals.late)} late` : ''
    const verb = losing === 1 && totals.jobs === 1 ? 'is' : 'are'
    return {
      look: 'loss',
      key: `${formatCount(losing)} of ${jobs(totals.jobs)} ${verb} not delivering.`,
      rest: `${missing}${late}.${unknown}${reach}`,
    }
  }
  if (totals.late > 0) {
    return {
      look: 'warn',
      key: `${formatCount(totals.late)} of ${jobs(totals.jobs)} ${isAre(totals.late)} late.`,
      rest: `${missing}.${unknown}${reach}`,
    }
  }
  if (totals.not_known > 0) {
    const before = lastLosingWords(totals, '')
    return {
      look: 'unknown',
      key: notKnownKey(totals),
      rest: `${before && `${before}. `}${missing}.${reach}`,
    }
  }
  if (totals.jobs === 0) {
    return isWhole
      ? { look: 'ink', key: 'No Logpush jobs yet', rest: `in ${zones(totals.zones)}.` }
      : { look: 'ink', key: 'No Logpush jobs found so far.', rest: reach.trim() }
  }
  return { look: 'ink', key: deliveringKey(totals, isWhole), rest: `${missing}.${reach}` }
}

/** What is left of it where it is too old to say how things are: that there are jobs, and how many did not deliver then. */
export function asOldTold({ totals, lostSeconds, collector }: Told): Told {
  const { zones, zonesRead, jobs: all, failing, disabled_by_service, lastLosing } = totals
  const none = { delivering: 0, quiet: 0, late: 0, failing: 0, paused: 0, disabled_by_service: 0 }
  return {
    totals: {
      ...totals,
      ...none,
      off: 0,
      never_ran: 0,
      not_known: all,
      zonesNotKnown: zonesRead === 0 ? totals.zonesNotKnown : zones,
      lastLosing: lastLosing + failing + disabled_by_service,
    },
    lostSeconds,
    collector,
    attention: [],
  }
}

/** Of zones of which none was read. */
function unreadHeadline({ totals, collector }: Told): Headline {
  const isOff = collector.state === 'off'
  const next = isOff ? readingsOff : 'Retrying automatically.'
  if (totals.zones === 0) {
    return collector.listing === 'failed'
      ? { look: 'unknown', key: 'Your zones could not be loaded.', rest: next }
      : { look: 'ink', key: 'Loading your zones…', rest: '' }
  }
  if (totals.zonesNotKnown === totals.zones) {
    const key =
      totals.zones === 1
        ? 'The zone could not be read.'
        : `None of the ${zones(totals.zones)} could be read.`
    return { look: 'unknown', key, rest: next }
  }
  if (isOff) {
    const have = totals.zones === 1 ? 'has' : 'have'
    return { look: 'unknown', key: `${zones(totals.zones)} ${have} not been read.`, rest: next }
  }
  return { look: 'ink', key: `Reading ${zones(totals.zones)} for the first time…`, rest: '' }
}

/** Without its full stop. */
function missingWords({ lostSeconds }: Told, isWhole: boolean): string {
  const missing =
    lostSeconds > 0
      ? `${amountOf(lostSeconds)} missing since yesterday, over all jobs`
      : 'Nothing missing since yesterday'
  return isWhole ? missing : `${missing}, as far as known`
}

/** "515 of 545 jobs are delivering; 30 are not known." Of none that fails, for of those nobody knows. */
function notKnownKey({ jobs: all, delivering, quiet, not_known }: Overview['totals']): string {
  if (not_known < all) {
    const known = `${formatCount(delivering + quiet)} of ${jobs(all)} are delivering`
    return `${known}; ${formatCount(not_known)} ${isAre(not_known)} not known.`
  }
  return all === 1
    ? 'The state of the one job is not known.'
    : `The state of all ${jobs(all)} is not known.`
}

/** Where no job fails, is late or is not known. */
function deliveringKey(totals: Overview['totals'], isWhole: boolean): string {
  const { jobs: all, delivering, quiet, paused, off, never_ran } = totals
  if (paused + off + never_ran === 0) {
    return isWhole && all === 1
      ? 'The one job is delivering.'
      : `All ${jobs(all)} ${isWhole ? '' : 'found '}are delivering.`
  }
  const some = `${formatCount(delivering + quiet)} of ${jobs(all)}`
  return isWhole ? `${some} are delivering; none is failing.` : `${some} found are delivering.`
}

/** "84 of 214 zones read so far." while the first reading goes on. */
function readWords({ zones: all, zonesRead, zonesNotKnown }: Overview['totals']): string {
  // Those that can't be read are not on their way.
  return zonesRead + zonesNotKnown < all
    ? ` ${formatCount(zonesRead)} of ${zones(all)} read so far.`
    : ''
}
