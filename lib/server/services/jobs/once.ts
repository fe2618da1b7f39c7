import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Job } from '@/lib/schemas/job'
import type { ServiceContext } from '@/lib/server/context'
import { AppError, type ErrorCode, errorStatus } from '@/lib/server/errors'
import { singleton } from '@/lib/server/singleton'
import { store } from '@/lib/server/store'

type UnderWay = {
  job: Promise<Job>
  /** By the clock of `arrivedAt`; absent while it is under way. */
  endedAt?: number
}
const underWay = () => singleton('creates', () => new Map<string, UnderWay>())

/** A request that came in before another one ended can't be much older than what any request may take. */
const rememberedMs = 60_000
/** How often another process's create is looked after. */
const lookEveryMs = 150

/**
 * Creates once for the same request twice (a double click, two processes): what comes in while it is under way is the
 * same request, however late its turn comes; sent after the answer it is another wish.
 * @param key a print of who asks for what
 * @param load reads the job that another process made
 */
export function once(
  ctx: ServiceContext,
  key: string,
  make: () => Promise<Job>,
  load: (jobId: string) => Promise<Job>,
): Promise<Job> {
  const known = underWay()
  const running = known.get(key)
  if (running && (running.endedAt ?? Number.POSITIVE_INFINITY) > ctx.arrivedAt) return running.job
  const mine: UnderWay = {
    job: acrossProcesses(ctx, key, make, load).finally(() => {
      mine.endedAt = performance.now()
      const forget = () => known.get(key) === mine && known.delete(key)
      setTimeout(forget, rememberedMs).unref()
    }),
  }
  known.set(key, mine)
  return mine.job
}

async function acrossProcesses(
  ctx: ServiceContext,
  key: string,
  make: () => Promise<Job>,
  load: (jobId: string) => Promise<Job>,
): Promise<Job> {
  const name = `create:${key}`
  for (;;) {
    const lease = await store().take(name, rememberedMs)
    if (lease) {
      try {
        return await told(name, make)
      } finally {
        await lease.release()
      }
    }
    const result = await toldBy(name)
    if (result) return 'jobId' in result ? load(result.jobId) : Promise.reject(toError(result))
    if (Date.now() + lookEveryMs > ctx.deadlineMs) throw stillUnderWay()
    await sleep(lookEveryMs)
  }
}

/** Makes it, and leaves a note of how it went for whoever waits for it. */
async function told(name: string, make: () => Promise<Job>): Promise<Job> {
  const leave = (result: Result | null) =>
    store().note(name, result ? JSON.stringify(result) : '', rememberedMs)
  await leave(null)
  try {
    const job = await make()
    await leave({ jobId: job.id })
    return job
  } catch (error) {
    const { code, detail } = error instanceof AppError ? error : internal()
    await leave({ code, detail })
    throw error
  }
}

const result = z.union([
  z.object({ jobId: z.string() }),
  z.object({
    // Only codes of ours are ever left.
    code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
  }),
])
type Result = z.infer<typeof result>

async function toldBy(name: string): Promise<Result | null> {
  const text = await store().read(name)
  return text ? result.parse(JSON.parse(text)) : null
}

const toError = ({ code, detail }: { code: ErrorCode; detail: string }) =>
  new AppError(code, detail)
const internal = () => ({ code: 'internal' as const, detail: 'Internal error in this dashboard.' })

function stillUnderWay(): AppError {
  return new AppError(
    'outcome_unknown',
    'The same job is just being created by another request of yours. Check the list before you create it again.',
  )
}
