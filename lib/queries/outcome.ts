import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { ActivityItem } from '@/lib/schemas/activity'
import { undated } from './as-of'
import { ApiError, fetchJson } from './fetcher'
import { keys } from './keys'

/** Answers that leave open whether a write was carried out: the server could not tell yet, or its answer got lost. */
const unknownCodes = new Set([
  'outcome_unknown',
  'dashboard_timeout',
  'dashboard_unreachable',
  'dashboard_unusable',
  'internal',
])

/** Whether a write may have been carried out although no good answer came. Everything else says that it was not. */
export function isOutcomeUnknown(error: unknown): error is ApiError {
  return error instanceof ApiError && unknownCodes.has(error.code)
}

/** What the server's record says of a write. */
export type Outcome =
  /** Nothing is proven yet; it is being looked for. */
  | { state: 'looking' }
  | { state: 'done'; item: ActivityItem }
  /** IBM refused it, or it never reached IBM. `item` null: it never reached the server either. */
  | { state: 'not_done'; item: ActivityItem | null }
  /** No reading will ever tell; `why` says so in words. */
  | { state: 'unknowable'; why: string }

/** One value, since effects run whenever an outcome is another. */
const unasked: Outcome = { state: 'looking' }

/** A request that is not in the record after so long never arrived: none of ours is under way for longer. */
const neverArrivedMs = 40_000
const finalCodes = new Set(['undecidable', 'never_learnt'])

/** What the record says of the write that ended with this error; `item` null: it has none of its request. */
export function outcomeOf(
  item: ActivityItem | null,
  { code, message, sentAtMs }: ApiError,
): Outcome {
  if (item === null) {
    // It did arrive, and shared what an equal request of the same person's was about.
    if (code === 'outcome_unknown') return { state: 'unknowable', why: message }
    return Date.now() - sentAtMs > neverArrivedMs
      ? { state: 'not_done', item }
      : { state: 'looking' }
  }
  if (item.outcome === 'succeeded') return { state: 'done', item }
  if (item.outcome === 'failed') return { state: 'not_done', item }
  if (item.outcome === 'unknown' && finalCodes.has(item.code ?? '')) {
    return { state: 'unknowable', why: item.detail ?? '' }
  }
  return { state: 'looking' }
}

/** Often while somebody waits for it, seldom later: it is looked for on the server, whoever asks. */
const pauseMs = (sentAtMs: number) => (Date.now() - sentAtMs < 120_000 ? 2_500 : 15_000)

/** What the write was about may stand otherwise now. */
function refresh(client: QueryClient, { instanceId, zoneId }: ActivityItem): void {
  if (instanceId) {
    const place = zoneId ? keys.inZone(instanceId, zoneId) : keys.inInstance(instanceId)
    void client.invalidateQueries({ queryKey: place })
  }
  void client.invalidateQueries({ queryKey: keys.activity })
}

async function ask(sent: ApiError, client: QueryClient, signal: AbortSignal): Promise<Outcome> {
  const url = apiRoutes.activityOfRequest(sent.problem.requestId)
  const item = await fetchJson<ActivityItem>(url, { signal }).catch((failure: unknown) => {
    if (failure instanceof ApiError && failure.code === 'not_found') return null
    throw failure
  })
  const outcome = outcomeOf(item, sent)
  if (item && outcome.state !== 'looking') refresh(client, item)
  return outcome
}

/**
 * Asks the server what became of a write by the id of its request, until that is known. Idle for an error that says so
 * itself, and for none.
 */
export function useOutcome(error: unknown): Outcome | null {
  const sent = isOutcomeUnknown(error) ? error : null
  const requestId = sent?.problem.requestId ?? ''
  const sentAtMs = sent?.sentAtMs ?? 0
  const query = useQuery({
    queryKey: keys.outcome(requestId),
    queryFn: sent === null ? skipToken : ({ signal, client }) => ask(sent, client, signal),
    enabled: requestId !== '',
    refetchInterval: ({ state }) =>
      state.data && state.data.state !== 'looking' ? false : pauseMs(sentAtMs),
    retry: false,
    staleTime: 0,
    meta: undated,
  })
  if (requestId === '') return null
  return query.data ?? unasked
}
