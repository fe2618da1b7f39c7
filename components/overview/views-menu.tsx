'use client'

import { useState } from 'react'
import { buttonLook } from '@/components/ui/button-look'
import { type Chunk, chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { useDeleteView, useSavedViews, useSaveView } from '@/lib/queries/saved-views'
import type { SavedView } from '@/lib/schemas/saved-view'

const dialogChunk: Chunk<typeof import('./save-view-dialog')> = chunk(
  () => import('./save-view-dialog'),
)

/** In the order of no matter: two filters are the same if they ask for the same. */
const textOf = (query: Record<string, string>) =>
  JSON.stringify(Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1)))

/** The views that this person has saved, and the present one to be saved among them. */
export function ViewsMenu({
  query,
  onOpen,
}: {
  /** Of the address as it is. */
  query: Record<string, string>
  onOpen: (query: Record<string, string>) => void
}) {
  const views = useSavedViews()
  const save = useSaveView()
  const remove = useDeleteView()
  const [isSaving, setSaving] = useState(false)
  const dialog = useChunk(isSaving ? dialogChunk : null)
  const saved = views.data ?? []
  const present = saved.find(({ filter }) => textOf(asQuery(filter)) === textOf(query))

  return (
    <>
      <Menu
        label="Views"
        worded
        trigger={
          <span className="inline-flex items-center gap-2">
            {present ? present.name : 'Views'}
            <Icon name="chevron-down" />
          </span>
        }
        triggerClassName={buttonLook('secondary')}
        items={[
          ...saved.map((view) => ({
            label: view.name,
            checked: view === present,
            onSelect: () => onOpen(asQuery(view.filter)),
          })),
          {
            label: 'Save this view…',
            apart: saved.length > 0,
            notYet: present && 'Saved already.',
            onSelect: () => setSaving(true),
          },
          ...(present
            ? [
                {
                  label: `Delete “${present.name}”`,
                  danger: true,
                  onSelect: () =>
                    remove.mutate(present.id, {
                      onSuccess: () =>
                        showToast({
                          text: `View “${present.name}” deleted.`,
                          action: {
                            label: 'Undo',
                            onAct: () =>
                              save.mutate({ name: present.name, filter: present.filter }),
                          },
                        }),
                    }),
                },
              ]
            : []),
        ]}
      />
      {isSaving && !dialog && <DialogComing onClose={() => setSaving(false)} />}
      {isSaving && dialog && (
        <dialog.SaveViewDialog
          query={query}
          names={saved.map(({ name }) => name)}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  )
}

const asQuery = (filter: SavedView['filter']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
