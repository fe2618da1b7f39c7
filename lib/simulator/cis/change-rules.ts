import { type Call, effectOf } from '../call.ts'
import type { SimContext } from '../context.ts'
import { parseDestination } from '../runner/destination.ts'
import { isDead } from '../runner/reach.ts'
import type { SimJob } from '../state.ts'
import { Refused } from './envelope.ts'

/**
 * The engine's words for a change of destination that it does not make. Neither text nor code is known: they are built like the ones
 * that are, of code 1004 (unproven).
 */
const NO_CHANGE = 'updating the destination of this job is not allowed'
const NO_DELETE = 'deleting this job is not allowed'

/**
 * Refuses to put another destination into a job: where a fault says so, and in jobs of Log Analysis by the setting
 * `logAnalysisChange`. A destination that is only written anew, letter by letter the same, is no change.
 */
export function checkChange(ctx: SimContext, job: SimJob, conf: string | null, call: Call): void {
  if (conf === null || conf === job.destinationConf) return
  const refusal = effectOf(call, 'change-refused')
  if (refusal) throw refused(refusal, NO_CHANGE)
  if (effectOf(call, 'change-taken') || !isLogAnalysis(job.destinationConf)) return
  const { logAnalysisChange } = ctx.settings
  if (logAnalysisChange === 'taken') return
  if (logAnalysisChange === 'refused' || isGone(ctx, job)) throw refused({}, NO_CHANGE)
}

export function checkRemoval(call: Call): void {
  const refusal = effectOf(call, 'delete-refused')
  if (refusal) throw refused(refusal, NO_DELETE)
}

function refused(
  { status = 400, code = 1004, message }: { status?: number; code?: number; message?: string },
  words: string,
): Refused {
  return new Refused(status, code, message ?? words)
}

/** In either of the forms that old jobs have: `logdna://…`, or the address that IBM's CLI wrote. */
function isLogAnalysis(conf: string): boolean {
  return /^(logdna:\/\/|https:\/\/logs\.[a-z0-9-]+\.logging\.cloud\.ibm\.com[/:?])/.test(conf)
}

/** Its host no longer resolves, or its deliveries fail. */
function isGone({ state }: SimContext, job: SimJob): boolean {
  const destination = parseDestination(job.destinationConf)
  const host = destination && 'host' in destination ? destination.host : ''
  return isDead(state, host) || job.failingSince !== null
}
