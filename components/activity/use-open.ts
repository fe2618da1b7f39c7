'use client'

import { useCallback, useState } from 'react'

/** Which entries are open; they stay so through every reading and filter. */
export function useOpen() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  return { open, toggle }
}
