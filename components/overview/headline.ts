import { countOf, formatCount } from '@/lib/count'
import { atMoment } from '@/lib/moment'
import type { Overview } from '@/lib/schemas/overview'

/** The sentence the page begins with: `key` in the colour of `look` and bold, `rest` plain. */
export type Headline = { look: 'loss' | 'warn' | 'ink'; key: string; rest: string }

const jobs = (count: number) => countOf(count, 'job')
const zones = (count: number) => countOf(count, 'zone')

/** "290 hours of logs", "40 minutes of logs". */
export function amountOf(seconds: number): string {
  const hours = Math.floor(seconds / 3_600)
  if (hours >= 2) return `${formatCount(hours)} hours of logs`
  const minutes = Math.max(1, Math.floor(seconds / 60))
  return minutes === 1 ? '1 minute of logs' : `${minutes} minutes of logs`
}

export function headline(
  { totals, lostSeconds, collector }: Pick<Overview, 'totals' | 'lostSeconds' | 'collector'>,
  nowMs: number,
): Headline {
  const losing = totals.failing + totals.disabled_by_service
  if (totals.zones === 0) {
    return collector.listing === 'failed'
      ? { look: 'ink', key: 'Your zones could not be loaded.', rest: 'Retrying automatically.' }
      : { look: 'ink', key: 'Loading your zones…', rest: '' }
  }
  if (totals.zonesRead === 0 && totals.zonesNotKnown === totals.zones) {
    const key =
      totals.zones === 1
        ? 'The zone could not be read.'
        : `None of the ${zones(totals.zones)} could be read.`
    return { look: 'ink', key, rest: 'Retrying automatically.' }
  }
  if (totals.zonesRead === 0) {
    const key = `Reading ${zones(totals.zones)} for the first time…`
    return { look: 'ink', key, rest: '' }
  }
  const missing =
    lostSeconds > 0
      ? `${amountOf(lostSeconds)} missing since yesterday, over all jobs`
      : 'Nothing missing since yesterday'
  const late =
    totals.late > 0 ? `; ${totals.late} more ${totals.late === 1 ? 'is' : 'are'} late` : ''
  const unlisted =
    collector.listing === 'failed' ? ' The zones of some instances could not be loaded.' : ''
  const rest = `${missing}${losing > 0 ? late : ''}.${readWords(totals)}${unknownWords(totals, collector.oldest, nowMs)}${unlisted}`
  if (losing > 0) {
    const verb = losing === 1 && totals.jobs === 1 ? 'is' : 'are'
    return { look: 'loss', key: `${losing} of ${jobs(totals.jobs)} ${verb} not delivering.`, rest }
  }
  if (totals.late > 0) {
    const verb = totals.late === 1 ? 'is' : 'are'
    return { look: 'warn', key: `${totals.late} of ${jobs(totals.jobs)} ${verb} late.`, rest }
  }
  if (totals.jobs === 0) {
    return {
      look: 'ink',
      key: 'No Logpush jobs yet',
      rest: `in ${zones(totals.zones)}.${readWords(totals)}${unlisted}`,
    }
  }
  const idle = totals.paused + totals.off + totals.never_ran + totals.not_known
  const key =
    idle === 0
      ? `All ${jobs(totals.jobs)} ${unlisted ? 'found ' : ''}are delivering.`
      : `${totals.delivering + totals.quiet} of ${jobs(totals.jobs)} are delivering; none is failing.`
  return {
    look: 'ink',
    key: totals.jobs === 1 && idle === 0 ? 'The one job is delivering.' : key,
    rest,
  }
}

/** "84 of 214 zones read so far." while the first reading goes on. */
function readWords({ zones: all, zonesRead, zonesNotKnown }: Overview['totals']): string {
  // Those that can't be read are not on their way.
  return zonesRead + zonesNotKnown < all
    ? ` ${formatCount(zonesRead)} of ${zones(all)} read so far.`
    : ''
}

/** "12 of 214 zones unknown: no response from IBM since 09:10." */
function unknownWords(totals: Overview['totals'], oldest: string | null, nowMs: number): string {
  if (totals.zonesNotKnown === 0) return ''
  const since = oldest ? ` since ${atMoment(oldest, nowMs).replace(/^(?:at|on) /, '')}` : ''
  return ` ${totals.zonesNotKnown} of ${zones(totals.zones)} unknown: no response from IBM${since}.`
}
