'use client'

import { ListState } from '@/components/states/list-state'
import { usePeople } from '@/lib/queries/people'
import { refresh } from '@/lib/queries/refresh'
import type { Role } from '@/lib/schemas/grant'
import type { ZonePlace } from '@/lib/schemas/zone'
import { roleLabels } from './grant-words'
import { groupByRole } from './people-words'

const may: Record<Role, string> = {
  administrator: 'may also manage access',
  editor: 'creates, edits and deletes jobs',
  viewer: 'sees',
}

/** Who sees a zone by grants, the highest role first, and what such a list does not know. null: no zone is chosen. */
export function PeopleList({ zone }: { zone: ZonePlace | null }) {
  const people = usePeople(zone)
  return (
    <>
      {zone && (
        <ListState
          className="mt-3"
          list={people}
          what="who sees this zone"
          rows={3}
          hint={null}
          onRetry={() => refresh(people)}
        />
      )}
      {people.data && (
        <>
          {people.data.items.length === 0 && (
            <p className="mt-3 text-table text-ink-2">Nobody, by grants.</p>
          )}
          {groupByRole(people.data.items).map(({ role, rows }) => (
            <section
              key={role}
              aria-label={roleLabels[role]}
              className="mt-3 border-b border-line pb-3"
            >
              <h3>
                <strong className="font-semibold">{roleLabels[role]}</strong>{' '}
                <span className="text-table text-ink-3">{may[role]}</span>
              </h3>
              <ul className="mt-1 flex flex-col gap-1.5">
                {rows.map(({ key, name, note }) => (
                  <li key={key} className="text-table">
                    <span className="wrap-anywhere">{name}</span>
                    <span className="block text-ink-3 wrap-anywhere">{note}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {people.data.partial && (
            <p className="mt-3 text-table text-ink-3">
              More people are in these groups than are counted here.
            </p>
          )}
        </>
      )}
      <p className="mt-3 text-table text-ink-3">
        IBM’s own roles are not in this list: whoever has a role on the instance can reach the zone
        with a key of their own.
      </p>
    </>
  )
}
