'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { useInstances } from '@/lib/queries/instances'
import { useZones } from '@/lib/queries/zones'
import type { ReachDraft } from './reach-draft'
import { ReachedZones, ReachFields } from './reach-fields'

/** What is reached, of what the person sees. `label` and `more` as of the fields. */
export function SeenReach(texts: {
  label?: string
  more?: readonly { value: string; label: string }[]
}) {
  const { control, setValue } = useFormContext<ReachDraft>()
  const instanceId = useWatch({ control, name: 'instanceId' })
  const instances = useInstances()
  return (
    <ReachFields
      {...texts}
      instances={instances.data ?? []}
      isReading={instances.isPending}
      instanceHelp={instances.data?.length === 0 && 'You don’t have access to an instance yet.'}
      instanceError={instances.isError ? 'The instances could not be loaded.' : undefined}
      onInstance={() => setValue('zoneIds', [])}
      zones={
        instanceId ? (
          <ZonesOf key={instanceId} instanceId={instanceId} />
        ) : (
          <ReachedZones options={[]} emptyText="Choose an instance first." />
        )
      }
    />
  )
}

function ZonesOf({ instanceId }: { instanceId: string }) {
  const zones = useZones(instanceId)
  return (
    <ReachedZones
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
