'use client'

import { useEffect } from 'react'
import { showToast } from '@/components/ui/toast'
import type { Job } from '@/lib/schemas/job'
import { shortLabel } from './job-label'

/** The moves that were seen going on since the document was loaded; whichever page sees one end tells it, once. */
const open = new Set<string>()

/** Says in a toast that a move is through which was seen going on. What stopped stays on the page. */
export function useMoveNews(jobs: readonly Job[]): void {
  useEffect(() => {
    for (const job of jobs) {
      const { move } = job
      if (!move) continue
      if (move.endedAt === null) open.add(move.id)
      else if (open.delete(move.id) && move.state === 'done') {
        const old = move.newJobId === null ? '' : ' The old job is deleted.'
        showToast({ text: `${shortLabel(job)} moved.${old}` })
      }
    }
  }, [jobs])
}
