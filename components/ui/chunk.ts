'use client'

import { useEffect, useState } from 'react'

/** Parts of a page that come in chunks of their own, by one promise: all of them are there, or none. */
export type Chunk<Parts> = {
  /** Fetches them, once. Rejects where that fails; the next call then tries again. */
  load: () => Promise<Parts>
  /** What has come; null: not yet. */
  parts: () => Parts | null
}

export function chunk<Parts>(fetchParts: () => Promise<Parts>): Chunk<Parts> {
  let parts: Parts | null = null
  let underWay: Promise<Parts> | null = null
  return {
    load: () => {
      underWay ??= fetchParts().then(
        (found) => {
          parts = found
          return found
        },
        (error) => {
          underWay = null
          throw error
        },
      )
      return underWay
    },
    parts: () => parts,
  }
}

/** Parts that came with the page, where others may be fetched. */
export const readyChunk = <Parts>(parts: Parts): Chunk<Parts> => ({
  load: () => Promise.resolve(parts),
  parts: () => parts,
})

/**
 * The parts of `wanted`, fetched if need be; null until all are there. Whoever draws them in several places draws them
 * in one commit, so that no heading ever stands there without the one above it; two boundaries of `lazy` do not
 * promise that. Throws into the nearest error boundary when they could not be fetched.
 */
export function useChunk<Parts>(wanted: Chunk<Parts> | null): Parts | null {
  const [, setArrived] = useState<Chunk<Parts> | null>(null)
  const [failed, setFailed] = useState<{ chunk: Chunk<Parts>; error: unknown } | null>(null)
  useEffect(() => {
    if (!wanted) return
    let isOver = false
    wanted.load().then(
      () => !isOver && setArrived(wanted),
      (error) => !isOver && setFailed({ chunk: wanted, error }),
    )
    return () => {
      isOver = true
    }
  }, [wanted])
  if (failed && failed.chunk === wanted) throw failed.error
  return wanted?.parts() ?? null
}
