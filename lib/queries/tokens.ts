import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type { CreatedToken, CreateTokenInput, TokenList } from '@/lib/schemas/token'
import { undated } from './as-of'
import { fetchJson, fetchNothing } from './fetcher'
import { keys } from './keys'

/** One's own tokens; to administrators everybody's. */
export const useTokens = () =>
  useQuery({
    queryKey: keys.tokens,
    queryFn: ({ signal }) => fetchJson<TokenList>(formRoutes.tokens(), { signal }),
    staleTime: 5_000,
    refetchInterval: 60_000,
    meta: undated,
  })

function useInvalidateTokens() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.tokens }),
      client.invalidateQueries({ queryKey: keys.activity }),
    ])
}

/** The answer alone holds the secret; it is kept nowhere but where it is shown. */
export function useCreateToken() {
  const onSettled = useInvalidateTokens()
  return useMutation({
    mutationFn: (body: CreateTokenInput) =>
      fetchJson<CreatedToken>(formRoutes.tokens(), { method: 'POST', body }),
    gcTime: 0,
    onSettled,
  })
}

export function useRevokeToken() {
  const onSettled = useInvalidateTokens()
  return useMutation({
    mutationFn: (id: string) => fetchNothing(formRoutes.token(id), { method: 'DELETE' }),
    onSettled,
  })
}
