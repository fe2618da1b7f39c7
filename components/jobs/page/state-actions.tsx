'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { isEditableKind } from '@/lib/destinations/words'
import { jobState } from '@/lib/jobs/state'
import { excerpt, troubleOf } from '@/lib/jobs/trouble'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

/** IBM's messages are short; what a receiver answers may be a whole page. */
const longestQuote = 400

/** What IBM says word for word, and the one or two things to do now. */
export function StateActions({
  job,
  place,
  retention,
  onRead,
  onDelete,
  reading,
  hidden = false,
}: {
  job: Job
  place: ZonePlace
  /** Whether the zone keeps its logs; null and undefined: it can't, or it is not known. */
  retention: boolean | null | undefined
  onRead: () => void
  onDelete: () => void
  reading: boolean
  /** What the job says may be wrong by now. */
  hidden?: boolean
}) {
  const state = jobState(job, Date.now())
  if (hidden) return null
  if (job.destination.kind === 'logdna') {
    return (
      <div className="mt-4">
        <Button variant="danger" onClick={onDelete}>
          Delete job…
        </Button>
      </div>
    )
  }
  if (state !== 'failing' && state !== 'late') return null
  const said = state === 'failing' ? job.errorMessage?.trim() : ''
  const isEditable = isEditableKind(job.destination)
  const isFetchable = retention === true && job.dataset === 'http_requests'
  const notes =
    state === 'late'
      ? []
      : [
          ...(isEditable
            ? []
            : [
                'This destination can only be viewed here; the problem must be fixed at the destination.',
              ]),
          ...(isFetchable ? ['Undelivered logs can be recovered with Logpull for 7 days.'] : []),
        ]
  return (
    <>
      {said && (
        <p className="mt-2 wrap-anywhere text-ink-2">
          IBM says: <q>{excerpt(said, longestQuote)}</q>
        </p>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        {state === 'failing' && isEditable && <WayOut job={job} place={place} />}
        <Button onClick={onRead} busy={reading} busyLabel="Checking…">
          Check again
        </Button>
        {notes.length > 0 && <span className="text-table text-ink-3">{notes.join(' ')}</span>}
      </div>
    </>
  )
}

function WayOut({ job, place }: { job: Job; place: ZonePlace }) {
  const { destination } = job
  const hasKey = 'hasKey' in destination && destination.hasKey
  const { cause } = troubleOf(job.errorMessage, destination.kind)
  const isKey = hasKey && (cause === 'access' || cause === 'unknown')
  const to = isKey ? routes.replaceKey : routes.editJob
  return (
    <ButtonLink
      variant="primary"
      href={to(place.instanceId, place.zoneId, job.id)}
      prefetch={false}
    >
      {isKey ? 'Replace key' : 'Change destination'}
    </ButtonLink>
  )
}
