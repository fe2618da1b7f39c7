'use client'

import { useEffect, useRef } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormSwitch } from '@/components/form/fields'
import type { JobDraft } from '@/lib/jobs/draft'
import { useZone } from '@/lib/queries/zones'
import { logsAnchor } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { DatasetFixed, DatasetRows } from './dataset-field'
import { FieldsSection } from './fields-section'
import { FormatFields } from './format-fields'
import { logsGate } from './gate'
import { NameField } from './name-field'
import { OtherOptions } from './other-options'
import { useLogs } from './use-logs'

/** What is sent: dataset, fields, form of the times, how often, and under which name. */
export function LogsStep({
  place,
  mode,
  job,
  jobs,
  onGate,
}: {
  place: ZonePlace
  mode: 'create' | 'edit'
  /** In edit mode, the job as it is. */
  job?: Job
  /** The zone's jobs, for names that are taken. */
  jobs: readonly Job[]
  /** Told why *Next* is held back, whenever that changes; null: it is not. */
  onGate: (reason: string | null) => void
}) {
  const { control } = useFormContext<JobDraft>()
  const existing = mode === 'edit' ? job : undefined
  const { logs, dataset, fields } = useLogs(place, existing)
  const zone = useZone(place.instanceId, place.zoneId)
  const [name, nameTyped, enabled] = useWatch({ control, name: ['name', 'nameTyped', 'enabled'] })
  const gate = logsGate({ logs, name, job: existing, isReading: fields.isPending })
  useEffect(() => onGate(gate), [gate, onGate])

  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (mode !== 'edit' || location.hash !== `#${logsAnchor}`) return
    heading.current?.scrollIntoView()
    heading.current?.focus({ preventScroll: true })
  }, [mode])

  return (
    <div className="flex flex-col gap-5">
      <h2 ref={heading} tabIndex={-1} className="text-heading">
        What should be sent?
      </h2>
      {existing ? (
        <DatasetFixed dataset={existing.dataset} />
      ) : (
        <DatasetRows place={place} logs={logs} />
      )}
      <FieldsSection
        logs={logs}
        dataset={dataset}
        fields={fields}
        {...(existing && { job: existing })}
      />
      <FormatFields logs={logs} {...(existing && { job: existing })} />
      {existing && <OtherOptions job={existing} />}
      <div className="grid items-start gap-5 md:grid-cols-[minmax(0,1fr)_auto]">
        <NameField
          name={name}
          nameTyped={nameTyped}
          zoneName={zone.data?.name ?? ''}
          dataset={logs.dataset}
          jobs={jobs}
          {...(existing && { job: existing })}
        />
        <div>
          <p aria-hidden="true" className="text-table font-medium">
            Enabled
          </p>
          <FormSwitch<JobDraft>
            name="enabled"
            label="Enabled"
            labelHidden
            className="mt-2.5"
            text={existing ? (enabled ? 'On' : 'Off') : 'Start immediately'}
          />
        </div>
      </div>
    </div>
  )
}
