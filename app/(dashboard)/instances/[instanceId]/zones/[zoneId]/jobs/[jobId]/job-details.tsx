'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { isStale } from '@/components/jobs/freshness'
import { ChangesSection } from '@/components/jobs/page/changes-section'
import { DestinationSection } from '@/components/jobs/page/destination-section'
import { FirstDelivery } from '@/components/jobs/page/first-delivery'
import { JobFacts } from '@/components/jobs/page/job-facts'
import { JobHead } from '@/components/jobs/page/job-head'
import { Recover } from '@/components/jobs/page/recover'
import { SentSection } from '@/components/jobs/page/sent-section'
import { StateActions } from '@/components/jobs/page/state-actions'
import { StateSentence } from '@/components/jobs/page/state-sentence'
import { useFirstFile } from '@/components/jobs/page/use-first-file'
import { WhatToCheck } from '@/components/jobs/page/what-to-check'
import { SwitchProblem } from '@/components/jobs/switch-problem'
import { useJobSwitch } from '@/components/jobs/use-job-switch'
import { useRetentionOf } from '@/components/jobs/use-known'
import { useMoveNews } from '@/components/jobs/use-move-news'
import { bucketUrl } from '@/components/ownership/ibm-console'
import { isRateLimited, ReadProblem } from '@/components/states/read-problem'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Notice } from '@/components/ui/notice'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { useTicker } from '@/components/ui/use-ticker'
import { addressesUrl } from '@/lib/destinations/ibm-access'
import type { DestinationView } from '@/lib/destinations/registry'
import { isLosing } from '@/lib/fleet/standing'
import { findingOf } from '@/lib/jobs/health'
import { jobTitle } from '@/lib/jobs/label'
import { isMoving, wayOutOf } from '@/lib/jobs/trouble'
import { useWaitingChanges } from '@/lib/queries/changes'
import { useCloudLogsInstances } from '@/lib/queries/cloud-logs-instances'
import type { useJob } from '@/lib/queries/jobs'
import { refresh } from '@/lib/queries/refresh'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { noTrafficText } from '@/lib/zone-status'
import type { KnownJob } from './job-gate'
import type { Created } from './job-view'

const historyChunk = chunk(() => import('@/components/jobs/history/history-section'))
const copyAsChunk = chunk(() => import('@/components/jobs/page/copy-as-dialog'))
const none: readonly Job[] = []
const moveChunk = chunk(() => import('@/components/jobs/move/move-section'))
const waitingChunk = chunk(() => import('@/components/changes/waiting-notice'))
const deleteChunk = chunk(() => import('@/components/jobs/delete-job-dialog'))

