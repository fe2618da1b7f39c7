'use client'

import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { Empty } from '@/components/states/empty'
import { ErrorNotice } from '@/components/states/error-notice'
import { ListState } from '@/components/states/list-state'
import { Button } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { cx } from '@/components/ui/cx'
import { DialogComing } from '@/components/ui/dialog-coming'
import { boxClass } from '@/components/ui/field-frame'
import { Icon } from '@/components/ui/icon'
import { showToast } from '@/components/ui/toast'
import { useGrants, useUpdateGrant } from '@/lib/queries/grants'
import { refresh } from '@/lib/queries/refresh'
import type { ReachableZone, ShownGrant } from '@/lib/schemas/grant'
import { listed, reachWords } from './grant-words'
import { GrantsTable, grantee } from './grants-table'
import { zonesIn } from './reaching'
import { useFocusLeft } from './use-focus-left'

const dialogs = chunk(async () => {
  const [{ GrantDialog }, { DeleteGrantDialog }] = await Promise.all([
    import('./grant-dialog'),
    import('./delete-grant-dialog'),
  ])
  return { GrantDialog, DeleteGrantDialog }
})

/** At first; enough for most teams. */
const portion = 50

export type GrantAct = { kind: 'new' } | { kind: 'edit' | 'delete'; grant: ShownGrant }

/** All grants, with a search; new ones and changes in dialogs. */
export function GrantsSection({
  zones,
  isReading,
  act,
  onAct,
}: {
  /** What grants can reach now; undefined: not known. */
  zones: readonly ReachableZone[] | undefined
  isReading: boolean
  /** What is being done; null: nothing. */
  act: GrantAct | null
  onAct: (act: GrantAct | null) => void
}) {
  const [typed, setTyped] = useState('')
  const [limit, setLimit] = useState(portion)
  const words = useDeferredValue(typed.trim())
  const grants = useGrants(words, limit)
  const parts = useChunk(act ? dialogs : null)
  const release = useUpdateGrant()
  const heading = useRef<HTMLHeadingElement>(null)
  useFocusLeft(act !== null, heading)
  const { items = [], total = 0, environment } = grants.data ?? {}
  const byEnvironment = environment ? environment.emails.length + environment.groups.length : 0
  const reaching = useMemo(() => {
    const counts = new Map<string, number>()
    if (!zones) return counts
    for (const { id, scope } of items) {
      if (scope.kind === 'instance' || scope.kind === 'pattern') {
        counts.set(id, zonesIn(scope, zones).length)
      }
    }
    return counts
  }, [items, zones])
  const today = ({ id }: ShownGrant) => reaching.get(id) ?? null

  return (
    <section aria-labelledby="grants" className="min-w-0">
      <div className="mb-1 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 id="grants" ref={heading} tabIndex={-1} className="text-heading">
            Grants
          </h2>
          <span className="text-table text-ink-3">Changes apply from the next request</span>
        </div>
        <label className={cx(boxClass(false), 'max-w-60 max-md:max-w-none')}>
          <span className="sr-only">Search grants</span>
          <Icon name="search" className="ms-2.5 text-ink-3" />
          <input
            data-control
            data-page-search
            type="search"
            autoComplete="off"
            placeholder="Person, group, zone"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setLimit(portion)
            }}
            className="min-w-0 flex-1 self-stretch bg-transparent px-2.5 text-table outline-none touch:text-[1rem]"
          />
        </label>
      </div>
      <p role="status" className="sr-only">
        {words && grants.data && `${total + byEnvironment} grants found`}
      </p>
      <ListState
        className="my-3"
        list={grants}
        what="the grants"
        rows={6}
        onRetry={() => refresh(grants)}
      />
      {release.isError && (
        <ErrorNotice className="my-3" title="The grant was not released." error={release.error} />
      )}
      {grants.data && items.length === 0 && !(words && byEnvironment > 0) && (
        <Empty
          title={words ? <strong>No matches.</strong> : <strong>No grants yet.</strong>}
          text={
            words
              ? 'No person, group or zone of a grant has these words.'
              : 'A grant gives a person or a group of your identity provider a role on zones. Without one, people who sign in with the company account see nothing.'
          }
        />
      )}
      {grants.data && (items.length > 0 || byEnvironment > 0) && (
        <GrantsTable
          environment={grants.data.environment}
          grants={items}
          today={today}
          onEdit={(grant) => onAct({ kind: 'edit', grant })}
          onRelease={(grant) =>
            release.mutate(
              { id: grant.id, change: { release: true } },
              {
                onSuccess: () =>
                  showToast({
                    text: 'Released. The next person who signs in with this address gets the grant.',
                  }),
              },
            )
          }
          onDelete={(grant) => onAct({ kind: 'delete', grant })}
        />
      )}
      {total > items.length && (
        <Button
          variant="quiet"
          className="mt-3 -ms-3"
          busy={grants.isPlaceholderData}
          busyLabel="Loading…"
          onClick={() => setLimit(10_000)}
        >
          Show the other {total - items.length}
        </Button>
      )}
      {act && !parts && <DialogComing onClose={() => onAct(null)} />}
      {act && parts && act.kind !== 'delete' && (
        <parts.GrantDialog
          grant={act.kind === 'edit' ? act.grant : null}
          zones={zones ?? []}
          isReading={isReading}
          onClose={() => onAct(null)}
        />
      )}
      {act?.kind === 'delete' && parts && (
        <parts.DeleteGrantDialog
          grant={act.grant}
          name={grantee(act.grant)}
          reach={listed([reachWords(act.grant, null).text])}
          onClose={() => onAct(null)}
        />
      )}
    </section>
  )
}
