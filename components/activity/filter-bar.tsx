'use client'

import type { RefObject } from 'react'
import { Icon } from '@/components/ui/icon'
import { cutMiddle } from '@/components/ui/middle-cut'
import { useInstances } from '@/lib/queries/instances'
import type { ActivityItem } from '@/lib/schemas/activity'
import { actionLabels } from './action-words'
import { type Filter, type FilterName, withFilter } from './filter'
import { FilterSelect } from './filter-select'
import { outcomeLabels } from './outcome-words'
import { WhoField } from './who-field'
import { zoneNames } from './zone-names'

type Choices = readonly (readonly [value: string, label: string])[]

const actions: Choices = Object.entries(actionLabels)
const outcomes: Choices = Object.entries(outcomeLabels)

/** Who, what and how it ended can be chosen; a zone or job comes with the link that led here and can be taken out. */
export function FilterBar({
  ref,
  filter,
  entries,
  onChange,
}: {
  ref: RefObject<HTMLFieldSetElement | null>
  filter: Filter
  /** Those shown, for the names of a zone and job that the address gives by id. */
  entries: readonly ActivityItem[]
  onChange: (filter: Filter) => void
}) {
  const instances = useInstances().data ?? []
  const set = (name: FilterName) => (value: string) => onChange(withFilter(filter, name, value))
  const hasInstance = instances.some(({ id }) => id === filter.instanceId)
  const isChoice = instances.length > 1 && (hasInstance || !filter.instanceId)

  function take(name: FilterName) {
    set(name)('')
    // The chip is gone; the next key press goes on from where it was.
    ref.current?.focus()
  }

  return (
    <fieldset
      ref={ref}
      tabIndex={-1}
      className="flex min-w-0 flex-wrap items-center gap-2 outline-none max-md:grid max-md:grid-cols-2"
    >
      <legend className="sr-only">Filters</legend>
      <WhoField value={filter.actor ?? ''} onChange={set('actor')} />
      <FilterSelect
        label="Action"
        value={filter.action}
        choices={actions}
        onChange={set('action')}
      />
      <FilterSelect
        label="Outcome"
        value={filter.outcome}
        choices={outcomes}
        onChange={set('outcome')}
      />
      {isChoice && (
        <FilterSelect
          label="Instance"
          value={filter.instanceId}
          choices={instances.map(({ id, name }) => [id, name])}
          onChange={set('instanceId')}
          className="max-md:col-span-2"
        />
      )}
      {filter.instanceId && instances.length > 0 && !hasInstance && (
        <Chip label="Instance" text={filter.instanceId} onTake={() => take('instanceId')} />
      )}
      {filter.zoneId && (
        <Chip
          label="Zone"
          text={zoneNames(entries).get(filter.zoneId) ?? filter.zoneId}
          onTake={() => take('zoneId')}
        />
      )}
      {filter.jobId && (
        <Chip
          label="Job"
          text={
            entries.find(({ jobId, jobName }) => jobId === filter.jobId && jobName)?.jobName ??
            filter.jobId
          }
          onTake={() => take('jobId')}
        />
      )}
    </fieldset>
  )
}

function Chip({ label, text, onTake }: { label: string; text: string; onTake: () => void }) {
  return (
    <button
      type="button"
      onClick={onTake}
      title={text}
      aria-label={`Remove the filter ${label.toLowerCase()} ${text}`}
      className="inline-flex min-h-8 min-w-0 items-center gap-1.5 rounded-control border border-accent bg-accent-soft ps-3 pe-2 text-start hover:bg-sunken max-md:col-span-2 touch:min-h-11"
    >
      <span className="min-w-0 flex-1 wrap-anywhere">
        {label}: {cutMiddle(text, 28, 12)}
      </span>
      <Icon name="close" className="text-ink-2" />
    </button>
  )
}
