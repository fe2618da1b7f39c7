import 'server-only'
import type { SavedView, SavedViewInput } from '@/lib/schemas/saved-view'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import * as store from '@/lib/server/db/saved-views'
import { NotFoundError, ValidationError } from '@/lib/server/errors'

/** Of one person; nobody finds a way through more. */
const mostViews = 50

/** The views that this person has saved. They hold words to search by, and show nothing that one may not see. */
export async function listSavedViews({
  principal,
}: ServiceContext): Promise<{ items: SavedView[] }> {
  const rows = await store.listSavedViews(await getDb(), principal.id)
  return { items: rows.map(({ id, name, filter }) => ({ id, name, filter })) }
}

/** Saves a filter under a name; one of the same name gives way. Throws ValidationError where there are too many. */
export async function saveView(
  { principal }: ServiceContext,
  { name, filter }: SavedViewInput,
): Promise<SavedView> {
  const db = await getDb()
  const own = await store.listSavedViews(db, principal.id)
  if (own.length >= mostViews && !own.some((view) => view.name === name)) {
    throw new ValidationError([{ path: 'name', message: `At most ${mostViews} views; delete one` }])
  }
  const now = Date.now()
  const view = { id: createId(now), personId: principal.id, name, filter }
  return { id: await store.saveView(db, view, now), name, filter }
}

export async function removeView({ principal }: ServiceContext, id: string): Promise<void> {
  if (!(await store.removeView(await getDb(), principal.id, id))) throw new NotFoundError('view')
}
