import { dateFormat } from '@/lib/date-format'
import { formatDay } from '@/lib/time'

export type Day<Item> = { key: string; label: string; items: Item[] }

/**
 * Entries in bands of one day of the reader's clock, in the order in which they come. The year is named where it is
 * not `yearNow`.
 */
export function byDay<Item extends { at: string }>(
  items: readonly Item[],
  yearNow: number,
  timeZone?: string,
): Day<Item>[] {
  const date = dateFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const days: Day<Item>[] = []
  for (const item of items) {
    const key = date.format(new Date(item.at))
    const last = days.at(-1)
    if (last?.key === key) last.items.push(item)
    else {
      const year = Number(key.slice(0, 4))
      const label = formatDay(item.at, timeZone)
      days.push({ key, label: year === yearNow ? label : `${label} ${year}`, items: [item] })
    }
  }
  return days
}
