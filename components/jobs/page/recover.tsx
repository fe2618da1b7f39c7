'use client'

import { CodeBlock } from '@/components/ui/code-block'
import { useTicker } from '@/components/ui/use-ticker'
import { asLogpull } from '@/lib/export/as-logpull'
import { type Retention, undeliveredOf } from '@/lib/jobs/undelivered'
import { useInstance } from '@/lib/queries/instances'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

/** How to fetch what was not delivered, as long as IBM has it. */
export function Recover({
  job,
  place: { instanceId, zoneId },
  retention,
}: {
  job: Job
  place: ZonePlace
  retention: Retention
}) {
  const instanceName = useInstance(instanceId).data?.name
  // By the minute: a text that changes while it is read can't be copied by hand.
  const text = useTicker((now) => {
    const nowMs = Math.floor(now / 60_000) * 60_000
    const recoverable = undeliveredOf(job, retention, nowMs)?.recoverable
    if (!recoverable) return ''
    const fields = job.logs.fields.names ?? []
    const { fromMs, toMs } = recoverable
    const logs = { zoneId, instanceName, fromMs, toMs, fields }
    return asLogpull(logs, nowMs)?.text ?? ''
  })
  if (text === '') return null
  const count = text.split('ibmcloud cis logpull').length - 1
  return (
    <details className="mt-4 max-w-[52rem]">
      <summary className="link w-fit cursor-pointer text-table font-medium">
        {count === 1
          ? 'Show the command that recovers these logs'
          : `Show the ${count} commands that recover these logs`}
      </summary>
      <div className="mt-2 flex flex-col gap-2">
        <CodeBlock label="Commands for Logpull" parts={text} scroll />
        <p className="text-table text-ink-3">
          {count > 1 && 'One command per hour: Logpull returns at most one hour at a time. '}
          Logpull serves logs that are at least 5 minutes old, and accepts 15 requests per minute
          for a zone.
        </p>
      </div>
    </details>
  )
}
