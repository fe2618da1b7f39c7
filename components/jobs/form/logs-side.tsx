'use client'

import { type ReactNode, useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { CodeBlock } from '@/components/ui/code-block'
import { StateGlyph } from '@/components/ui/state-glyph'
import { destinationLabel } from '@/lib/destinations/words'
import { recordBytes, sampleRecord } from '@/lib/fields/sample'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { FormatChoice, JobDraft } from '@/lib/jobs/draft'
import { stateGlyphs, stateWords } from '@/lib/jobs/state'
import { useZone } from '@/lib/queries/zones'
import type { Job } from '@/lib/schemas/job'
import { type Timestamps, timestamps } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { tickedNames } from './choice'
import { sampleLines, sizeWords } from './sample-lines'
import { useLogs } from './use-logs'

/** Lines of the sample, so that the column keeps its height. */
const sampleMax = 11

/** Beside the logs step: a record as it will look, and what the zone sends already. */
export function LogsSide({
  place,
  jobs,
  job,
}: {
  place: ZonePlace
  jobs: readonly Job[]
  /** The job that is edited; it does not count as another. */
  job?: Job
}) {
  return (
    <div className="flex flex-col gap-6">
      <Sample place={place} {...(job && { job })} />
      <AlreadySends jobs={jobs.filter(({ id }) => id !== job?.id)} />
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-caption text-ink-3">{title}</h3>
      {children}
    </section>
  )
}

/** Of a format that is kept: one that we don't know is taken for a kind of the one that it begins like. */
function formatOf(choice: FormatChoice, job: Job | undefined): Timestamps {
  if (choice !== 'kept') return choice
  const text = job?.logs.timestamps ?? 'unixnano'
  return timestamps.options.findLast((format) => text.startsWith(format)) ?? 'unixnano'
}

function Sample({ place, job }: { place: ZonePlace; job?: Job }) {
  const { logs, dataset, fields } = useLogs(place, job)
  const host = useZone(place.instanceId, place.zoneId).data?.name
  const record = useMemo(() => {
    const listed = fields.data ?? []
    const live = listed.map(({ name }) => name)
    const ticked = new Set(tickedNames(logs, dataset, live.length > 0 ? live : null))
    const sent = listed.filter(({ name }) => ticked.has(name))
    return sampleRecord(sent, formatOf(logs.timestamps, job), host)
  }, [fields.data, logs, dataset, host, job])
  const count = Object.keys(record).length
  if (!fields.data) return null
  return (
    <Section title="Sample record">
      {count > 0 ? (
        <>
          <CodeBlock label="Sample record" parts={sampleLines(record, sampleMax)} copy={false} />
          <p className="mt-2 text-table text-ink-3">
            Sample values. Delivered as gzip, one record per line, about{' '}
            {sizeWords(recordBytes(record))} each before compression with{' '}
            {count === 1 ? 'this field' : 'these fields'}.
          </p>
        </>
      ) : (
        <p className="text-table text-ink-2">
          {logs.choice === 'default'
            ? 'IBM does not document its default set for this dataset.'
            : 'No fields selected yet.'}
        </p>
      )}
    </Section>
  )
}

function AlreadySends({ jobs }: { jobs: readonly Job[] }) {
  const { control } = useFormContext<JobDraft>()
  const [kind, cos, cloudLogs] = useWatch({ control, name: ['kind', 'cos', 'cloudLogs'] })
  if (jobs.length === 0) return null

  function where({ destination }: Job): string {
    if (kind === 'cos' && destination.kind === 'cos' && destination.bucket === cos.bucket) {
      return 'the same bucket'
    }
    const isSame =
      kind === 'cloudLogs' &&
      destination.kind === 'cloudLogs' &&
      destination.instanceId === cloudLogs.instanceId
    return isSame ? 'the same Cloud Logs instance' : destinationLabel(destination)
  }

  return (
    <Section title="This zone already sends">
      <ul className="flex flex-col gap-1.5 text-table">
        {jobs.map((job) => (
          <li key={job.id} className="flex items-start gap-1.5">
            <StateGlyph glyph={stateGlyphs[job.state]} className="mt-px" />
            <span className="min-w-0 wrap-anywhere">
              <span className="sr-only">{stateWords[job.state]}: </span>
              {datasetLabel(job.dataset)} <span className="text-ink-3">to {where(job)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
