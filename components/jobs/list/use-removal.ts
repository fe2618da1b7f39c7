'use client'

import { useEffect, useRef, useState } from 'react'
import type { Job } from '@/lib/schemas/job'

/** Which job is asked about, and where the focus goes when its row is gone: to the next one, or the heading. */
export function useRemoval(jobs: readonly Job[], section: { current: HTMLElement | null }) {
  const [job, setJob] = useState<Job | null>(null)
  const [isOpen, setOpen] = useState(false)
  const nextId = useRef<string | null>(null)

  useEffect(() => {
    if (isOpen || job === null) return
    // The dialog has given the focus back to its opener; where that is gone, nothing has it.
    if (document.activeElement !== document.body && document.activeElement !== null) return
    const next = section.current?.querySelector<HTMLElement>(`[data-job="${nextId.current}"]`)
    const target = next ?? section.current?.querySelector<HTMLElement>('#jobs')
    target?.focus()
  }, [isOpen, job, section])

  return {
    job,
    isOpen,
    ask: (asked: Job) => {
      const at = jobs.findIndex(({ id }) => id === asked.id)
      nextId.current = (jobs[at + 1] ?? jobs[at - 1])?.id ?? null
      setJob(asked)
      setOpen(true)
    },
    close: () => setOpen(false),
  }
}
