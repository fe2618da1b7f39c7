'use client'

import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'
import { FactList, FactRow } from '@/components/ui/facts'
import { ShortId } from '@/components/ui/middle-cut'
import { formatCount } from '@/lib/count'
import { moveEntry } from '@/lib/jobs/move-entry'
import { routes } from '@/lib/routes'
import type { ActivityItem } from '@/lib/schemas/activity'
import { formatUtc } from '@/lib/time'
import { ConnectionName } from './connection-fact'
import { exactTime } from './exact-time'
import { answerOf, askedWords } from './outcome-words'
import { entryLines } from './settings-diff'
import { SettingsLines } from './settings-lines'
import { identityWords } from './who-words'

const filterLook = 'link touch:inline-flex touch:min-h-11 touch:items-center'
const copyLook = 'text-accent! touch:-my-3'

/** What was asked for, masked, and beside it when, by whom and with which ids. */
export function EntryDetail({ entry }: { entry: ActivityItem }) {
  const { actor, instanceId, zoneId, jobId } = entry
  const answer = answerOf(entry)
  const other = jobsOfMove(entry)
  const identity = identityWords(entry)
  // A sign-in has none.
  const hasSettings = entry.before !== null || entry.after !== null
  return (
    <div
      className={cx(
        'grid items-start gap-x-7 gap-y-4',
        hasSettings && 'lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_23rem]',
      )}
    >
      {hasSettings && <SettingsLines caption={askedWords(entry)} groups={entryLines(entry)} />}
      <div className="pt-1 max-md:pt-0">
        <FactList>
          <FactRow label="Attempt">
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
          {(entry.connectionId || instanceId) && (
            <FactRow label="Connection">
              {entry.connectionId ? (
                <ConnectionName id={entry.connectionId} />
              ) : (
                'none, own access at IBM'
              )}
            </FactRow>
          )}
          {entry.correlationId && <IdRow label="X-Correlation-ID" id={entry.correlationId} />}
          <IdRow label="X-Request-ID" id={entry.requestId} />
          {actor.id && (
            <FactRow label="Identity">
              {identity && <span className="block">{identity}</span>}
              {actor.email && actor.email !== actor.name && (
                <span className="block">{actor.email}</span>
              )}
              <span className="text-code">{actor.id}</span>
            </FactRow>
          )}
          {actor.address && actor.address !== 'unknown' && (
            <FactRow label="Address">
              <span className="text-code">{actor.address}</span>
            </FactRow>
          )}
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
          <FactRow label="Row">
            <span className="flex flex-wrap items-center gap-x-1.5">
              <span>{formatCount(entry.seq)}, sha256</span>
              <ShortId id={entry.hash} head={4} />
              <CopyButton
                bare
                text={entry.hash}
                label="Copy the row’s SHA-256"
                className={copyLook}
              />
            </span>
          </FactRow>
        </FactList>
        <p className="mt-3 flex flex-wrap gap-x-4 text-table">
          {actor.id && (
            <Link href={routes.activity({ actor: actor.id })} className={filterLook}>
              Filter by this {entry.via === 'token' ? 'token' : 'person'}
            </Link>
          )}
          {instanceId && zoneId && jobId && (
            <Link href={routes.activity({ instanceId, zoneId, jobId })} className={filterLook}>
              Filter by this job
            </Link>
          )}
          {instanceId && zoneId && (
            <Link href={routes.activity({ instanceId, zoneId })} className={filterLook}>
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
        <CopyButton bare text={id} label={`Copy ${label}`} className={copyLook} />
      </span>
    </FactRow>
  )
}
