import { useEffect, useRef, useState } from 'react'
import type { GoToResult, GoToSearch } from './go-to'

const afterLastLetterMs = 120

/**
 * Searches a moment after the last letter; the last result stays until the next one is there, and is not current then.
 */
export function useSearch(search: GoToSearch, text: string) {
  const [found, setFound] = useState<{ text: string; result: GoToResult }>()
  const [failed, setFailed] = useState<string>()
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  })
  useEffect(() => {
    const abort = new AbortController()
    async function run() {
      try {
        const result = await latest.current(text, abort.signal)
        if (abort.signal.aborted) return
        setFound({ text, result })
        setFailed(undefined)
      } catch (error) {
        if (abort.signal.aborted) return
        setFailed(error instanceof Error ? error.message : 'no answer')
      }
    }
    const timer = setTimeout(run, text ? afterLastLetterMs : 0)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  return { result: found?.result, isCurrent: found?.text === text, failed }
}
