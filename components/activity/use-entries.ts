'use client'

import { useState } from 'react'
import { useActivity } from '@/lib/queries/activity'
import type { ActivityItem } from '@/lib/schemas/activity'
import { type Filter, toQuery } from './filter'
import { holdBack } from './hold-back'

/**
 * The entries of a filter. While another filter is being read, those of the last one stay; and what came in since
 * the page was opened is held back until it is asked for, so that no row moves under the pointer.
 */
export function useEntries(filter: Filter) {
  const query = toQuery(filter)
  const key = JSON.stringify(query)
  const activity = useActivity(query)
  const { data, isFetchedAfterMount } = activity
  const [last, setLast] = useState(data)
  if (data && data !== last) setLast(data)
  const [baseline, setBaseline] = useState<{ key: string; id: string } | null>(null)

  const pages = (data ?? last)?.pages ?? []
  const all: readonly ActivityItem[] = pages.flatMap((page) => page.items)
  const isCurrent = data !== undefined
  const from = baseline?.key === key ? baseline.id : null
  if (isCurrent && isFetchedAfterMount && !from && all[0]) setBaseline({ key, id: all[0].id })
  const { shown, held } = holdBack(all, isCurrent ? from : null)

  return {
    activity,
    entries: shown,
    /** What became of requests, by the ids of the entries that tell of them. */
    fates: new Map(pages.flatMap((page) => Object.entries(page.fates))),
    heldCount: held.length,
    showHeld: () => all[0] && setBaseline({ key, id: all[0].id }),
    /** Whether there is anything to show at all, be it of the last filter. */
    isKnown: data !== undefined || last !== undefined,
    /** Whether what is shown is what this filter gives. */
    isCurrent,
  }
}
