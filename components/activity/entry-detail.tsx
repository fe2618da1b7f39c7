'use client'

import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import { FactList, FactRow } from '@/components/ui/facts'
import { ShortId } from '@/components/ui/middle-cut'
import { moveEntry } from '@/lib/jobs/move-entry'
import { routes } from '@/lib/routes'
import type { ActivityItem } from '@/lib/schemas/activity'
import { formatUtc } from '@/lib/time'
import { exactTime } from './exact-time'
import { answerOf, askedWords } from './outcome-words'
import { entryLines } from './settings-diff'
import { SettingsLines } from './settings-lines'

/** What was asked for, masked, and beside it when, by whom and with which ids. */
export function EntryDetail({ entry }: { entry: ActivityItem }) {
  const { actor, instanceId, zoneId, jobId } = entry
  const answer = answerOf(entry)
  const other = jobsOfMove(entry)
  return (
    <div className="grid items-start gap-x-7 gap-y-4 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
      <SettingsLines caption={askedWords(entry)} groups={entryLines(entry)} />
      <div className="pt-1 max-md:pt-0">
        <FactList>
          <FactRow label="Requested">
            <time dateTime={entry.at}>{exactTime(entry.at)}</time>
            <span className="block text-second text-ink-3">{formatUtc(entry.at)}</span>
          </FactRow>
          <FactRow label="Outcome">
            {entry.settledAt ? (
              <time dateTime={entry.settledAt} title={formatUtc(entry.settledAt)}>
                {exactTime(entry.settledAt, entry.at)}
              </time>
            ) : (
              'none yet'
            )}
          </FactRow>
          {answer && <FactRow label="Response">{answer}</FactRow>}
          {entry.correlationId && <IdRow label="X-Correlation-ID" id={entry.correlationId} />}
          <IdRow label="X-Request-ID" id={entry.requestId} />
          <FactRow label="Identity">
            {actor.email && actor.email !== actor.name && (
              <span className="block">{actor.email}</span>
            )}
            <span className="text-code">{actor.id}</span>
          </FactRow>
          {jobId && !other && (
            <FactRow label="Job ID">
              <span className="text-code">{jobId}</span>
            </FactRow>
          )}
          {instanceId &&
            zoneId &&
            other?.map(({ label, id }) => (
              <FactRow key={label} label={label}>
                <Link
                  href={routes.job(instanceId, zoneId, id)}
                  prefetch={false}
                  className="link text-code touch:inline-flex touch:min-h-11 touch:items-center"
                >
                  {id}
                </Link>
              </FactRow>
            ))}
        </FactList>
        <p className="mt-3 flex flex-wrap gap-x-4 text-table">
          {instanceId && zoneId && jobId && (
            <Link
              href={routes.activity({ instanceId, zoneId, jobId })}
              className="link touch:inline-flex touch:min-h-11 touch:items-center"
            >
              Filter by this job
            </Link>
          )}
          {instanceId && zoneId && (
            <Link
              href={routes.activity({ instanceId, zoneId })}
              className="link touch:inline-flex touch:min-h-11 touch:items-center"
            >
              Filter by this zone
            </Link>
          )}
        </p>
      </div>
    </div>
  )
}

/** Both jobs of a move; null: there is one job, which stands above. */
function jobsOfMove(entry: ActivityItem): { label: string; id: string }[] | null {
  const move = moveEntry(entry)
  if (!move?.newJobId) return null
  return [
    { label: 'Old job', id: move.oldJobId },
    { label: 'New job', id: move.newJobId },
  ]
}

function IdRow({ label, id }: { label: string; id: string }) {
  return (
    <FactRow label={label}>
      <span className="flex flex-wrap items-center gap-x-1.5">
        <ShortId id={id} head={13} />
        <CopyButton bare text={id} label={`Copy ${label}`} className="text-accent! touch:-my-3" />
      </span>
    </FactRow>
  )
}
