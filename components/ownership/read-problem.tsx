import type { ReactNode } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { StateGlyph } from '@/components/ui/state-glyph'
import { ApiError } from '@/lib/queries/fetcher'
import { readRefusal } from './read-refusal'
import type { Challenge } from './use-challenge'

/** Why the file could not be read for the person, and what else brings the token. */
export function ReadProblem({ challenge }: { challenge: Challenge }): ReactNode {
  const { readError, isReading, readIt } = challenge
  if (readError === null || isReading) return null
  const words = readError instanceof ApiError ? readRefusal(readError.problem) : null
  if (words === null) {
    return (
      <ErrorNotice
        className="mt-3"
        title="The file could not be read."
        error={readError}
        hint="You can open the file and paste its content."
        onRetry={readIt}
      />
    )
  }
  return (
    <div role="alert" className="mt-3 flex gap-2 text-table text-ink-2">
      <StateGlyph glyph="triangle" className="mt-px" />
      <p className="min-w-0">
        <strong className="font-semibold text-ink">{words.what}</strong> {words.rest}
      </p>
    </div>
  )
}
