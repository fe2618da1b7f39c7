'use client'

import { useEffect, useRef } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import type { useActivity } from '@/lib/queries/activity'

/** The way to older entries; where there are none, it says so. */
export function OlderEntries({ activity }: { activity: ReturnType<typeof useActivity> }) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = activity
  const end = useRef<HTMLParagraphElement>(null)
  const wasAsked = useRef(false)

  // The button is gone with the last page, and whoever pressed it must not lose the place.
  useEffect(() => {
    if (hasNextPage || !wasAsked.current) return
    wasAsked.current = false
    end.current?.focus({ preventScroll: true })
  }, [hasNextPage])

  if (!hasNextPage) {
    return (
      <p
        ref={end}
        tabIndex={-1}
        className="px-3 py-4 text-table text-ink-3 outline-none max-md:px-0"
      >
        No earlier activity.
      </p>
    )
  }
  return (
    <div className="flex flex-col items-start gap-3 py-5 ps-3 max-md:ps-0">
      {isFetchNextPageError && (
        <ErrorNotice
          className="w-full"
          title="Older entries could not be loaded."
          error={activity.error}
          hint="The entries above are not affected."
        />
      )}
      <Button
        busy={isFetchingNextPage}
        busyLabel="Loading…"
        onClick={() => {
          wasAsked.current = true
          activity.fetchNextPage()
        }}
      >
        Show older
      </Button>
    </div>
  )
}
