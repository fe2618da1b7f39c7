'use client'

import { useMemo } from 'react'
import { useController, useFormContext, useWatch } from 'react-hook-form'
import { FormSelectField, FormTextField } from '@/components/form/fields'
import { CheckList } from '@/components/ui/check-list'
import type { ReachableZone } from '@/lib/schemas/grant'
import type { GrantDraft } from './grant-draft'
import { listed, zonesOf } from './grant-words'
import { instancesOf, zonesIn } from './reaching'

const reaches = [
  { value: 'zones', label: 'Selected zones' },
  { value: 'pattern', label: 'Zones by name pattern' },
  { value: 'instance', label: 'All zones of an instance' },
  { value: 'all', label: 'Everything' },
]

/** What a grant reaches, with the zones that this is today. */
export function ReachFields({
  zones,
  isReading,
}: {
  zones: readonly ReachableZone[]
  isReading: boolean
}) {
  const { control } = useFormContext<GrantDraft>()
  const [reach, instanceId] = useWatch({ control, name: ['reach', 'instanceId'] })
  const instances = useMemo(() => instancesOf(zones), [zones])
  const isKnown = instances.some(({ id }) => id === instanceId)
  return (
    <div className="flex flex-col gap-3">
      <FormSelectField<GrantDraft> name="reach" label="May reach" options={reaches} />
      {(reach === 'zones' || reach === 'instance') && (
        <FormSelectField<GrantDraft>
          name="instanceId"
          label="Instance"
          placeholder={isReading ? 'Loading…' : 'Choose an instance'}
          options={[
            ...instances.map(({ id, name }) => ({ value: id, label: name })),
            ...(instanceId && !isKnown ? [{ value: instanceId, label: instanceId }] : []),
          ]}
          help={
            !isReading && instances.length === 0 && 'No connection sees an instance with zones yet.'
          }
        />
      )}
      {reach === 'zones' && <Zones zones={zones} instanceId={instanceId} />}
      {reach === 'pattern' && <Pattern zones={zones} isReading={isReading} />}
    </div>
  )
}

function Zones({ zones, instanceId }: { zones: readonly ReachableZone[]; instanceId: string }) {
  const { control } = useFormContext<GrantDraft>()
  const { field, fieldState } = useController({ control, name: 'zoneIds' })
  const options = useMemo(() => {
    const own = zones.filter((zone) => zone.instanceId === instanceId)
    const known = new Set(own.map(({ zoneId }) => zoneId))
    return [
      ...own.map(({ zoneId, name }) => ({ value: zoneId, label: name })),
      ...field.value
        .filter((id) => !known.has(id))
        .map((id) => ({ value: id, label: id, hint: 'not seen by a connection' })),
    ]
  }, [zones, instanceId, field.value])
  return (
    <CheckList
      label="Zones"
      name="zoneIds"
      options={options}
      value={field.value}
      onChange={field.onChange}
      searchLabel="Search zones"
      emptyText={instanceId ? 'This instance has no zones.' : 'Choose an instance first.'}
      error={fieldState.error?.message}
    />
  )
}

function Pattern({ zones, isReading }: { zones: readonly ReachableZone[]; isReading: boolean }) {
  const { control } = useFormContext<GrantDraft>()
  const pattern = useWatch({ control, name: 'pattern' }).trim()
  const matching = pattern ? zonesIn({ kind: 'pattern', pattern }, zones) : []
  return (
    <FormTextField<GrantDraft>
      name="pattern"
      label="Name pattern"
      mono
      placeholder="*.shop.example"
      help={
        <>
          * stands for any characters, dots included.{' '}
          <span aria-live="polite">
            {pattern && !isReading && (
              <>
                Matches {zonesOf(matching.length)} today
                {matching.length > 0 &&
                  `: ${listed(
                    matching.map(({ name }) => name),
                    5,
                  )}`}
                .
              </>
            )}
          </span>
        </>
      }
    />
  )
}
