import { isLosing } from '@/lib/fleet/standing'
import type { JobHistory } from '@/lib/schemas/history'

/** All that IBM said of a gap, the first first: an error that is mended may show the next one. */
export function textsOf(
  { from, to, cause }: Pick<JobHistory['gaps'][number], 'from' | 'to' | 'cause'>,
  states: JobHistory['states'],
): string[] {
  const during = states.filter(
    (one) =>
      isLosing(one.state) &&
      (to === null || Date.parse(one.from) < Date.parse(to)) &&
      (one.to === null || Date.parse(one.to) > Date.parse(from)),
  )
  const texts = [cause, ...during.map((one) => one.cause)].filter((text) => text !== null)
  return [...new Set(texts)].filter((text) => !text.startsWith('flapping: '))
}
