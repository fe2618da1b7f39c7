'use client'

import dynamic from 'next/dynamic'
import type { RefObject } from 'react'
import { filterBox } from '@/components/form/filter-box'
import { FilterSelect } from '@/components/form/filter-select'
import { FilterText } from '@/components/form/filter-text'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { cutMiddle } from '@/components/ui/middle-cut'
import { personName } from '@/lib/jobs/who'
import { useInstances } from '@/lib/queries/instances'
import type { ActivityItem } from '@/lib/schemas/activity'
import { actionGroups, actionLabels } from './action-words'
import type { Filter, FilterChange, FilterName } from './filter'
import { FilterDates } from './filter-dates'
import { outcomeLabels } from './outcome-words'
import { zoneNames } from './zone-names'

/** What lists and searches zones is as much as the rest of the page, so it comes after it. */
const FilterZone = dynamic(() => import('./filter-zone').then((file) => file.FilterZone), {
  ssr: false,
  loading: () => <div className={cx(filterBox, 'px-2.5 text-ink-3')}>Zone: any</div>,
})

const actions = actionGroups.map(({ label, actions }) => ({
  label,
  choices: actions.map((action) => [action, actionLabels[action]] as const),
}))
const outcomes = Object.entries(outcomeLabels)

/** Everything that can be asked for; a job comes with the link that led here and can be taken out. */
export function FilterBar({
  ref,
  filter,
  entries,
  onChange,
  onClear,
}: {
  ref: RefObject<HTMLFieldSetElement | null>
  filter: Filter
  /** Those shown, for the names of what the address gives by id. */
  entries: readonly ActivityItem[]
  /** `isMore`: it takes the place of the change before, as of one text that is being typed. */
  onChange: (change: FilterChange, isMore?: boolean) => void
  /** null: there is nothing to clear. */
  onClear: (() => void) | null
}) {
  const instances = useInstances().data ?? []
  const hasInstance = instances.some(({ id }) => id === filter.instanceId)
  const isChoice = instances.length > 1 && (hasInstance || !filter.instanceId)
  const person = entries.find(({ actor }) => actor.id !== '' && actor.id === filter.actor)

  function take(name: FilterName) {
    onChange({ [name]: '' })
    // The chip is gone; the next key press goes on from where it was.
    ref.current?.focus()
  }

  return (
    <fieldset
      ref={ref}
      tabIndex={-1}
      className="flex min-w-0 flex-1 flex-wrap items-center gap-2 outline-none max-md:grid max-md:grid-cols-2"
    >
      <legend className="sr-only">Filters</legend>
      <FilterText
        label="Search"
        placeholder="Name, ID, word"
        value={filter.text ?? ''}
        isPageSearch
        onChange={(text, isMore) => onChange({ text }, isMore)}
        className="w-44 max-md:col-span-2 max-md:w-full"
      />
      <FilterText
        label="Who"
        placeholder="Who: anyone"
        value={filter.actor ?? ''}
        shown={person && personName(person.actor)}
        onChange={(actor, isMore) => onChange({ actor }, isMore)}
        className="w-36 max-md:w-full"
      />
      <div className="w-40 min-w-0 max-md:w-full">
        <FilterZone
          instances={
            hasInstance ? instances.filter(({ id }) => id === filter.instanceId) : instances
          }
          named={zoneNames(entries)}
          value={filter.zoneId ?? ''}
          onChange={(zoneId) => onChange({ zoneId })}
        />
      </div>
      <FilterSelect
        label="Action"
        value={filter.action}
        groups={actions}
        onChange={(action) => onChange({ action })}
        className="w-44 max-md:w-full"
      />
      <FilterSelect
        label="Outcome"
        value={filter.outcome}
        choices={outcomes}
        onChange={(outcome) => onChange({ outcome })}
        className="w-40 max-md:w-full"
      />
      <FilterDates
        filter={filter}
        onChange={onChange}
        className={cx(!isChoice && 'max-md:col-span-2')}
      />
      {isChoice && (
        <FilterSelect
          label="Instance"
          value={filter.instanceId}
          choices={instances.map(({ id, name }) => [id, name])}
          onChange={(instanceId) => onChange({ instanceId })}
        />
      )}
      {filter.instanceId && instances.length > 0 && !hasInstance && (
        <Chip label="Instance" text={filter.instanceId} onTake={() => take('instanceId')} />
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
      {onClear && (
        <Button variant="quiet" className="max-md:col-span-2" onClick={onClear}>
          Clear all
        </Button>
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
