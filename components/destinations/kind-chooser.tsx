'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import type { FormKind } from '@/lib/destinations/forms'
import { destinationLabel } from '@/lib/destinations/words'
import { KindGlyph } from './kind-glyph'
import { kindChunks } from './kinds/chunks'

/** `more`: what a phone has no room for. */
type Choice = readonly [kind: FormKind, suits: string, more?: string]

const common: readonly Choice[] = [
  ['cos', 'Files in a bucket, cheap to keep', ' for years and easy to load elsewhere'],
  ['cloudLogs', 'Search, dashboards and alerts', ' on recent traffic, in IBM Cloud'],
]
const others: readonly Choice[] = [
  ['splunk', 'Enterprise or Cloud, by HEC'],
  ['qradar', 'SIEM, by its HTTP Receiver'],
  ['https', 'Any endpoint that takes JSON lines'],
  ['other', 'S3, Google, Azure, Datadog…'],
]

type Props = {
  value: FormKind
  /** Why a kind can't be chosen; false: it can. */
  faultOf: (kind: FormKind) => string | false
  onChange: (kind: FormKind) => void
}

/** What kind of destination. `now`: what the job that is edited has; its cards then wait behind a button. */
export function KindChooser({
  now,
  ...choice
}: Props & { now?: { kind: FormKind; label: string } }) {
  const [isAsked, setAsked] = useState(false)
  if (!now || isAsked || choice.value !== now.kind) return <Cards {...choice} focus={isAsked} />
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <KindGlyph kind={now.kind} size={24} className="text-ink-2" />
      <span className="font-medium">{now.label}</span>
      <Button variant="quiet" onClick={() => setAsked(true)}>
        Change type…
      </Button>
    </div>
  )
}

/** Native radios, so arrows and forms work by themselves. */
function Cards({ value, onChange, faultOf, focus }: Props & { focus: boolean }) {
  const name = useId()
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button that was pressed is gone.
    if (focus) group.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
  }, [focus])
  const cardsOf = (choices: readonly Choice[], isLarge: boolean) =>
    choices.map(([kind, suits, more]) => (
      <Card
        key={kind}
        {...{ kind, suits, more, isLarge, name }}
        isChosen={kind === value}
        fault={faultOf(kind)}
        onChoose={() => onChange(kind)}
      />
    ))
  return (
    <div ref={group} role="radiogroup" aria-label="Destination type">
      <div className="grid gap-2 md:grid-cols-2">{cardsOf(common, true)}</div>
      <div className="mt-3 mb-1 text-caption text-ink-3">Other destinations</div>
      <div className="grid md:grid-cols-2 md:gap-2">{cardsOf(others, false)}</div>
    </div>
  )
}

function Card({
  kind,
  suits,
  more,
  isLarge,
  isChosen,
  fault,
  name,
  onChoose,
}: {
  kind: FormKind
  suits: string
  more: string | undefined
  isLarge: boolean
  isChosen: boolean
  /** The card stays reachable and says it. */
  fault: string | false
  name: string
  onChoose: () => void
}) {
  const id = `${name}-${kind}`
  return (
    <label
      onPointerEnter={() => preload(kind)}
      className={cx(
        'relative flex min-w-0 cursor-pointer border transition-colors',
        'has-[:focus-visible]:z-20 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
        isLarge
          ? 'items-start gap-3 rounded-control py-3 ps-3 pe-9'
          : // On a phone one list, of rows that are no higher than a finger.
            'items-center gap-2.5 py-2 ps-3 pe-9 touch:min-h-11 md:rounded-control max-md:-mt-px max-md:first:mt-0 max-md:first:rounded-t-control max-md:last:rounded-b-control',
        isChosen
          ? 'z-10 border-accent bg-accent-soft inset-ring-1 inset-ring-accent forced-colors:not-has-[:focus-visible]:outline-3 forced-colors:not-has-[:focus-visible]:-outline-offset-3'
          : fault
            ? 'cursor-default border-dashed border-edge bg-surface'
            : 'border-edge bg-surface hover:bg-hover',
      )}
    >
      <input
        id={id}
        type="radio"
        name={name}
        checked={isChosen}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-suits`}
        aria-disabled={fault !== false || undefined}
        onChange={() => fault === false && onChoose()}
        onFocus={() => preload(kind)}
        className="sr-only"
      />
      <KindGlyph
        kind={kind}
        size={isLarge ? 24 : 20}
        className={isChosen ? 'text-accent' : 'text-ink-2'}
      />
      <span className={cx('min-w-0', !isLarge && 'flex flex-wrap items-baseline gap-x-2 md:block')}>
        <span id={`${id}-name`} className="block font-medium">
          {destinationLabel({ kind })}
        </span>
        <span id={`${id}-suits`} className="block text-table text-ink-3">
          {fault || suits}
          {more && !fault && <span className="max-md:hidden">{more}</span>}
        </span>
      </span>
      {isChosen && <Icon name="check" className="absolute end-3 top-3 text-accent" />}
    </label>
  )
}

/** A failure shows when the kind is chosen. */
const preload = (kind: FormKind) => void kindChunks[kind].load().catch(() => {})
