import 'server-only'
import type { RequestContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { claimSignIn } from '@/lib/server/db/sign-in-failures'
import { AppError } from '@/lib/server/errors'
import { singleton } from '@/lib/server/singleton'

type SignIns = {
  /** The last claim: the next one waits for it, so that a burst does not count its own attempts against itself. */
  turn: Promise<unknown>
  underWay: Map<string, Set<Promise<unknown>>>
  /** How many requests of a bucket are here, waiting or under way. */
  present: Map<string, number>
}
const signIns = () =>
  singleton<SignIns>('sign-ins', () => ({
    turn: Promise.resolve(),
    underWay: new Map(),
    present: new Map(),
  }))

/** All who wait look again whenever one is done: a crowd without limit would leave time for nothing else. */
const mostAtOnce = 50

/**
 * Does `work` once every bucket (an address, a key's fingerprint) has room for one more failure. While others of
 * the same bucket are under way it waits for them: they may turn out to be none. Throws `rate_limited`, at once when
 * too many of a bucket are here already.
 */
export async function withinSignInLimit<Result>(
  ctx: RequestContext,
  buckets: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const { present } = signIns()
  const count = (bucket: string) => present.get(bucket) ?? 0
  if (buckets.some((bucket) => count(bucket) >= mostAtOnce)) throw tooManyAtOnce()
  for (const bucket of buckets) present.set(bucket, count(bucket) + 1)
  try {
    return await inTurn(ctx, buckets, work)
  } finally {
    for (const bucket of buckets) {
      if (count(bucket) > 1) present.set(bucket, count(bucket) - 1)
      else present.delete(bucket)
    }
  }
}

async function inTurn<Result>(
  ctx: RequestContext,
  buckets: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const db = await getDb()
  const all = signIns()
  for (;;) {
    const claim = all.turn.then(() => claimSignIn(db, buckets))
    all.turn = claim.catch(() => undefined)
    const waitSeconds = await claim
    if (waitSeconds === 0) break
    const others = buckets.flatMap((bucket) => [...(all.underWay.get(bucket) ?? [])])
    if (others.length === 0 || Date.now() > ctx.deadlineMs) throw tooMany(waitSeconds)
    await Promise.race(others)
  }
  const working = work()
  const settled = working.catch(() => undefined)
  for (const bucket of buckets) {
    all.underWay.set(bucket, (all.underWay.get(bucket) ?? new Set()).add(settled))
  }
  try {
    return await working
  } finally {
    for (const bucket of buckets) {
      const rest = all.underWay.get(bucket)
      rest?.delete(settled)
      if (rest?.size === 0) all.underWay.delete(bucket)
    }
  }
}

function tooMany(seconds: number): AppError {
  return new AppError(
    'rate_limited',
    `Too many sign-ins were refused. Try again in ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}.`,
    { retryAfterSeconds: seconds },
  )
}

function tooManyAtOnce(): AppError {
  return new AppError('rate_limited', 'Too many sign-ins at the same time. Try again in 5 s.', {
    retryAfterSeconds: 5,
  })
}
