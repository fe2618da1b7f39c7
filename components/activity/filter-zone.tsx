'use client'

import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { bothForms } from '@/lib/domain-name'
import { zonesQuery } from '@/lib/queries/zones'

/** The zones of these instances, and those that the entries name. They are read when the list is opened, or a name is wanting. */
export function FilterZone({
  instances,
  named,
  value,
  onChange,
}: {
  instances: readonly { id: string; name: string }[]
  /** Names by ids, of zones that may be gone by now. */
  named: ReadonlyMap<string, string>
  value: string
  onChange: (zoneId: string) => void
}) {
  const [isWanted, setWanted] = useState(false)
  const enabled = isWanted || (value !== '' && !named.has(value))
  const lists = useQueries({
    queries: instances.map(({ id }) => ({ ...zonesQuery(id), enabled })),
  })
  const names = new Map(named)
  const places = new Map<string, string>()
  lists.forEach(({ data }, at) => {
    for (const { id, name } of data ?? []) {
      names.set(id, name)
      places.set(id, instances[at]?.name ?? '')
    }
  })
  // Of a zone that nothing here names, the id.
  if (value && !names.has(value)) names.set(value, value)
  const options: ComboboxOption[] = [...names]
    .map(([id, name]) => ({
      value: id,
      label: bothForms(name),
      ...(instances.length > 1 && { description: places.get(id) ?? '' }),
      keywords: id,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label))

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the focus coming into the field
    <div onFocus={() => setWanted(true)}>
      <Combobox
        label="Zone"
        labelHidden
        dense
        options={[{ value: '', label: 'Zone: any' }, ...options]}
        value={value}
        onChange={onChange}
        loading={isWanted && lists.some(({ isPending }) => isPending)}
      />
    </div>
  )
}
