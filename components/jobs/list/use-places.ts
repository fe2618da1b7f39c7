'use client'

import { useState } from 'react'
import type { Job } from '@/lib/schemas/job'
import { keepPlaces, worstFirst } from './order'

/** What came with the page is a little older than the visit it belongs to. */
const cameAlongMs = 5_000

/**
 * The jobs with the worst first, as they stood at the first reading of this visit; refreshes move nobody. What the
 * cache still had from before is only shown until that reading.
 */
export function usePlaces(jobs: readonly Job[], readAtMs: number): Job[] {
  const [visitMs] = useState(() => Date.now())
  const isFresh = readAtMs >= visitMs - cameAlongMs
  const [places, setPlaces] = useState<{ ids: string[]; areFinal: boolean }>({
    ids: [],
    areFinal: false,
  })
  const ids = places.areFinal || !isFresh ? keepPlaces(places.ids, jobs) : worstFirst(jobs)
  const areFinal = places.areFinal || (isFresh && jobs.length > 0)
  if (areFinal !== places.areFinal || ids.join() !== places.ids.join()) setPlaces({ ids, areFinal })
  const byId = new Map(jobs.map((job) => [job.id, job]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
