import { type Answer, json } from '../call.ts'
import { failAs } from '../faults/error-form.ts'
import type { ErrorShape } from '../faults/types.ts'

type ResultInfo = { page: number; per_page: number; count: number; total_count: number }

export function ok(result: unknown, status = 200, resultInfo?: ResultInfo): Answer {
  return json(
    status,
    resultInfo
      ? { success: true, errors: [], messages: [], result, result_info: resultInfo }
      : { success: true, errors: [], messages: [], result },
  )
}

/**
 * An error in the engine's form, `errors: [{code, message}]`. Codes 1002 and 1004 with the texts used here were seen in public
 * issues; 7000, 7003 and 10405 are the engine's for bad routes; 1001 is used for everything malformed (unproven).
 */
export function fail(
  status: number,
  code: number,
  message: string,
  shape: ErrorShape = 'objects',
): Answer {
  return failAs('cis', { status, code, message, shape })
}

/** Thrown by the checks of a body, answered as an error. */
export class Refused extends Error {
  readonly status: number
  readonly code: number
  readonly shape: ErrorShape

  constructor(status: number, code: number, message: string, shape: ErrorShape = 'objects') {
    super(message)
    this.status = status
    this.code = code
    this.shape = shape
  }
}

export const malformed = (message: string) => new Refused(400, 1001, message)
