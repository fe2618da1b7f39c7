'use client'

import { useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { ReachedZones, ReachFields } from '@/components/reach/reach-fields'
import type { ReachableZone } from '@/lib/schemas/grant'
import type { GrantDraft } from './grant-draft'
import { listed, zonesOf } from './grant-words'
import { instancesOf, zonesIn } from './reaching'

/** What a grant reaches, with the zones that this is today. */
export function GrantReach({
  zones,
  isReading,
}: {
  zones: readonly ReachableZone[]
  isReading: boolean
}) {
  const { control } = useFormContext<GrantDraft>()
  const instanceId = useWatch({ control, name: 'instanceId' })
  const instances = useMemo(() => instancesOf(zones), [zones])
  const isKnown = instances.some(({ id }) => id === instanceId)
  return (
    <ReachFields
      instances={[
        ...instances,
        ...(instanceId && !isKnown ? [{ id: instanceId, name: instanceId }] : []),
      ]}
      isReading={isReading}
      instanceHelp={
        !isReading && instances.length === 0 && 'No connection sees an instance with zones yet.'
      }
      zones={<Zones zones={zones} instanceId={instanceId} />}
      matches={<Matches zones={zones} isReading={isReading} />}
    />
  )
}

function Zones({ zones, instanceId }: { zones: readonly ReachableZone[]; instanceId: string }) {
  const { control } = useFormContext<GrantDraft>()
  const chosen = useWatch({ control, name: 'zoneIds' })
  const options = useMemo(() => {
    const own = zones.filter((zone) => zone.instanceId === instanceId)
    const known = new Set(own.map(({ zoneId }) => zoneId))
    return [
      ...own.map(({ zoneId, name }) => ({ value: zoneId, label: name })),
      ...chosen
        .filter((id) => !known.has(id))
        .map((id) => ({ value: id, label: id, hint: 'not seen by a connection' })),
    ]
  }, [zones, instanceId, chosen])
  return (
    <ReachedZones
      options={options}
      emptyText={instanceId ? 'This instance has no zones.' : 'Choose an instance first.'}
    />
  )
}

/** What the pattern fits today. */
function Matches({ zones, isReading }: { zones: readonly ReachableZone[]; isReading: boolean }) {
  const { control } = useFormContext<GrantDraft>()
  const pattern = useWatch({ control, name: 'pattern' }).trim()
  const matching = pattern ? zonesIn({ kind: 'pattern', pattern }, zones) : []
  const names = matching.map(({ name }) => name)
  return (
    <>
      {' '}
      <span aria-live="polite">
        {pattern && !isReading && (
          <>
            Matches {zonesOf(matching.length)} today
            {matching.length > 0 && `: ${listed(names, 5)}`}.
          </>
        )}
      </span>
    </>
  )
}
