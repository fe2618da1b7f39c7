'use client'

import { useId } from 'react'
import { cx } from '@/components/ui/cx'
import type { FormKind } from '@/lib/destinations/forms'
import { destinationLabel } from '@/lib/destinations/words'
import { kindChunks } from './kinds/chunks'

/** The common two first. */
const suits: readonly [FormKind, string][] = [
  ['cos', 'Files in a bucket: cheap to keep for years, searched later.'],
  ['cloudLogs', 'Searched, charted and alerted on in IBM Cloud.'],
  ['splunk', 'Your own Splunk or Splunk Cloud, by HEC.'],
  ['qradar', 'IBM’s SIEM, by its HTTP receiver.'],
  ['https', 'Any receiver that takes JSON lines by POST.'],
  ['other', 'S3, Google, Azure, Datadog and others, by string.'],
]

/** What kind of destination, as rows that say whom each suits. Native radios, so arrows and forms work by themselves. */
export function KindChooser({
  value,
  onChange,
}: {
  value: FormKind
  onChange: (kind: FormKind) => void
}) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label="Destination type" className="grid grid-cols-2 gap-2">
      {suits.map(([kind, line]) => (
        <label
          key={kind}
          onPointerEnter={() => preload(kind)}
          className={cx(
            'cursor-pointer rounded-control border px-3 py-2 transition-colors',
            'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
            kind === value ? 'border-ink bg-sunken' : 'border-edge bg-surface hover:bg-sunken',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={kind === value}
            onChange={() => onChange(kind)}
            onFocus={() => preload(kind)}
            className="sr-only"
          />
          <span className="block font-medium">{destinationLabel({ kind })}</span>
          <span className="block text-table text-ink-3">{line}</span>
        </label>
      ))}
    </div>
  )
}

/** A failure shows when the kind is chosen. */
const preload = (kind: FormKind) => void kindChunks[kind].load().catch(() => {})
