'use client'

import { useEffect, useState } from 'react'
import { chunk } from '@/components/ui/chunk'
import { isPlaced, type JobDraft } from '@/lib/jobs/draft'

/** What judges a destination, with the schemas of its kinds: nothing of it is needed before something was chosen. */
export const judgeChunk = chunk(() => import('./draft-errors'))

/** Fetched as soon as there is a place to be judged; null until then, and where it could not be fetched. */
export function useJudge(draft: JobDraft) {
  const [judge, setJudge] = useState(judgeChunk.parts)
  const isNeeded = isPlaced(draft)
  useEffect(() => {
    if (isNeeded) judgeChunk.load().then(setJudge, () => {})
  }, [isNeeded])
  return judge
}
