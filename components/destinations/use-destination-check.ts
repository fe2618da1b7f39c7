'use client'

import { useCallback, useState } from 'react'
import { DATE } from '@/lib/destinations/placeholders'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import { useInspectKey, useTestDestination } from '@/lib/queries/destinations'
import { ApiError } from '@/lib/queries/fetcher'
import type { DestinationTest, KeyDetails } from '@/lib/schemas/destination-check'
import { dayFolder } from './first-file'

/** What is known of a key that was typed. */
export type KeyLook =
  | { state: 'looking' }
  | { state: 'found'; details: KeyDetails }
  /** IAM does not know it, or refuses it. */
  | { state: 'refused'; message: string }
  /** We could not ask; that says nothing of the key. */
  | { state: 'failed'; error: unknown }

export type TestRun =
  | { state: 'running' }
  | { state: 'done'; result: DestinationTest; atMs: number }
  | { state: 'failed'; error: unknown }

/** Looks a key up, writes a test, and keeps what was found for as long as key and destination stay what they were. */
export type DestinationCheck = {
  lookOf: (key: string) => KeyLook | null
  look: (key: string) => void
  testOf: (draft: JobDraft) => TestRun | null
  /** Resolves with the error when there was no answer to show, so that its complaints can go to their fields. */
  test: (draft: JobDraft) => Promise<ApiError | null>
  /** The person goes on although this very destination was refused. */
  isAllTheSame: (draft: JobDraft) => boolean
  goOnAllTheSame: (draft: JobDraft) => void
}

/** What a result is bound to: the whole destination with its key. Stays in memory, as the form itself does. */
const bindingOf = (draft: JobDraft) => JSON.stringify(toDestination(draft))

export const draftKeyOf = ({ kind, cos, cloudLogs }: JobDraft) =>
  kind === 'cos' ? (cos.auth === 'apiKey' ? cos.apiKey : '') : cloudLogs.apiKey

/** A test goes to the folder of today: a job that exists may have its date anywhere in the path. */
function todaysDestination(draft: JobDraft, nowMs: number) {
  const path = draft.cos.path.replaceAll(DATE, dayFolder(nowMs))
  return toDestination({ ...draft, cos: { ...draft.cos, path } })
}

/** Begun by the page rather than by the step, so that what was found is still known in the review. */
export function useDestinationCheck(place: {
  instanceId: string
  zoneId: string
}): DestinationCheck {
  const { mutateAsync: inspect } = useInspectKey()
  const { mutateAsync: write } = useTestDestination(place.instanceId, place.zoneId)
  const [look, setLook] = useState<{ key: string; is: KeyLook } | null>(null)
  const [test, setTest] = useState<{ binding: string; is: TestRun } | null>(null)
  const [allTheSame, setAllTheSame] = useState<string | null>(null)

  const lookUp = useCallback(
    async (key: string) => {
      // An answer for a key that was replaced meanwhile is dropped.
      const settle = (is: KeyLook) => setLook((now) => (now?.key === key ? { key, is } : now))
      setLook({ key, is: { state: 'looking' } })
      try {
        settle({ state: 'found', details: await inspect(key) })
      } catch (error) {
        const isRefused =
          error instanceof ApiError &&
          (error.code === 'destination_key_refused' || error.status === 422)
        settle(
          isRefused ? { state: 'refused', message: error.message } : { state: 'failed', error },
        )
      }
    },
    [inspect],
  )

  const runTest = useCallback(
    async (draft: JobDraft) => {
      const binding = bindingOf(draft)
      const settle = (is: TestRun) =>
        setTest((now) => (now?.binding === binding ? { binding, is } : now))
      setTest({ binding, is: { state: 'running' } })
      try {
        const result = await write(todaysDestination(draft, Date.now()))
        settle({ state: 'done', result, atMs: Date.now() })
        return null
      } catch (error) {
        settle({ state: 'failed', error })
        return error instanceof ApiError ? error : null
      }
    },
    [write],
  )

  return {
    lookOf: (key) => (key !== '' && look?.key === key ? look.is : null),
    look: lookUp,
    testOf: (draft) => (test?.binding === bindingOf(draft) ? test.is : null),
    test: runTest,
    isAllTheSame: (draft) => allTheSame === bindingOf(draft),
    goOnAllTheSame: (draft) => setAllTheSame(bindingOf(draft)),
  }
}
