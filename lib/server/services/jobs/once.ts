import 'server-only'
import { z } from 'zod'
import type { Job } from '@/lib/schemas/job'
import type { ServiceContext } from '@/lib/server/context'
import { findChangeRequest } from '@/lib/server/db/change-requests'
import { getDb } from '@/lib/server/db/client'
import { AppError, type ErrorCode, errorStatus } from '@/lib/server/errors'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { store } from '@/lib/server/store'
import { toChange } from '../changes/to-change'
import { Waiting } from '../changes/waiting'

type UnderWay = {
  job: Promise<Job>
  /** By the clock of `arrivedAt`; absent while it is under way. */
  endedAt?: number
}
const underWay = () => singleton('creates', () => new Map<string, UnderWay>())

/** A request that came in before another one ended can't be much older than what any request may take. */
const rememberedMs = 60_000
/** What is left of a request for its answer, once it has waited for another process's create. */
const answerMs = 500

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

/**
 * A note is read by nobody but who has the name: then the one before has left it and is through. One who had not to wait
 * has another wish, whatever lies there.
 */
async function acrossProcesses(
  ctx: ServiceContext,
  key: string,
  make: () => Promise<Job>,
  load: (jobId: string) => Promise<Job>,
): Promise<Job> {
  const name = `create:${key}`
  const first = await store().take(name, rememberedMs)
  const lease = first ?? (await store().take(name, rememberedMs, ctx.deadlineMs - answerMs))
  if (!lease) throw stillUnderWay()
  let known: Result | null
  try {
    known = first ? null : await toldBy(name)
    if (known === null) return await told(name, make)
  } finally {
    await lease.release()
  }
  if ('changeRequestId' in known) throw await waiting(known.changeRequestId)
  if (!('jobId' in known)) throw toError(known)
  return load(known.jobId).catch((error: unknown) => {
    throw unreadable(error)
  })
}

/** Makes it, and leaves a note of how it went for whoever waits for it. */
async function told(name: string, make: () => Promise<Job>): Promise<Job> {
  const leave = (result: Result | null) =>
    store().note(name, result ? JSON.stringify(result) : '', rememberedMs)
  // What became of it stays so, whether it can be noted or not.
  const leaveAtEnd = (result: Result) =>
    leave(result).catch((error: unknown) => log.error('create_not_noted', { error }))
  await leave(null)
  let job: Job
  try {
    job = await make()
  } catch (error) {
    await leaveAtEnd(noteOf(error))
    throw error
  }
  await leaveAtEnd({ jobId: job.id })
  return job
}

const refusal = z.object({
  // Only codes of ours are ever left.
  code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
  detail: z.string(),
  options: z.object({
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    upstream: z
      .object({
        status: z.number().optional(),
        code: z.string().optional(),
        message: z.string().optional(),
        correlationId: z.string().optional(),
      })
      .optional(),
    retryAfterSeconds: z.number().optional(),
    reason: z.string().optional(),
  }),
})
const result = z.union([
  z.object({ jobId: z.string() }),
  z.object({ changeRequestId: z.string() }),
  refusal,
])
type Result = z.infer<typeof result>

async function toldBy(name: string): Promise<Result | null> {
  const text = await store().read(name)
  return text ? result.parse(JSON.parse(text)) : null
}

function noteOf(error: unknown): Result {
  if (error instanceof Waiting) return { changeRequestId: error.request.id }
  if (!(error instanceof AppError)) {
    return { code: 'internal', detail: 'Internal error in this dashboard.', options: {} }
  }
  const { errors, upstream, retryAfterSeconds, reason } = error.options
  const options = { errors, upstream, retryAfterSeconds, reason }
  return { code: error.code, detail: error.detail, options }
}

/** The same that the one before it waits for. */
async function waiting(id: string): Promise<Error> {
  const row = await findChangeRequest(await getDb(), id)
  return row ? new Waiting(toChange(row)) : stillUnderWay()
}

const toError = ({ code, detail, options }: z.infer<typeof refusal>) =>
  new AppError(code, detail, options)

function stillUnderWay(): AppError {
  return new AppError(
    'outcome_unknown',
    'Another of your requests is creating the same job right now. Check the list before you create it again.',
  )
}

function unreadable(cause: unknown): AppError {
  return new AppError(
    'outcome_unknown',
    'Another of your requests created the same job, but it can’t be read right now. Check the list before you create it again.',
    { cause },
  )
}
