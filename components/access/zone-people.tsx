'use client'

import { useMemo, useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import type { ReachableZone } from '@/lib/schemas/grant'
import { PeopleList } from './people-list'
import { zoneKey } from './reaching'

/** Who sees a zone, and why. */
export function ZonePeople({
  zones,
  isReading,
}: {
  zones: readonly ReachableZone[]
  isReading: boolean
}) {
  const [chosen, setChosen] = useState('')
  const options = useMemo(
    () =>
      zones.map((zone) => ({ value: zoneKey(zone), label: zone.name, hint: zone.instanceName })),
    [zones],
  )
  const zone = zones.find((one) => zoneKey(one) === chosen) ?? null
  return (
    <section aria-labelledby="zone-people" className="min-w-0 xl:border-s xl:border-line xl:ps-6">
      <h2 id="zone-people" className="mb-2 text-heading">
        Who sees a zone, and why
      </h2>
      <Combobox
        label="Zone"
        options={options}
        value={chosen}
        onChange={setChosen}
        loading={isReading}
        placeholder="Choose a zone"
        emptyText="No connection sees a zone yet."
      />
      <PeopleList zone={zone} />
    </section>
  )
}
