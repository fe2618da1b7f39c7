import type { ReactNode } from 'react'

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-4.5 rounded-[3px] border border-line bg-surface px-1 text-center font-mono text-[0.6875rem]/4 text-ink-2">
      {children}
    </kbd>
  )
}
