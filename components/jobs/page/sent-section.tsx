'use client'

import type { ReactNode } from 'react'
import { FactList, FactRow } from '@/components/ui/facts'
import { datasetLabel } from '@/lib/jobs/dataset'
import { useFields } from '@/lib/queries/fields'
import type { Job } from '@/lib/schemas/job'
import type { Frequency, Timestamps } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { FieldList } from './field-list'
import { fieldsSummary } from './fields-words'

const frequencies: Record<Frequency, { word: string; means: string }> = {
  high: { word: 'High', means: 'small files, delivered immediately' },
  low: { word: 'Low', means: 'fewer, larger files, minutes later' },
}

const formats: Record<Timestamps, string> = {
  rfc3339: '2026-10-14T07:41:12Z',
  unix: 'whole seconds since 1970',
  unixnano: 'nanoseconds since 1970',
}

/** Fields, timestamps, frequency, and what we only keep. */
export function SentSection({ job, place }: { job: Job; place: ZonePlace }) {
  const { logs, dataset, frequency, enabled } = job
  return (
    <section aria-labelledby="sent">
      <h2 id="sent" className="mb-3 text-heading">
        Log settings
      </h2>
      <FactList>
        <FactRow label="Dataset">{datasetLabel(dataset)}</FactRow>
        <FactRow label="Fields">
          {dataset === null || logs.fields.mode === 'default' ? (
            <FieldsFact fields={logs.fields} live={undefined} />
          ) : (
            <LiveFields fields={logs.fields} dataset={dataset} place={place} />
          )}
        </FactRow>
        <FactRow label="Timestamps">
          {logs.timestamps === null ? (
            <>
              not set; <Quiet>IBM uses unixnano</Quiet>
            </>
          ) : (
            <>
              <span className="text-code">{logs.timestamps}</span>{' '}
              <Quiet>{formats[logs.timestamps]}</Quiet>
            </>
          )}
        </FactRow>
        <FactRow label="Frequency">
          {frequency === null ? (
            'not set'
          ) : (
            <>
              {frequencies[frequency].word} <Quiet>{frequencies[frequency].means}</Quiet>
            </>
          )}
        </FactRow>
        {logs.otherOptions.length > 0 && (
          <FactRow label="Other options">
            <span className="text-code">
              {logs.otherOptions.map(({ name, value }) => `${name}=${value}`).join(' ')}
            </span>{' '}
            <Quiet>unchanged by edits</Quiet>
          </FactRow>
        )}
        <FactRow label="Enabled">{enabled ? 'Yes' : 'No'}</FactRow>
      </FactList>
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
  const { words, leavesOut, unlisted } = fieldsSummary(fields, live)
  return (
    <>
      {words}
      {fields.mode === 'default' && <Quiet>; IBM may change it at any time</Quiet>}
      {leavesOut.length > 0 && (
        <span className="block text-ink-3">
          without <Names names={leavesOut} />
        </span>
      )}
      {unlisted.length > 0 && (
        <span className="block text-warn">
          no longer listed by IBM: <Names names={unlisted} />
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
