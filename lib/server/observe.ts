import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { singleton } from './singleton'

// What the dashboard does is told here, once, to whoever counts or traces it. While nobody does, it costs a look at an empty list.

/**
 * `name` is one of few, and no secret: an operation of the API, the template of a route of IBM's, a kind. Never an id or an
 * address, for a series is kept for each.
 */
export type Deed = {
  kind: 'request' | 'upstream' | 'database' | 'round' | 'delivery'
  name: string
  requestId?: string | undefined
  /** Of a request that came in: W3C Trace Context. */
  traceparent?: string | null
}

/** `outcome` is one of few, too. */
export type Ending = {
  outcome: string
  status?: number | undefined
  correlationId?: string | undefined
}

export type Watcher = {
  /** @returns what stands for the deed while it goes on; it is `above` of whatever begins within it */
  begin?: (deed: Deed, above: unknown) => unknown
  end: (deed: Deed, ending: Ending, seconds: number, own: unknown) => void
}

type Scope = {
  requestId?: string | undefined
  above?: unknown
  /** Of the deed that goes on. */
  work?: { isBusy: boolean }
}

const scopes = () => singleton('scopes', () => new AsyncLocalStorage<Scope>())
const watchers = () => singleton('watchers-of-deeds', () => new Set<Watcher>())

/** Tells `watcher` of all that begins from now on. @returns ends it */
export function watch(watcher: Watcher): () => void {
  watchers().add(watcher)
  return () => void watchers().delete(watcher)
}

/** The id of the request for which this is done, wherever in its work. */
export function currentRequestId(): string | undefined {
  return scopes().getStore()?.requestId
}

/** Does `work` for a request: log lines written meanwhile bear its id. */
export function forRequest<Result>(requestId: string, work: () => Result): Result {
  return scopes().run({ ...scopes().getStore(), requestId }, work)
}

/**
 * Does `work` and tells how it ended.
 *
 * @param endingOf of its result, and of whether anything else was observed within; what it throws ends as `failed`, or as `endingOfError` says
 */
export async function observed<Result>(
  deed: Deed,
  work: () => Promise<Result>,
  endingOf: (result: Result, isBusy: boolean) => Ending,
  endingOfError: (error: unknown) => Ending = () => ({ outcome: 'failed' }),
): Promise<Result> {
  const all = [...watchers()]
  if (all.length === 0) return work()
  const scope = scopes().getStore()
  if (scope?.work) scope.work.isBusy = true
  const own = { isBusy: false }
  const begun = performance.now()
  let above = scope?.above
  const stands = all.map((watcher) => {
    const stand = watcher.begin?.(deed, scope?.above)
    if (stand !== undefined) above = stand
    return stand
  })
  const end = (ending: Ending) => {
    const seconds = (performance.now() - begun) / 1_000
    for (const [at, watcher] of all.entries()) watcher.end(deed, ending, seconds, stands[at])
  }
  try {
    const result = await scopes().run({ ...scope, above, work: own }, work)
    end(endingOf(result, own.isBusy))
    return result
  } catch (error) {
    end(endingOfError(error))
    throw error
  }
}

/** Tells of what was done before. */
export function tell(deed: Deed, ending: Ending, seconds: number): void {
  for (const watcher of watchers()) watcher.end(deed, ending, seconds, undefined)
}
