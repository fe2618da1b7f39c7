'use client'

import { useEffect, useRef } from 'react'
import type { JobDraft } from '@/lib/jobs/draft'
import { destinationGate } from './gate'
import { type DestinationCheck, draftKeyOf } from './use-destination-check'

/** Why one can't go on yet; `goOn` where the person may decide to do it all the same. */
export type OnGate = (reason: string | null, goOn?: (() => void) | undefined) => void

/** Tells the page whether what was found of a destination holds *Next* back. */
export function useGate(
  draft: JobDraft,
  check: DestinationCheck,
  onGate: OnGate,
  isReady = true,
): void {
  const look = check.lookOf(draftKeyOf(draft))
  const test = check.testOf(draft)
  const reason = isReady ? destinationGate(draft.kind, look, test, Date.now()) : 'Loading'
  const isHeld = reason !== null && !check.isAllTheSame(draft)
  // New at every render; the page may keep an older one, which then calls the newest.
  const goOn = useRef(() => {})
  useEffect(() => {
    goOn.current = () => check.goOnAllTheSame(draft)
  })
  useEffect(() => {
    // Nobody can go on without what is still on its way.
    if (isHeld) onGate(reason, isReady ? () => goOn.current() : undefined)
    else onGate(null)
  }, [isHeld, reason, isReady, onGate])
}
