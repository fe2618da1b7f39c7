'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

export interface Toast {
  text: string
  /** Undoes what the toast tells of. */
  action?: { label: string; onAct: () => void }
}

type Shown = Toast & { id: number }

const shownMs = 8000
let toasts: readonly Shown[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly Shown[]) {
  toasts = next
  for (const call of listeners) call()
}

const none: readonly Shown[] = []
const remove = (id: number) => set(toasts.filter((toast) => toast.id !== id))

/** Tells what was done; never an error. At most three at a time, the oldest gives way. */
export function showToast(toast: Toast): void {
  set([...toasts.slice(-2), { ...toast, id: nextId++ }])
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Once a page, in the shell: bottom left, politely announced, held while pointed at or focused. */
export function ToastRegion() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  )
  return (
    <section
      aria-label="Messages"
      className="pointer-events-none fixed start-4 bottom-11 z-40 flex max-w-[calc(100vw-2rem)] flex-col items-start gap-2 max-md:bottom-18"
    >
      <div aria-live="polite" className="contents">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  )
}

function ToastCard({ toast }: { toast: Shown }) {
  const [held, setHeld] = useState(false)
  const leftMs = useRef(shownMs)
  const before = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (held) return
    const since = Date.now()
    const timer = setTimeout(() => remove(toast.id), leftMs.current)
    return () => {
      clearTimeout(timer)
      leftMs.current = Math.max(2000, leftMs.current - (Date.now() - since))
    }
  }, [held, toast.id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holds the clock, does nothing else
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ relatedTarget }) => {
        setHeld(true)
        if (relatedTarget instanceof HTMLElement) before.current = relatedTarget
      }}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex animate-rise items-center gap-3 rounded-note border border-transparent bg-ink px-3.5 py-2.5 text-table text-on-ink shadow-1"
    >
      <span>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          onClick={() => {
            remove(toast.id)
            // The button goes, and would take the focus along.
            before.current?.focus({ preventScroll: true })
            toast.action?.onAct()
          }}
          className="font-semibold underline underline-offset-3 focus-visible:outline-on-ink touch:min-h-11"
        >
          {toast.action.label}
        </button>
      )}
    </div>
  )
}
