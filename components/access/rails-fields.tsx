'use client'

import { useController, useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { FormSelectField, FormSwitch, FormTextField } from '@/components/form/fields'
import { Button } from '@/components/ui/button'
import { CheckList } from '@/components/ui/check-list'
import { datasetWords } from '@/lib/jobs/dataset'
import type { GrantDraft } from './grant-draft'

const kinds = [
  { value: 'cos', label: 'Object Storage' },
  { value: 'cloudLogs', label: 'Cloud Logs' },
  { value: 'splunk', label: 'Splunk' },
  { value: 'qradar', label: 'QRadar' },
  { value: 'https', label: 'HTTPS' },
]

/** What binds an editor: approval, datasets, destinations. */
export function RailsFields() {
  const { control } = useFormContext<GrantDraft>()
  const [limitsDatasets, limitsDestinations] = useWatch({
    control,
    name: ['limitsDatasets', 'limitsDestinations'],
  })
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-2 text-table font-medium">Guard rails</legend>
      <FormSwitch<GrantDraft>
        name="needsApproval"
        label="Needs approval"
        help="Every change waits until an administrator approves it."
      />
      <FormSwitch<GrantDraft>
        name="limitsDatasets"
        label="Only some datasets"
        help="For new and changed jobs; pausing and deleting stays possible."
      />
      {limitsDatasets && <Datasets />}
      <FormSwitch<GrantDraft>
        name="limitsDestinations"
        label="Only some destinations"
        help="Buckets, Cloud Logs instances and hosts that logs may go to."
      />
      {limitsDestinations && <Destinations />}
    </fieldset>
  )
}

function Datasets() {
  const { control } = useFormContext<GrantDraft>()
  const { field, fieldState } = useController({ control, name: 'datasets' })
  const known = Object.entries(datasetWords).map(([value, { label }]) => ({ value, label }))
  const others = field.value
    .filter((one) => !known.some(({ value }) => value === one))
    .map((value) => ({ value, label: value }))
  return (
    <CheckList
      label="Allowed datasets"
      name="datasets"
      options={[...known, ...others]}
      value={field.value}
      onChange={field.onChange}
      searchLabel="Search datasets"
      emptyText="No datasets."
      help={field.value.length === 0 && 'None is allowed: no job can be created or changed.'}
      error={fieldState.error?.message}
    />
  )
}

function Destinations() {
  const { control } = useFormContext<GrantDraft>()
  const { fields, append, remove } = useFieldArray({ control, name: 'destinations' })
  return (
    <div className="flex flex-col gap-4 border-s border-line ps-4">
      {fields.length === 0 && (
        <p className="text-table text-ink-3">
          None is allowed: no job can be created or moved. Add what is.
        </p>
      )}
      {fields.map((field, at) => (
        <Destination key={field.id} at={at} onRemove={() => remove(at)} />
      ))}
      <Button
        icon="plus"
        className="self-start"
        onClick={() => append({ kind: 'cos', instanceId: '', place: '' })}
      >
        Add destination
      </Button>
    </div>
  )
}

function Destination({ at, onRemove }: { at: number; onRemove: () => void }) {
  const { control } = useFormContext<GrantDraft>()
  const kind = useWatch({ control, name: `destinations.${at}.kind` })
  const hasInstance = kind === 'cos' || kind === 'cloudLogs'
  return (
    <fieldset className="grid min-w-0 gap-3 md:grid-cols-2">
      <legend className="sr-only">Allowed destination {at + 1}</legend>
      <FormSelectField<GrantDraft>
        name={`destinations.${at}.kind`}
        label="Destination"
        options={kinds}
      />
      {kind !== 'cloudLogs' && (
        <FormTextField<GrantDraft>
          name={`destinations.${at}.place`}
          label={kind === 'cos' ? 'Bucket' : 'Host'}
          mono
          optional
          placeholder={kind === 'cos' ? 'shop-*' : '*.example.com'}
        />
      )}
      {hasInstance && (
        <FormTextField<GrantDraft>
          name={`destinations.${at}.instanceId`}
          label="Instance ID"
          mono
          optional
          help="Empty: any instance."
        />
      )}
      <div className="flex items-end md:col-span-2">
        <Button variant="quiet" className="-ms-3" onClick={onRemove}>
          Remove
        </Button>
      </div>
    </fieldset>
  )
}
