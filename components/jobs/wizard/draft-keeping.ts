'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { chunk } from '@/components/ui/chunk'
import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { dropDraft, saveDraft, withoutSecrets } from '@/lib/jobs/draft-storage'
import { onSignedOut } from '@/lib/queries/fetcher'
import { type DraftHold, holdDraft } from './draft-tabs'

const pauseMs = 500

/** What reads a draft that was kept: with its schema, which a new one does without. */
export const readingChunk = chunk(() => import('@/lib/jobs/draft-reading'))

/** The browser's storage; null where it is closed, as in some private windows. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** What a person put into a draft: all but the secrets and what fills itself in, as one text. */
const essenceOf = (draft: JobDraft): string =>
  JSON.stringify({
    ...withoutSecrets(draft),
    name: draft.nameTyped ? draft.name : '',
    nameTyped: false,
    cos: { ...draft.cos, apiKey: '', ownershipToken: '', instanceId: '' },
    cloudLogs: { ...draft.cloudLogs, apiKey: '', instanceId: '', region: '' },
    splunk: { ...draft.splunk, token: '', channelId: '' },
  })

/** Whether there is more in a draft than what fills itself in. */
export const isWorthKeeping = (draft: JobDraft): boolean =>
  essenceOf(draft) !== essenceOf(emptyDraft())

export type DraftKeeping = {
  /** null: nothing is kept yet, or not by this tab. */
  savedAt: string | null
  drop: (how?: 'forGood') => void
  /** Another tab of this browser has the draft open and keeps it; this one does not. */
  isElsewhere: boolean
  /**
   * This tab keeps the draft from now on. Gives what the other one kept last, to go on with; null where something was
   * changed here meanwhile, which then stands.
   */
  takeOver: () => Promise<JobDraft | null>
}

/**
 * Keeps the form's values, secrets left out, a moment after each change and at once when the page is left or the
 * session ends. `drop` forgets the draft; with `forGood` nothing is kept any more. Of several tabs with the same draft
 * one keeps it.
 */
export function useDraftKeeping(
  form: Pick<UseFormReturn<JobDraft>, 'subscribe' | 'getValues'>,
  key: string,
  keptAt: string | null,
): DraftKeeping {
  const [savedAt, setSavedAt] = useState(keptAt)
  const [isElsewhere, setElsewhere] = useState(false)
  const isOver = useRef(false)
  const hold = useRef<DraftHold>(undefined)
  /** Mirrors `isElsewhere` for what runs outside of a render. */
  const isTheirs = useRef(false)
  /** The essence of what was kept last, by whichever tab. */
  const [first] = useState(() => essenceOf(form.getValues()))
  const kept = useRef(first)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { subscribe, getValues } = form

  const save = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const storage = browserStorage()
    const draft = getValues()
    if (isOver.current || isTheirs.current || storage === null || !isWorthKeeping(draft)) return
    const at = new Date().toISOString()
    if (!saveDraft(storage, key, draft, at)) return
    kept.current = essenceOf(draft)
    setSavedAt(at)
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

  useEffect(() => {
    const channel = new BroadcastChannel('logpush-drafts')
    const held = holdDraft(
      key,
      (theirs) => {
        isTheirs.current = theirs
        setElsewhere(theirs)
        // What the other tab keeps may have to be read. If it can't be fetched, it is tried again then.
        if (theirs) readingChunk.load().catch(() => {})
      },
      {
        channel,
        id: Math.random().toString(36).slice(2),
        nowMs: Date.now(),
        mayFollow: () => {
          const storage = browserStorage()
          const reading = readingChunk.parts()
          if (reading === null) return false
          const found = storage && reading.loadDraft(storage, key)
          return !found || essenceOf(found.draft) === kept.current
        },
      },
    )
    hold.current = held
    const onPageShow = (event: PageTransitionEvent) => {
      if (event.persisted) held.claim()
    }
    window.addEventListener('pagehide', held.leave)
    window.addEventListener('pageshow', onPageShow)
    return () => {
      window.removeEventListener('pagehide', held.leave)
      window.removeEventListener('pageshow', onPageShow)
      held.leave()
      channel.close()
    }
  }, [key])

  const drop = useCallback(
    (how?: 'forGood') => {
      clearTimeout(timer.current)
      timer.current = undefined
      if (how === 'forGood') isOver.current = true
      const storage = browserStorage()
      // What another tab keeps is not this one's to drop.
      if (storage && !isTheirs.current) dropDraft(storage, key)
      setSavedAt(null)
    },
    [key],
  )

  const takeOver = useCallback(async () => {
    const { loadDraft } = await readingChunk.load()
    hold.current?.take()
    if (essenceOf(getValues()) !== kept.current) {
      save()
      return null
    }
    const storage = browserStorage()
    const found = storage && loadDraft(storage, key)
    if (found) kept.current = essenceOf(found.draft)
    setSavedAt(found?.savedAt ?? null)
    return found?.draft ?? null
  }, [save, getValues, key])

  return { savedAt: isElsewhere ? null : savedAt, drop, isElsewhere, takeOver }
}
