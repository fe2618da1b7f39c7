'use client'

import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'
import { Fact, FactsStrip } from '@/components/ui/facts'
import { ShortId } from '@/components/ui/middle-cut'
import { Skeleton } from '@/components/ui/skeleton'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { waitsInAnyCase } from '@/lib/grants/approval'
import { usualJobsPerZone } from '@/lib/jobs/slots'
import { useAccess, useLack } from '@/lib/queries/access'
import type { Access } from '@/lib/schemas/access'
import type { ZoneAccess } from '@/lib/schemas/people'
import type { ZoneDetail } from '@/lib/schemas/zone'
import { formatClock, formatDate } from '@/lib/time'
import { zoneStatus } from '@/lib/zone-status'
import { RetentionControl } from './retention-control'
import { RetentionNotices } from './retention-notices'
import { useRetention } from './use-retention'

export type JobsFact = {
  count: number
  /** When they were counted, Unix ms, if that may have changed. */
  staleSinceMs: number | null
}

/** What is so in a zone, before its jobs. What is not known yet leaves its place free. */
export function ZoneFacts({
  instanceId,
  zoneId,
  zone,
  plan,
  jobs,
  people,
}: {
  instanceId: string
  zoneId: string
  zone: ZoneDetail | undefined
  /** null: nobody says; undefined: not read yet. */
  plan: string | null | undefined
  /** null: can't be told; undefined: not read yet. */
  jobs: JobsFact | null | undefined
  /** Stands beside the reader's own access. */
  people?: ReactNode
}) {
  const toggle = useRetention(instanceId, zoneId)
  const access = useAccess(instanceId)
  const lacks = useLack(instanceId, 'Writer')
  return (
    <>
      <FactsStrip className="mt-5 md:flex-nowrap">
        <Fact label="Status">{zone ? <Status zone={zone} /> : <Waiting className="w-14" />}</Fact>
        <Fact label="Plan">
          {plan === undefined ? <Waiting className="w-24" /> : (plan ?? 'Unknown')}
        </Fact>
        <Fact label="Log retention" wide>
          {zone ? (
            <RetentionControl
              retention={zone.retention}
              toggle={toggle}
              lacks={lacks}
              jobs={jobs?.count}
              zoneName={zone.name}
              waits={waitsInAnyCase(zone.access?.grants ?? null)}
            />
          ) : (
            <Waiting className="w-64 max-md:w-32" tall />
          )}
        </Fact>
        <Fact label="Jobs">
          {jobs === undefined ? (
            <Waiting className="w-40" />
          ) : jobs === null ? (
            'Unknown'
          ) : (
            <Slots jobs={jobs} />
          )}
        </Fact>
        <Fact label={zone?.access ? 'Your access' : 'Your role'}>
          {zone?.access ? (
            <YourAccess access={zone.access} />
          ) : access.isPending ? (
            <Waiting className="w-24" />
          ) : (
            <Role role={access.data?.role ?? null} />
          )}
          {people}
        </Fact>
        <Fact label="Zone ID" end>
          <span className="inline-flex items-center gap-2 whitespace-nowrap">
            <ShortId id={zoneId} />
            <CopyButton
              bare
              text={zoneId}
              label="Copy zone ID"
              className="-my-1 touch:-ms-2 touch:-my-3"
            />
          </span>
        </Fact>
      </FactsStrip>
      <RetentionNotices zone={zone} toggle={toggle} lacks={lacks} jobs={jobs?.count} />
    </>
  )
}

function Status({ zone }: { zone: ZoneDetail }) {
  const { glyph, text, note } = zoneStatus(zone)
  return (
    <>
      <span className="inline-flex items-center gap-2 whitespace-nowrap">
        <StateGlyph glyph={glyph} />
        {text}
      </span>
      {note && <Quiet>{note}</Quiet>}
    </>
  )
}

function Slots({ jobs: { count, staleSinceMs } }: { jobs: JobsFact }) {
  const asOf = useTicker((now) => (staleSinceMs === null ? '' : formatClock(staleSinceMs, now)))
  if (asOf) {
    return (
      <>
        {count}
        <Quiet>as of {asOf}</Quiet>
      </>
    )
  }
  return (
    <>
      {count} in use
      <Quiet>usual limit {usualJobsPerZone}</Quiet>
    </>
  )
}

const roleNotes = {
  Manager: null,
  Writer: 'creating needs Manager',
  Reader: 'changing needs Writer',
} as const

/** By grants: the role, and why. */
function YourAccess({
  access: { role, through, expiresAt, needsApproval },
}: {
  access: ZoneAccess
}) {
  const end = useTicker(() => (expiresAt === null ? '' : `until ${formatDate(expiresAt)}`))
  const why = [
    through === null ? 'by name' : `through group ${through}`,
    end,
    needsApproval && 'needs approval',
  ]
  return (
    <>
      {roleNames[role]} <Quiet>{why.filter(Boolean).join(', ')}</Quiet>
    </>
  )
}

const roleNames = { viewer: 'Viewer', editor: 'Editor', administrator: 'Administrator' } as const

/** By the person's own policies, so a hint: what a group gives is not seen. */
function Role({ role }: Access) {
  if (role === null) return 'Unknown'
  return (
    <span title="Based on your own policies; an access group may give you more.">
      {role} {roleNotes[role] && <Quiet>{roleNotes[role]}</Quiet>}
    </span>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-table text-ink-3">{children}</span>
}

/** As high as what comes: a line of text, or with `tall` a switch, which on a phone is higher. */
function Waiting({ className, tall = false }: { className: string; tall?: boolean }) {
  return (
    <span className={cx('flex h-5 max-w-full items-center', tall && 'max-md:h-8')}>
      <Skeleton className={`h-2.5 ${className}`} />
    </span>
  )
}
