'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { counts, type Fix, inOrder, type ReviewCheck, type Verdict } from './check'

const glyphs: Record<Exclude<Verdict, 'open'>, { glyph: Glyph; word: string }> = {
  fix: { glyph: 'crossed-square', word: 'Must be fixed' },
  warn: { glyph: 'triangle', word: 'Warning' },
  fine: { glyph: 'check', word: 'Passed' },
}

/** What was looked at before the job is made: what must be fixed, what is a warning, what passed. */
export function ChecksList({
  checks,
  onAgain,
  isChecking,
}: {
  checks: readonly ReviewCheck[]
  onAgain: () => void
  isChecking: boolean
}) {
  return (
    <section aria-labelledby="checks" className="mt-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-1.5">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <h3 id="checks" className="text-heading">
            Checks
          </h3>
          <p role="status" className="text-table text-ink-2">
            {counts(checks).map(({ verdict, text }, index) => (
              <span key={verdict}>
                {index > 0 && ' · '}
                <span className={verdict === 'fix' ? 'font-medium text-loss' : undefined}>
                  {text}
                </span>
              </span>
            ))}
          </p>
        </div>
        <button
          type="button"
          className="link relative touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3"
          aria-disabled={isChecking || undefined}
          onClick={() => !isChecking && onAgain()}
        >
          {isChecking ? 'Checking…' : 'Check again'}
        </button>
      </div>
      <ul>
        {inOrder(checks).map((check) => (
          <Line key={check.id} check={check} />
        ))}
      </ul>
    </section>
  )
}

function Line({ check: { label, verdict, text, fix } }: { check: ReviewCheck }) {
  return (
    <li
      {...(verdict === 'fix' && { 'data-fault': '' })}
      className={cx(
        'grid grid-cols-[1rem_minmax(0,1fr)] items-start gap-x-3 border-b border-line py-2.5 md:grid-cols-[1rem_8.5rem_minmax(0,1fr)_auto]',
        fix?.isMain && 'md:items-center md:py-1.5',
      )}
    >
      {verdict === 'open' ? (
        <Icon name="spinner" className="mt-0.5 text-ink-3" />
      ) : (
        <StateGlyph glyph={glyphs[verdict].glyph} className={cx(!fix?.isMain && 'mt-0.5')} />
      )}
      <span className="font-medium">
        {verdict !== 'open' && <span className="sr-only">{glyphs[verdict].word}: </span>}
        {label}
      </span>
      <span className="min-w-0 text-table leading-5 wrap-anywhere text-ink-2 max-md:col-start-2">
        {text}
      </span>
      {fix && (
        <span className="max-md:col-start-2 max-md:mt-1.5">
          <FixButton fix={fix} />
        </span>
      )}
    </li>
  )
}

function FixButton({ fix }: { fix: Fix }) {
  const { label, onFix, href, isMain, busy, busyLabel } = fix
  if (href !== undefined) {
    return (
      <ButtonLink href={href} variant={isMain ? 'secondary' : 'quiet'} className={look(isMain)}>
        {label}
      </ButtonLink>
    )
  }
  return (
    <Button
      variant={isMain ? 'secondary' : 'quiet'}
      className={look(isMain)}
      busy={busy ?? false}
      {...(busyLabel && { busyLabel })}
      onClick={onFix}
    >
      {label}
    </Button>
  )
}

/** A quiet one is no higher than its line. */
const look = (isMain: boolean | undefined) =>
  isMain ? undefined : 'max-md:-ms-4 max-md:-mb-2 md:-my-1.5 md:px-1'
