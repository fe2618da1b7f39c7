'use client'

import type { ReactNode } from 'react'
import { useController, useFormContext, useWatch } from 'react-hook-form'
import { FormSelectField, FormTextField } from '@/components/form/fields'
import { CheckList, type CheckOption } from '@/components/ui/check-list'
import type { ReachDraft } from './reach-draft'

const reaches = [
  { value: 'zones', label: 'Selected zones' },
  { value: 'pattern', label: 'Zones by name pattern' },
  { value: 'instance', label: 'All zones of an instance' },
  { value: 'all', label: 'Everything' },
]

/**
 * What is reached, and the fields that this asks for. `zones`: the field of zones, of the instance that is chosen;
 * `matches`: what a name pattern fits now.
 */
export function ReachFields({
  instances,
  isReading,
  instanceHelp,
  instanceError,
  onInstance,
  zones,
  matches,
  label = 'May reach',
  more = [],
}: {
  /** What the choice is called. */
  label?: string
  /** Further choices, whose fields the caller shows. */
  more?: readonly { value: string; label: string }[]
  instances: readonly { id: string; name: string }[]
  isReading: boolean
  instanceHelp: ReactNode
  instanceError?: string | undefined
  onInstance?: () => void
  zones: ReactNode
  matches?: ReactNode
}) {
  const { control } = useFormContext<ReachDraft>()
  const reach = useWatch({ control, name: 'reach' })
  return (
    <div className="flex flex-col gap-3">
      <FormSelectField<ReachDraft> name="reach" label={label} options={[...reaches, ...more]} />
      {(reach === 'zones' || reach === 'instance') && (
        <FormSelectField<ReachDraft>
          name="instanceId"
          label="Instance"
          placeholder={isReading ? 'Loading…' : 'Choose an instance'}
          options={instances.map(({ id, name }) => ({ value: id, label: name }))}
          help={instanceHelp}
          error={instanceError}
          {...(onInstance && { onChanged: onInstance })}
        />
      )}
      {reach === 'zones' && zones}
      {reach === 'pattern' && (
        <FormTextField<ReachDraft>
          name="pattern"
          label="Name pattern"
          mono
          placeholder="*.shop.example"
          help={<>* stands for any characters, dots included.{matches}</>}
        />
      )}
    </div>
  )
}

/** The zones to choose from. */
export function ReachedZones({
  options,
  emptyText,
}: {
  options: readonly CheckOption[]
  emptyText: string
}) {
  const { control } = useFormContext<ReachDraft>()
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
