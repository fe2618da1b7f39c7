import Link from 'next/link'
import { Clock } from '@/components/ui/age'
import { FactList, FactRow } from '@/components/ui/facts'
import { routes } from '@/lib/routes'
import type { ChangeAccess, ChangeRequest } from '@/lib/schemas/change-request'
import { railsWords } from './change-words'

const link = 'link touch:inline-flex touch:min-h-11 touch:items-center'

/** Who asked, when, for which zone, by what, and who decided. */
export function ChangeFacts({ change }: { change: ChangeRequest }) {
  const { asker, instanceId, zoneId, jobId, jobName, decidedBy, decidedAt, note } = change
  const isDeleted = change.action === 'job.delete' && change.status === 'carried_out'
  return (
    <FactList>
      <FactRow label="Requested by">
        {asker.name}
        {asker.email && asker.email !== asker.name && (
          <span className="block text-second text-ink-3">{asker.email}</span>
        )}
      </FactRow>
      <FactRow label="Requested">
        <Clock at={change.askedAt} />
      </FactRow>
      <FactRow label="Zone">
        <Link href={routes.zone(instanceId, zoneId)} prefetch={false} className={link}>
          {change.zoneName ?? zoneId}
        </Link>
      </FactRow>
      {jobId && (
        <FactRow label="Job">
          {isDeleted ? (
            (jobName ?? jobId)
          ) : (
            <Link href={routes.job(instanceId, zoneId, jobId)} prefetch={false} className={link}>
              {jobName ?? `job ${jobId}`}
            </Link>
          )}
        </FactRow>
      )}
      {change.access && (
        <FactRow label="Access">
          {change.access.length === 0
            ? 'none any more'
            : change.access.map((access) => (
                <span key={accessWords(access)} className="block">
                  {accessWords(access)}
                </span>
              ))}
        </FactRow>
      )}
      {change.status === 'waiting' && (
        <FactRow label="Expires">
          <Clock at={change.expiresAt} />
        </FactRow>
      )}
      {decidedAt && (
        <FactRow label={decidedBy ? 'Decided' : 'Ended'}>
          {decidedBy && (
            <>
              {decidedBy.name}
              <br />
            </>
          )}
          <Clock at={decidedAt} />
        </FactRow>
      )}
      {note && (
        <FactRow label="Note">
          <span className="whitespace-pre-wrap">“{note}”</span>
        </FactRow>
      )}
    </FactList>
  )
}

function accessWords({ role, through, rails }: ChangeAccess): string {
  const why = through ? `through group ${through}` : 'by name'
  const held = role === 'editor' ? railsWords(rails) : []
  return [`${role.slice(0, 1).toUpperCase()}${role.slice(1)} ${why}`, ...held].join('; ')
}
