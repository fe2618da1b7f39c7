'use client'

import { useRouter } from 'next/navigation'
import {
  type KeyboardEvent,
  startTransition,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { boxClass, inputClass } from '@/components/ui/field-frame'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { countOf, formatCount } from '@/lib/count'
import { bothForms } from '@/lib/domain-name'
import { matchesWords, searchable, wordsOf } from '@/lib/match-words'
import { routes } from '@/lib/routes'
import type { Zone } from '@/lib/schemas/zone'
import { RequestMore } from './request-more'
import { ZoneRows, type ZoneRowsHandle } from './zone-rows'

/**
 * Search and list of a thousand zones and more. The field keeps its own text, so that a letter is drawn by the
 * browser at once; the list follows when there is time for it.
 */
export function ZoneSearch({ instanceId, zones }: { instanceId: string; zones: readonly Zone[] }) {
  const router = useRouter()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const rows = useRef<ZoneRowsHandle>(null)
  const [query, setQuery] = useState('')

  // Typed before any script was there.
  useEffect(() => {
    const typed = field.current?.value
    if (typed) setQuery(typed)
  }, [])

  const toField = useCallback(() => field.current?.focus(), [])
  const all = useMemo(() => sortedEntries(zones), [zones])
  const words = useMemo(() => wordsOf(query), [query])
  const found = useMemo(
    () => all.filter((entry) => matchesWords(words, entry.name, entry.id)),
    [all, words],
  )

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      rows.current?.focus(0)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      // Typed faster than drawn: what counts is what stands in the field.
      const typed = wordsOf(event.currentTarget.value)
      if (typed.length === 0) return
      const first = all.find((entry) => matchesWords(typed, entry.name, entry.id))
      if (first) router.push(routes.zone(instanceId, first.zone.id))
    }
  }

  return (
    <>
      <div className="mt-3 mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className={`${boxClass(false)} max-w-[28rem]`}>
          <Icon name="search" className="ms-3 text-ink-3" />
          <label htmlFor={id} className="sr-only">
            Search zones
          </label>
          <input
            ref={field}
            id={id}
            type="search"
            data-control
            data-page-search
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-keyshortcuts="/"
            placeholder="Zone name or ID"
            onChange={({ target }) => startTransition(() => setQuery(target.value))}
            onKeyDown={onKeyDown}
            className={inputClass}
          />
          <span aria-hidden="true" className="pe-2 touch:hidden">
            <Kbd>/</Kbd>
          </span>
        </div>
        <p role="status" className="text-table text-ink-3">
          {words.length === 0
            ? countOf(all.length, 'zone')
            : `${formatCount(found.length)} of ${countOf(all.length, 'zone')}`}
        </p>
        <RequestMore />
      </div>
      {found.length > 0 ? (
        <ZoneRows
          ref={rows}
          instanceId={instanceId}
          entries={found}
          words={words}
          onLeaveUp={toField}
        />
      ) : (
        <p className="border-t border-line px-3 py-4 text-ink-2 max-md:px-0">
          No matching zones.{' '}
          <button
            type="button"
            className="link touch:min-h-11"
            onClick={() => {
              if (field.current) field.current.value = ''
              setQuery('')
              toField()
            }}
          >
            Show all
          </button>
        </p>
      )}
    </>
  )
}

/** By name, so that places stay learnt, whatever order IBM answers in. */
function sortedEntries(zones: readonly Zone[]) {
  const { compare } = new Intl.Collator('en', { numeric: true })
  return zones
    .map((zone) => ({ zone, name: searchable(bothForms(zone.name)), id: searchable(zone.id) }))
    .sort((a, b) => compare(a.zone.name, b.zone.name))
}
