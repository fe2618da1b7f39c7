'use client'

import { useLayoutEffect, useRef } from 'react'
import { Skeleton } from './skeleton'

/**
 * In place of a dialog whose chunk is on its way: modal from the press that asked for it, so that no key typed
 * meanwhile is taken for one of the page's. Nothing is seen of it for 300 ms.
 */
export function DialogComing({ onClose }: { onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-label="Loading"
      aria-busy="true"
      onClose={onClose}
      className="m-auto w-[min(40rem,calc(100vw-2rem))] animate-appear rounded-dialog bg-surface p-6 shadow-2 backdrop:bg-transparent"
    >
      <Skeleton className="h-20" />
    </dialog>
  )
}
