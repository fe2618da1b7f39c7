'use client'

import { type ReactNode, useState } from 'react'
import { type Choice, FilterSelect } from '@/components/form/filter-select'
import { FilterText } from '@/components/form/filter-text'
import { Button } from '@/components/ui/button'
import { destinationLabel } from '@/lib/destinations/words'
import { destinationKinds, isDestinationKind } from '@/lib/fleet/kind'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { Overview } from '@/lib/schemas/overview'
import type { Column } from './columns'
import { type CoverageFilter, cellWords, sortChoices } from './coverage-filter'

const states = Object.entries(cellWords)
const kinds = destinationKinds.map((kind): Choice => [kind, destinationLabel({ kind })])

/** What zones are chosen by. `children`: what else can be done with the list, where it has no room of its own. */
export function CoverageToolbar({
  overview,
  columns,
  filter,
  isPhone,
  hasSort,
  onChange,
  onClear,
  children,
}: {
  overview: Overview
  columns: readonly Column[]
  filter: CoverageFilter
  isPhone: boolean
  /** The zones have no columns whose heads could be pressed. */
  hasSort: boolean
  /** `isMore`: it takes the place of the change before, as of one text that is being typed. */
  onChange: (change: CoverageFilter, isMore?: boolean) => void
  /** null: nothing is left out. */
  onClear: (() => void) | null
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const chosen = Object.keys(filter).filter((name) => name !== 'sort' && name !== 'q').length
  const { destination } = filter
  const isPlace = destination !== undefined && !isDestinationKind(destination)
  return (
    <fieldset className="mt-2 mb-3 flex min-w-0 flex-wrap items-center gap-2 max-md:grid max-md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <legend className="sr-only">Filters</legend>
      <div className="max-md:col-span-2 max-md:flex max-md:gap-2">
        <FilterText
          label="Zone, job or bucket"
          placeholder="Zone, job, bucket"
          value={filter.q ?? ''}
          isPageSearch
          onChange={(q, isMore) => onChange({ q }, isMore)}
          className="w-56 min-w-0 max-md:flex-1"
        />
        {isPhone && (
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {chosen === 0 ? 'Filters' : `Filters (${chosen})`}
          </Button>
        )}
      </div>
      {(!isPhone || isOpen) && (
        <>
          {overview.instances.length > 1 && (
            <FilterSelect
              label="Instance"
              value={filter.instanceId}
              choices={overview.instances.map(({ id, name }) => [id, name])}
              onChange={(instanceId) => onChange({ instanceId })}
              className="max-w-48"
            />
          )}
          {overview.teams.length > 0 && (
            <FilterSelect
              label="Team"
              value={filter.team}
              choices={overview.teams.map((name) => [name, name])}
              onChange={(team) => onChange({ team })}
              className="max-w-48"
            />
          )}
          <FilterSelect
            label="Dataset"
            value={filter.dataset}
            choices={overview.datasets.map(({ dataset }) => [dataset, datasetLabel(dataset)])}
            onChange={(dataset) => onChange({ dataset })}
          />
          <FilterSelect
            label="State"
            value={filter.state}
            choices={states}
            onChange={(state) => onChange({ state })}
          />
          <FilterSelect
            label="Destination"
            value={destination}
            choices={isPlace ? [[destination, destination], ...kinds] : kinds}
            onChange={(next) => onChange({ destination: next })}
            className="max-w-56 max-md:col-span-2 max-md:max-w-none"
          />
          {filter.retention && (
            <Button icon="close" onClick={() => onChange({ retention: '' })}>
              Log retention off
            </Button>
          )}
          {hasSort && (
            <FilterSelect
              label="Sort by"
              hasAny={false}
              value={filter.sort ?? 'zoneName'}
              choices={sortChoices(columns, overview.teams.length > 0, filter.sort).map(
                ([value, label]) => [value, `Sort: ${label}`],
              )}
              onChange={(sort) => onChange({ sort })}
              className="max-w-56 max-md:col-span-2 max-md:max-w-none"
            />
          )}
          {onClear && (
            <Button variant="quiet" className="max-md:justify-self-start" onClick={onClear}>
              Clear
            </Button>
          )}
          {children && <div className="col-span-2">{children}</div>}
        </>
      )}
    </fieldset>
  )
}
