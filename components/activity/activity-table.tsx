'use client'

import type { Ref } from 'react'
import { onRowKeys } from '@/components/ui/row-keys'
import { Skeleton } from '@/components/ui/skeleton'
import { HeadCell, Table, TableHead } from '@/components/ui/table'
import { useTicker } from '@/components/ui/use-ticker'
import type { ActivityItem, RequestFate } from '@/lib/schemas/activity'
import { ActivityRow, preloadDetail } from './activity-row'
import { byDay } from './days'
import { goneJobs, jobKey } from './gone-jobs'
import { cameWords, peopleNames } from './who-words'
import { zoneNames } from './zone-names'

/** On a phone the rows are lists of lines; being one table all the same, nothing is drawn twice. */
const tableClass = 'table-fixed max-md:block max-md:[&_thead]:sr-only'

/** Fixed widths, so that nothing moves when older entries or a detail come. */
function Head() {
  return (
    <TableHead>
      <HeadCell className="w-22 lg:w-25">When</HeadCell>
      <HeadCell className="w-[17%]">Who</HeadCell>
      <HeadCell className="w-[25%] lg:w-[28%]">What</HeadCell>
      <HeadCell>Zone</HeadCell>
      <HeadCell className="w-36 lg:w-56">Outcome</HeadCell>
      <HeadCell className="w-13">
        <span className="sr-only">Details</span>
      </HeadCell>
    </TableHead>
  )
}

export function ActivityTable({
  ref,
  entries,
  fates,
  isBusy,
  open,
  onToggle,
}: {
  ref: Ref<HTMLDivElement>
  /** Newest first. */
  entries: readonly ActivityItem[]
  /** By the ids of entries. */
  fates: ReadonlyMap<string, RequestFate>
  /** They are the last filter's; this one's are on their way. */
  isBusy: boolean
  /** Ids of the entries that are open. */
  open: ReadonlySet<string>
  onToggle: (id: string) => void
}) {
  // A page that stays open over New Year names the old one.
  const year = Number(useTicker((now) => String(new Date(now).getFullYear()), '0'))
  const gone = goneJobs(entries)
  const zones = zoneNames(entries)
  const people = peopleNames(entries)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the rows inside it
    <div ref={ref} onKeyDown={onRowKeys} onPointerEnter={preloadDetail} onFocus={preloadDetail}>
      <Table label="Activity log" className={tableClass}>
        <Head />
        {byDay(entries, year).map((day) => (
          <tbody key={day.key} aria-busy={isBusy || undefined} className="max-md:block">
            <tr className="border-b border-line bg-sunken max-md:block">
              <th
                scope="rowgroup"
                colSpan={6}
                className="px-3 py-1.5 text-start text-table font-medium max-md:block"
              >
                {day.label}
              </th>
            </tr>
            {day.items.map((entry) => (
              <ActivityRow
                key={entry.id}
                entry={entry}
                isOpen={open.has(entry.id)}
                isGone={gone.has(jobKey(entry))}
                came={cameWords(entry, people)}
                fate={fates.get(entry.id) ?? null}
                zoneName={zones.get(entry.zoneId ?? '') ?? null}
                onToggle={onToggle}
              />
            ))}
          </tbody>
        ))}
      </Table>
    </div>
  )
}

const bars = ['w-14', 'w-24', 'w-40', 'w-36', 'w-20', '']

/** Rows of the real height in the real columns. */
export function ActivitySkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <Table label="Activity log" className={tableClass}>
      <Head />
      <tbody aria-hidden="true" className="max-md:block">
        <tr className="border-b border-line bg-sunken max-md:block">
          <td colSpan={6} className="h-7.5 max-md:block" />
        </tr>
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <tr key={row} className="border-b border-line max-md:block max-md:h-40 max-md:py-3">
            {bars.map((bar, column) => (
              <td
                key={bar}
                className="px-2 pt-2.5 align-top first:ps-3 max-md:block max-md:px-0! md:h-12.25"
              >
                {bar && <Skeleton className={`h-2.5 max-w-full ${bar}`} />}
                {column === 1 && <Skeleton className="mt-2 h-2 w-20 max-w-full" />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
