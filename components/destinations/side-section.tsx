import type { ReactNode } from 'react'

export function SideSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-caption text-ink-3">{title}</h3>
      {children}
    </section>
  )
}
