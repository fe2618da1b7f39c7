'use client'

import { ShortId } from '@/components/ui/middle-cut'
import { useTicker } from '@/components/ui/use-ticker'
import { deliveredAs } from '@/lib/destinations/delivered'
import type { DestinationView } from '@/lib/destinations/registry'
import { destinationPlace } from '@/lib/destinations/words'
import { duration } from '@/lib/duration'
import type { Start } from '@/lib/jobs/records'
import { limitMinutes, timeOf } from '@/lib/jobs/state'
import { excerpt } from '@/lib/jobs/trouble'
import { useCloudLogsInstances } from '@/lib/queries/cloud-logs-instances'
import type { Job } from '@/lib/schemas/job'
import { formatClock } from '@/lib/time'
import { Step, TimeOfDay } from '../timeline-step'
import { WhatToCheck } from './what-to-check'

/** A fresh job's first minutes: what is done, what is waited for, and what to look at if nothing comes. */
export function FirstDelivery({
  job,
  start,
  isStartKnown,
  firstMs,
  readAtMs,
  isReading,
  everyMs,
  addressesHref,
}: {
  job: Job
  /** null: not through this dashboard, or too long ago for it to know. */
  start: Start | null
  /** Whether `start` null says that it was not through this dashboard. */
  isStartKnown: boolean
  /** When the first delivery came, Unix ms; null: it has not, or nobody saw it. */
  firstMs: number | null
  readAtMs: number
  isReading: boolean
  /** How often the job is read. */
  everyMs: number
  /** IBM's page of the addresses that it sends from. */
  addressesHref: string
}) {
  const isHere = timeOf(job.lastComplete) !== null
  return (
    <section
      aria-labelledby="first-delivery"
      className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]"
    >
      <div>
        <h2 id="first-delivery" className="mb-3 text-heading">
          First delivery
        </h2>
        <ol className="border-t border-line">
          <MadeStep job={job} start={start} isStartKnown={isStartKnown} />
          <TakenStep job={job} start={start} />
          <FileStep
            job={job}
            start={start}
            firstMs={firstMs}
            readAtMs={readAtMs}
            isReading={isReading}
            everyMs={everyMs}
          />
        </ol>
      </div>
      {!isHere && <IfNothingComes job={job} start={start} addressesHref={addressesHref} />}
    </section>
  )
}

function MadeStep({
  job,
  start,
  isStartKnown,
}: {
  job: Job
  start: Start | null
  isStartKnown: boolean
}) {
  return (
    <Step
      glyph="check"
      time={start && <TimeOfDay atMs={start.atMs} />}
      title={start?.how === 'resumed' ? 'Resumed' : 'Created'}
    >
      job {job.id}
      {start?.correlationId && (
        <>
          , X-Correlation-ID <ShortId id={start.correlationId} head={8} />
        </>
      )}
      {start === null && isStartKnown && '; created outside this dashboard, time unknown'}
    </Step>
  )
}

/** IBM looks at the destination before it makes or changes a job; without that there would be none. */
function TakenStep({ job: { destination }, start }: { job: Job; start: Start | null }) {
  const isFile = deliveredAs(destination) === 'file'
  const place =
    destination.kind === 'cloudLogs' ? (
      <CloudLogsPlace view={destination} />
    ) : (
      <span className="text-code">{destinationPlace(destination)}</span>
    )
  return (
    <Step
      glyph="check"
      time={start && <TimeOfDay atMs={start.atMs} />}
      title="Destination accepted"
    >
      {destination.kind === 'cos' && destination.auth === 'challenge' ? (
        <>IBM accepted the ownership token for {place}</>
      ) : (
        <>
          IBM accepted {place}; the first{' '}
          {isFile
            ? 'file proves that it can write there'
            : 'delivery proves that logs arrive there'}
        </>
      )}
    </Step>
  )
}

function CloudLogsPlace({ view }: { view: Extract<DestinationView, { kind: 'cloudLogs' }> }) {
  const instances = useCloudLogsInstances()
  const name = instances.data?.find(({ id }) => id === view.instanceId)?.name
  return <span className="text-code">{destinationPlace(view, name)}</span>
}

function FileStep({
  job,
  start,
  firstMs,
  readAtMs,
  isReading,
  everyMs,
}: {
  job: Job
  start: Start | null
  firstMs: number | null
  readAtMs: number
  isReading: boolean
  everyMs: number
}) {
  const error = timeOf(job.lastError)
  const what = deliveredAs(job.destination)
  const title = `First ${what}`
  const next = useTicker((now) => String(Math.max(0, Math.ceil((readAtMs + everyMs - now) / 1000))))
  if (firstMs !== null) {
    return (
      <Step glyph="check" time={<TimeOfDay atMs={firstMs} />} title={title}>
        logs up to this time were delivered
        {start &&
          firstMs > start.atMs &&
          `, ${duration(firstMs - start.atMs)} after it was ${start.how}`}
      </Step>
    )
  }
  // IBM tells of the last delivery only.
  if (timeOf(job.lastComplete) !== null) {
    return (
      <Step glyph="check" time={null} title={title}>
        logs are delivered; when the first {what} arrived is not known
      </Step>
    )
  }
  if (error !== null || job.errorMessage?.trim()) {
    return (
      <Step
        glyph="crossed-square"
        time={error !== null && <TimeOfDay atMs={error} />}
        title={title}
      >
        IBM could not deliver it
        {job.errorMessage?.trim() && (
          <>
            : <q>{excerpt(job.errorMessage)}</q>
          </>
        )}
      </Step>
    )
  }
  return (
    <Step glyph="dashed-ring" time="now" title={title}>
      checking every {everyMs / 1000} s, {isReading || next === '0' ? 'now' : `next in ${next} s`}
    </Step>
  )
}

function IfNothingComes({
  job,
  start,
  addressesHref,
}: {
  job: Job
  start: Start | null
  addressesHref: string
}) {
  const byMs = start && start.atMs + limitMinutes(job.frequency) * 60_000
  const title = useTicker((now) => {
    if (byMs === null) return 'If nothing arrives'
    const clock = formatClock(byMs, now)
    return now > byMs ? `Nothing arrived by ${clock}` : `If nothing arrives by ${clock}`
  }, 'If nothing arrives')
  return <WhatToCheck job={job} title={title} addressesHref={addressesHref} />
}
