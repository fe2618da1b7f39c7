'use client'

import { ErrorNotice } from './error-notice'
import { Loading } from './loading'

/** How reading a list stands while there is nothing else to show of it: it goes on, or it failed and can be tried again. */
export function ListState({
  list,
  what,
  rows,
  hint = 'Nothing was changed.',
  onRetry,
  className,
}: {
  list: { isPending: boolean; isError: boolean; isFetching: boolean; error: unknown }
  /** `the tokens`, `your requests`: ends "Loading …" and begins "… could not be loaded." */
  what: string
  /** How many rows are held free while it is read. */
  rows: number
  hint?: string | null
  onRetry: () => void
  className?: string
}) {
  return (
    <>
      {list.isError && (
        <ErrorNotice
          {...(className && { className })}
          title={`${what.charAt(0).toUpperCase()}${what.slice(1)} could not be loaded.`}
          error={list.error}
          hint={hint}
          onRetry={onRetry}
          retrying={list.isFetching}
        />
      )}
      {list.isPending && <Loading what={what} rows={rows} />}
    </>
  )
}
