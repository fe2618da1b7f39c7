import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { VisuallyHidden } from '@/components/ui/visually-hidden'

/** Leads out of the dashboard, in a page of its own, which learns nothing of this one. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="link touch:py-3.5">
      {children} <Icon name="external" className="-mt-0.5 inline" />
      <VisuallyHidden> (opens a new page)</VisuallyHidden>
    </a>
  )
}