/** How a job stands, where it goes, what is sent, what was changed. */
export function JobDetails({
  place,
  known,
  query,
  everyMs,
  created,
  onLeaving,
}: {
  place: ZonePlace
  known: KnownJob
  query: ReturnType<typeof useJob>
  everyMs: number
  created: Created
  /** While it is being deleted it may be missing already. */
  onLeaving: (isLeaving: boolean) => void
}) {
  const { job, zone, items, record, hasActivityFailed, personId } = known
  const router = useRouter()
  const toggle = useJobSwitch(place, job)
  const removal = useRemoval(onLeaving)
  const deleting = useChunk(removal.wasAsked ? deleteChunk : null)
  const [copyAs, setCopyAs] = useState<'none' | 'open' | 'closed'>('none')
  const copying = useChunk(copyAs === 'none' ? null : copyAsChunk)
  const moving = useChunk(job.move ? moveChunk : null)
  const past = useChunk(historyChunk)
  useMoveNews(query.data ? [query.data] : none)
  const waiting = useWaitingChanges(place).filter(({ jobId }) => jobId === job.id)
  const waitingHere = useChunk(waiting.length > 0 ? waitingChunk : null)
  const readAtMs = query.dataUpdatedAt
  const reading = {
    readAtMs,
    hasFailed: query.isError && !isRateLimited(query.error),
    isReading: query.isFetching,
  }
  const stale = useTicker((now) => String(isStale(reading, now))) === 'true'
  const retention = useRetentionOf(place, [job])
  const noTraffic = zone && noTrafficText(zone)
  const start = record?.start ?? null
  const first = useFirstFile(job, created !== null, record && (start?.atMs ?? null))
  const instances = useCloudLogsInstances(job.destination.kind === 'cloudLogs').data
  const finding = findingOf(job, record, instances, Date.now())
  const isTold = !stale && toggle.wanted === null
  const title = jobTitle(job)
  const editHref = routes.replaceKey(place.instanceId, place.zoneId, job.id)
  useTabTitle(title)

  return (
    <>
      <JobHead
        job={job}
        place={place}
        zoneName={zone?.name}
        wanted={toggle.wanted}
        onSwitch={toggle.set}
        onCopyAs={() => setCopyAs('open')}
        onDelete={removal.ask}
      />
      {query.error && !removal.isGoing && (
        <ReadProblem
          className="mt-5"
          title="The job could not be loaded."
          error={query.error}
          failedAtMs={query.errorUpdatedAt}
          readAtMs={readAtMs}
          isReading={query.isFetching}
          onRetry={() => refresh(query)}
        />
      )}
      <SwitchProblem toggle={toggle} className="mt-5" />
      {waitingHere && <waitingHere.WaitingNotice about="job" changes={waiting} className="mt-5" />}
      {noTraffic && <Notice className="mt-5">{noTraffic}</Notice>}
      {/* Until activity has settled it, nothing tells when it was made. */}
      {created === 'settled' && (first.isShown || start === null) && (
        <Notice className="mt-5" title="Created, once.">
          The connection broke after the request was sent. IBM’s list shows the job; nothing was
          sent twice.
        </Notice>
      )}
      <div className="mt-5">
        <StateSentence
          job={job}
          record={record}
          finding={finding}
          retention={retention}
          staleSinceMs={stale ? readAtMs : null}
          wanted={toggle.wanted}
          personId={personId}
        >
          {isTold && (
            <StateActions
              job={job}
              finding={finding}
              place={place}
              onRead={() => refresh(query)}
              onDelete={removal.ask}
              reading={query.isFetching}
            >
              {isLosing(job.state) && <Recover job={job} place={place} retention={retention} />}
            </StateActions>
          )}
        </StateSentence>
        <p role="status" className="sr-only">
          {first.hasArrived && 'The first file has arrived.'}
        </p>
      </div>
      {moving && job.move && (
        <moving.MoveSection
          place={place}
          zoneName={zone?.name ?? 'this zone'}
          job={job}
          move={job.move}
        />
      )}
      {first.isShown && !isMoving(job) && (
        <div className="mt-8">
          <FirstDelivery
            job={job}
            start={start}
            isStartKnown={record?.isWhole ?? false}
            firstMs={first.firstMs}
            readAtMs={readAtMs}
            isReading={query.isFetching}
            everyMs={everyMs}
            addressesHref={addressesUrl}
          />
        </div>
      )}
      {isTold && !first.isShown && wayOutOf(job, finding) === 'check' && (
        <div className="mt-8 max-w-[40rem]">
          <WhatToCheck job={job} title="What to check" heading="h2" addressesHref={addressesUrl} />
        </div>
      )}
      <div className="mt-8">
        <JobFacts
          job={job}
          createdMs={record?.createdAtMs ?? null}
          readAtMs={readAtMs}
          isStale={stale}
        />
      </div>
      {past && <past.HistorySection place={place} jobId={job.id} />}
      <div className="mt-8 grid gap-x-12 gap-y-8 md:grid-cols-2 xl:grid-cols-3">
        <DestinationSection
          view={job.destination}
          editHref={editHref}
          bucketHref={bucketHrefOf(job.destination, known.accountId)}
        />
        <SentSection
          job={job}
          place={place}
          editHref={routes.editLogs(place.instanceId, place.zoneId, job.id)}
        />
        <ChangesSection
          items={items}
          hasFailed={hasActivityFailed}
          place={place}
          jobId={job.id}
          personId={personId}
        />
      </div>
      {copyAs === 'open' && !copying && <DialogComing onClose={() => setCopyAs('closed')} />}
      {copying && (
        <copying.CopyAsDialog
          zoneId={place.zoneId}
          job={job}
          open={copyAs === 'open'}
          onClose={() => setCopyAs('closed')}
        />
      )}
      {removal.isOpen && !deleting && <DialogComing onClose={removal.close} />}
      {removal.wasAsked && deleting && (
        <deleting.DeleteJobDialog
          place={place}
          zoneName={zone?.name ?? 'this zone'}
          job={job}
          open={removal.isOpen}
          onClose={removal.close}
          onDeleted={() => {
            removal.leave()
            router.push(routes.zone(place.instanceId, place.zoneId))
          }}
        />
      )}
    </>
  )
}

function bucketHrefOf(view: DestinationView, accountId: string | undefined) {
  if (view.kind !== 'cos' || view.instanceId === null || view.region === null) return undefined
  const { instanceId, bucket, region } = view
  return bucketUrl({ instanceId, bucket, region }, accountId)
}

function useRemoval(onLeaving: (isLeaving: boolean) => void) {
  const [step, setStep] = useState<'none' | 'asking' | 'kept' | 'gone'>('none')
  return {
    wasAsked: step !== 'none',
    isOpen: step === 'asking',
    /** It may be missing already, and rightly so. */
    isGoing: step === 'asking' || step === 'gone',
    ask: () => {
      setStep('asking')
      onLeaving(true)
    },
    close: () => {
      setStep('kept')
      onLeaving(false)
    },
    leave: () => setStep('gone'),
  }
}
