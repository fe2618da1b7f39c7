'use client'

import { type ComponentProps, useEffect, useState } from 'react'
import { chunk } from '@/components/ui/chunk'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import type { FormKind } from '@/lib/destinations/forms'
import type { BeginBody } from './begin-body'
import { kindChunks } from './kinds/chunks'

const bodyChunk = chunk(async () => (await import('./begin-body')).BeginBody)

type BodyProps = ComponentProps<typeof BeginBody>
type Loaded = { kind: FormKind; Body: typeof BeginBody; begin: BodyProps['begin'] }

async function loadBody(kind: FormKind): Promise<Loaded> {
  const [Body, { begin }] = await Promise.all([bodyChunk.load(), kindChunks[kind].load()])
  return { kind, Body, begin: await begin.load() }
}

/**
 * What has to be there on the other side, folded away from those who know, with a message to whoever can see to it. It
 * stands twice on a page, beside the form or above its fields; the width shows one of them.
 */
export function BeforeYouBegin({
  draft,
  place,
  open = false,
  className,
}: Omit<BodyProps, 'begin'> & { open?: boolean; className?: string }) {
  const { kind } = draft
  const [isOpen, setOpen] = useState(open)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    if (!isOpen) return
    let isOver = false
    loadBody(kind).then(
      (it) => !isOver && setLoaded(it),
      // Nobody's form is to fail for the want of a hint.
      () => {},
    )
    return () => {
      isOver = true
    }
  }, [isOpen, kind])
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className={cx('group', className)}
    >
      <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-control text-table font-medium touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" className="-ms-1 text-ink-3 group-open:rotate-90" />
        Before you begin
      </summary>
      {loaded?.kind === kind && <loaded.Body draft={draft} place={place} begin={loaded.begin} />}
    </details>
  )
}
