'use client'

import { useLayoutEffect, useRef } from 'react'
import { focusInvalid } from './focus-fault'

/**
 * Put after a step's content: once that is there, the focus goes to its first bad field, else to its heading. Not on
 * the first step of a page, where the browser's own order holds.
 */
export function StepFocus({ isFirst }: { isFirst: boolean }) {
  const ref = useRef<HTMLSpanElement>(null)
  // With the content itself, so that no key falls between the two.
  useLayoutEffect(() => {
    const root = ref.current?.parentElement
    if (isFirst || !root) return
    if (focusInvalid(root)) return
    window.scrollTo({ top: 0 })
    const heading = root.querySelector<HTMLElement>('h2')
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }, [isFirst])
  return <span ref={ref} hidden />
}
