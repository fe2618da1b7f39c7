'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCopy } from '@/components/ui/use-copy'
import { errorFacts, errorIds, supportText } from './error-facts'

/**
 * What happened, what to do, and, behind *Details*, the ids IBM Support asks for. `error` is a problem document or an
 * error that carries one; `title` says what we tried, with its full stop.
 */
export function ErrorNotice({
  error,
  title,
  hint,
  onRetry,
  retrying = false,
  actions,
  className,
}: {
  error: unknown
  title?: ReactNode
  /** Whether anything changed, and what to do. */
  hint?: ReactNode
  onRetry?: () => void
  retrying?: boolean
  actions?: ReactNode
  className?: string
}) {
  const { state, copy } = useCopy()
  const facts = errorFacts(error)
  const ids = errorIds(facts)
  // Without the role the answer stays the same, and nothing is broken.
  const isRole = facts.code === 'role_missing'
  return (
    <Notice
      tone={isRole ? 'warn' : 'loss'}
      role="alert"
      title={title}
      className={className}
      actions={
        <>
          {onRetry && !isRole && (
            <Button onClick={onRetry} busy={retrying} busyLabel="Retrying…">
              Retry
            </Button>
          )}
          {actions}
          {ids.length > 0 && (
            <Button variant="quiet" onClick={() => copy(supportText(facts, new Date()))}>
              {state === 'copied'
                ? 'Copied'
                : state === 'failed'
                  ? 'Could not copy'
                  : 'Copy for IBM Support'}
            </Button>
          )}
        </>
      }
    >
      {facts.detail}
      {facts.retryAfter !== undefined &&
        !facts.detail.includes('for the next') &&
        ` Retry in ${facts.retryAfter} s.`}
      {facts.upstream?.message && !facts.detail.includes(facts.upstream.message) && (
        <p className="mt-1 text-ink-2">IBM said: “{facts.upstream.message}”</p>
      )}
      {hint && <p className="mt-1 text-ink-2">{hint}</p>}
      {ids.length > 0 && (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer text-ink-2 touch:py-2.5">Details</summary>
          <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1">
            {ids.map(([label, value]) => (
              <div key={label} className="contents">
                <dt className="text-ink-3">{label}</dt>
                <dd className="text-code break-all">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Notice>
  )
}
