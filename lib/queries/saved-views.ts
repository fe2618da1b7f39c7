import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type { SavedView, SavedViewInput } from '@/lib/schemas/saved-view'
import { undated } from './as-of'
import { fetchJson, fetchNothing } from './fetcher'
import { keys } from './keys'

export const useSavedViews = () =>
  useQuery({
    queryKey: keys.savedViews,
    queryFn: ({ signal }) => fetchJson<{ items: SavedView[] }>(formRoutes.savedViews(), { signal }),
    select: ({ items }) => items,
    staleTime: 60_000,
    meta: undated,
  })

export function useSaveView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SavedViewInput) =>
      fetchJson<SavedView>(formRoutes.savedViews(), { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.savedViews }),
  })
}

export function useDeleteView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => fetchNothing(formRoutes.savedView(id), { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.savedViews }),
  })
}
