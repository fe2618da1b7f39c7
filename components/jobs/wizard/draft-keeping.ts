'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { dropDraft, saveDraft, withoutSecrets } from '@/lib/jobs/draft-storage'
import { onSignedOut } from '@/lib/queries/fetcher'

const pauseMs = 500

/** The browser's storage; null where it is closed, as in some private windows. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** Whether there is more in a draft than what fills itself in. */
export function isWorthKeeping(draft: JobDraft): boolean {
  const bare = (one: JobDraft) =>
    JSON.stringify({
      ...withoutSecrets(one),
      cos: { ...one.cos, apiKey: '', ownershipToken: '', instanceId: '' },
      cloudLogs: { ...one.cloudLogs, apiKey: '', instanceId: '', region: '' },
    })
  return bare(draft) !== bare(emptyDraft())
}

/**
 * Keeps the form's values, secrets left out, a moment after each change and at once when the page is left or the
 * session ends. `drop` forgets the draft; with `forGood` nothing is kept any more.
 */
export function useDraftKeeping(
  form: Pick<UseFormReturn<JobDraft>, 'subscribe' | 'getValues'>,
  key: string,
  keptAt: string | null,
): { savedAt: string | null; drop: (how?: 'forGood') => void } {
  const [savedAt, setSavedAt] = useState(keptAt)
  const isOver = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { subscribe, getValues } = form

  const save = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const storage = browserStorage()
    const draft = getValues()
    if (isOver.current || storage === null || !isWorthKeeping(draft)) return
    const at = new Date().toISOString()
    if (saveDraft(storage, key, draft, at)) setSavedAt(at)
  }, [getValues, key])

  useEffect(() => {
    /** Only what waits: a page that is left unchanged keeps the time at which it was kept. */
    const saveNow = () => {
      if (timer.current !== undefined) save()
    }
    const stop = [
      subscribe({
        formState: { values: true },
        callback: () => {
          clearTimeout(timer.current)
          timer.current = setTimeout(save, pauseMs)
        },
      }),
      onSignedOut(saveNow),
    ]
    window.addEventListener('pagehide', saveNow)
    document.addEventListener('visibilitychange', saveNow)
    return () => {
      saveNow()
      for (const end of stop) end()
      window.removeEventListener('pagehide', saveNow)
      document.removeEventListener('visibilitychange', saveNow)
    }
  }, [subscribe, save])

  const drop = useCallback(
    (how?: 'forGood') => {
      clearTimeout(timer.current)
      timer.current = undefined
      if (how === 'forGood') isOver.current = true
      const storage = browserStorage()
      if (storage) dropDraft(storage, key)
      setSavedAt(null)
    },
    [key],
  )
  return { savedAt, drop }
}
