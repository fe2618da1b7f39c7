'use client'

import { useController, useFormContext, useWatch } from 'react-hook-form'
import { FormSelectField, FormTextField } from '@/components/form/fields'
import { CheckList } from '@/components/ui/check-list'
import { useInstances } from '@/lib/queries/instances'
import { useZones } from '@/lib/queries/zones'
import type { TokenDraft } from './token-draft'

const reaches = [
  { value: 'zones', label: 'Selected zones' },
  { value: 'pattern', label: 'Zones by name pattern' },
  { value: 'instance', label: 'All zones of an instance' },
  { value: 'all', label: 'Everything' },
]

/** What a token reaches, of what the person sees. That it goes no further than their own access, the server says. */
export function ReachFields() {
  const { control, setValue } = useFormContext<TokenDraft>()
  const [reach, instanceId] = useWatch({ control, name: ['reach', 'instanceId'] })
  const instances = useInstances()
  return (
    <div className="flex flex-col gap-3">
      <FormSelectField<TokenDraft> name="reach" label="May reach" options={reaches} />
      {(reach === 'zones' || reach === 'instance') && (
        <FormSelectField<TokenDraft>
          name="instanceId"
          label="Instance"
          placeholder={instances.isPending ? 'Loading…' : 'Choose an instance'}
          options={(instances.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          help={instances.data?.length === 0 && 'You don’t have access to an instance yet.'}
          error={instances.isError ? 'The instances could not be loaded.' : undefined}
          onChanged={() => setValue('zoneIds', [])}
        />
      )}
      {reach === 'zones' &&
        (instanceId ? (
          <ZonesOf key={instanceId} instanceId={instanceId} />
        ) : (
          <Zones options={[]} emptyText="Choose an instance first." />
        ))}
      {reach === 'pattern' && (
        <FormTextField<TokenDraft>
          name="pattern"
          label="Name pattern"
          mono
          placeholder="*.shop.example"
          help="* stands for any characters, dots included."
        />
      )}
    </div>
  )
}

function ZonesOf({ instanceId }: { instanceId: string }) {
  const zones = useZones(instanceId)
  return (
    <Zones
      options={(zones.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      emptyText={
        zones.isPending
          ? 'Loading…'
          : zones.isError
            ? 'The zones could not be loaded.'
            : 'You don’t see a zone of this instance.'
      }
    />
  )
}

function Zones({
  options,
  emptyText,
}: {
  options: { value: string; label: string }[]
  emptyText: string
}) {
  const { control } = useFormContext<TokenDraft>()
  const { field, fieldState } = useController({ control, name: 'zoneIds' })
  return (
    <CheckList
      label="Zones"
      name="zoneIds"
      options={options}
      value={field.value}
      onChange={field.onChange}
      searchLabel="Search zones"
      emptyText={emptyText}
      error={fieldState.error?.message}
    />
  )
}
