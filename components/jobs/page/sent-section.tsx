'use client'

import type { ReactNode } from 'react'
import { ElsewhereList } from '@/components/jobs/elsewhere-list'
import { FactList, FactRow } from '@/components/ui/facts'
import { datasetLabel } from '@/lib/jobs/dataset'
import { isOverridden, partsOf } from '@/lib/jobs/elsewhere'
import { frequencyLabel, frequencyWords } from '@/lib/jobs/frequency'
import { useFields } from '@/lib/queries/fields'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { FieldList } from './field-list'
import { fieldsSummary } from './fields-words'
import { LogNotes } from './log-notes'

const formats = new Map([
  ['rfc3339', '2026-10-14T07:41:12Z'],
  ['unix', 'whole seconds since 1970'],
  ['unixnano', 'nanoseconds since 1970'],
])

/** Fields, timestamps, frequency, and what we only keep. */
export function SentSection({
  job,
  place,
  editHref,
}: {
  job: Job
  place: ZonePlace
  editHref: string
}) {
  const { logs, dataset, frequency, enabled } = job
  const parts = partsOf(job)
  return (
    <section aria-labelledby="sent">
      <h2 id="sent" className="mb-3 text-heading">
        Log settings
      </h2>
      <FactList>
        <FactRow label="Dataset">{datasetLabel(dataset)}</FactRow>
        {parts.length > 0 && (
          <FactRow label="Events">
            <span className="text-warn">only part of them: </span>
            {parts.join('; ')}
          </FactRow>
        )}
        <FactRow label="Fields">
          {dataset === null || logs.fields.mode === 'default' ? (
            <FieldsFact fields={logs.fields} live={undefined} />
          ) : (
            <LiveFields fields={logs.fields} dataset={dataset} place={place} />
          )}
          {isOverridden(job) && (
            <span className="block text-warn">
              Not used: this job has <span className="text-code">output_options</span>.
            </span>
          )}
        </FactRow>
        <FactRow label="Timestamps">
          {logs.timestamps === null ? (
            <>
              not set; <Quiet>IBM uses unixnano</Quiet>
            </>
          ) : (
            <>
              <span className="text-code wrap-anywhere">{logs.timestamps}</span>{' '}
              <Quiet>{formats.get(logs.timestamps) ?? 'unknown format, unchanged by edits'}</Quiet>
            </>
          )}
        </FactRow>
        <FactRow label="Frequency">
          {frequencyLabel(frequency)}{' '}
          {frequency && <Quiet>{frequencyWords[frequency].means}</Quiet>}
        </FactRow>
        {logs.otherOptions.length > 0 && (
          <FactRow label="Other options">
            <span className="text-code wrap-anywhere">
              {logs.otherOptions
                .map(({ name, value }) => (value === '' ? name : `${name}=${value}`))
                .join(' ')}
            </span>{' '}
            <Quiet>unchanged by edits</Quiet>
          </FactRow>
        )}
        {job.managedElsewhere.length > 0 && (
          <FactRow label="Also set at IBM">
            <ElsewhereList job={job} />
            <Quiet>Not edited here; unchanged by edits.</Quiet>
          </FactRow>
        )}
        <FactRow label="Enabled">{enabled ? 'Yes' : 'No'}</FactRow>
      </FactList>
      <LogNotes notes={logs.notes} editHref={editHref} />
    </section>
  )
}

type Fields = Job['logs']['fields']

function LiveFields({
  fields,
  dataset,
  place,
}: {
  fields: Fields
  dataset: string
  place: ZonePlace
}) {
  const live = useFields(place.instanceId, place.zoneId, dataset)
  return <FieldsFact fields={fields} live={live.data?.map(({ name }) => name)} />
}

function FieldsFact({ fields, live }: { fields: Fields; live: readonly string[] | undefined }) {
  const { words, leavesOut } = fieldsSummary(fields, live)
  return (
    <>
      {words}
      {fields.mode === 'default' && <Quiet>; IBM may change it at any time</Quiet>}
      {leavesOut.length > 0 && (
        <span className="block text-ink-3">
          without <Names names={leavesOut} />
        </span>
      )}
      <FieldList names={fields.names ?? []} />
    </>
  )
}

function Names({ names }: { names: readonly string[] }) {
  return <span className="text-code">{names.join(', ')}</span>
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-ink-3">{children}</span>
}
