import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { GoToResult, GoToSearch } from './go-to'
import type { GoToListProps } from './go-to-list'

const afterLastLetterMs = 120

type Found = { text: string; result: GoToResult; List: ComponentType<GoToListProps> }

/**
 * Searches a moment after the last letter; the last result stays until the next one is there, and is not current then.
 * What draws the list is fetched with the first search, and fails like one.
 */
export function useSearch(search: GoToSearch, text: string) {
  const [found, setFound] = useState<Found>()
  const [failed, setFailed] = useState<string>()
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  })
  useEffect(() => {
    const abort = new AbortController()
    async function run() {
      try {
        const [result, { GoToList }] = await Promise.all([
          latest.current(text, abort.signal),
          import('./go-to-list'),
        ])
        if (abort.signal.aborted) return
        setFound({ text, result, List: GoToList })
        setFailed(undefined)
      } catch (error) {
        if (abort.signal.aborted) return
        setFailed(error instanceof Error ? error.message : 'no response')
      }
    }
    const timer = setTimeout(run, text ? afterLastLetterMs : 0)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  return { result: found?.result, List: found?.List, isCurrent: found?.text === text, failed }
}
