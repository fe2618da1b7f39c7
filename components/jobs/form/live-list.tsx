import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Notice } from '@/components/ui/notice'
import { ApiError } from '@/lib/queries/fetcher'
import { refresh } from '@/lib/queries/refresh'
import type { Field } from '@/lib/schemas/logs'

/** What a job sends, where there is no list to show it in. */
function Held({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <>
      It sends {names.length === 1 ? 'one' : names.length}:{' '}
      <code className="text-code wrap-anywhere">{names.join(', ')}</code>.
    </>
  )
}

/** The live list, or what keeps it from being there and what still works without it. */
export function LiveList({
  fields,
  dataset,
  mode,
  held,
  children,
}: {
  fields: UseQueryResult<Field[]>
  dataset: string
  mode: 'create' | 'edit'
  held: readonly string[]
  children: (items: readonly Field[]) => ReactNode
}) {
  const keeps =
    mode === 'edit'
      ? 'The job’s fields stay unchanged until you select others.'
      : 'The preset Default needs no list, so you can still create a job with it.'
  if (dataset === '') {
    return (
      <Notice tone="warn" title="IBM reports no dataset for this job.">
        There is no list of fields without it. {keeps} <Held names={held} />
      </Notice>
    )
  }
  // A dataset of the job that IBM has no list for is nobody's mistake.
  if (fields.error instanceof ApiError && fields.error.code === 'not_found' && mode === 'edit') {
    return (
      <Notice tone="warn" title="IBM lists no fields for this dataset.">
        {keeps} <Held names={held} />
      </Notice>
    )
  }
  return (
    <>
      {fields.isError && (
        <ErrorNotice
          className="mb-2"
          title="IBM’s list of fields could not be loaded."
          error={fields.error}
          hint={
            fields.data ? (
              'Showing the last known list.'
            ) : (
              <>
                {keeps} <Held names={held} />
              </>
            )
          }
          onRetry={() => refresh(fields)}
          retrying={fields.isFetching}
        />
      )}
      {fields.isPending && (
        <div className="h-[32rem] overflow-hidden rounded-note border border-line">
          <Loading what="the list of fields" rows={16} dense />
        </div>
      )}
      {fields.data?.length === 0 && (
        <Notice tone="warn" title="IBM currently lists no fields for this dataset.">
          {keeps}
        </Notice>
      )}
      {fields.data && fields.data.length > 0 && children(fields.data)}
    </>
  )
}
