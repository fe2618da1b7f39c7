'use client'

import Link from 'next/link'
import type { MouseEvent } from 'react'
import { cx } from '@/components/ui/cx'
import { StateGlyph } from '@/components/ui/state-glyph'
import { routes } from '@/lib/routes'
import type { Instance } from '@/lib/schemas/instance'
import { instanceState, logpushWords, type Words } from './words'

/** Every instance says in words what it is; the open one is marked. */
export function InstancesList({
  instances,
  openId,
}: {
  instances: readonly Instance[]
  openId: string | undefined
}) {
  return (
    <ul>
      {instances.map((instance) => (
        <li key={instance.id} className="border-b border-line">
          <InstanceRow instance={instance} isOpen={instance.id === openId} />
        </li>
      ))}
    </ul>
  )
}

function InstanceRow({ instance, isOpen }: { instance: Instance; isOpen: boolean }) {
  const href = routes.zones(instance.id)
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isOpen ? 'true' : undefined}
      onClick={(event) => openInPlace(event, href)}
      className={cx(
        'block border-s-2 px-2.5 py-[7px] focus-row touch:min-h-11',
        isOpen ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover',
      )}
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-4 text-table">
        <span className="min-w-0 font-medium wrap-anywhere">{instance.name}</span>
        <span className="text-second text-ink-3">{isOpen ? 'Selected' : 'Open'}</span>
      </span>
      <span className="flex flex-wrap gap-x-4 text-second text-ink-3">
        <span>{instance.plan ?? 'Plan unknown'}</span>
        <State words={logpushWords[instance.logpush]} />
        <span>{instance.region}</span>
        <State words={instanceState(instance)} />
      </span>
    </Link>
  )
}

function State({ words: { text, glyph } }: { words: Words }) {
  return (
    <span className={cx('inline-flex items-center gap-1', glyph && 'text-ink-2')}>
      {glyph && <StateGlyph glyph={glyph} size={14} />}
      {text}
    </span>
  )
}

/** The page is here already: only the address changes, and the list with it. A new tab stays a new tab. */
function openInPlace(event: MouseEvent, href: string) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  window.history.pushState(null, '', href)
}
