import 'server-only'
import { UpstreamError } from '@/lib/server/errors'
import type { Answer } from './http'
import { isObject, type JsonObject, parseJson, readErrorBody } from './upstream-message'

export type Envelope = {
  /** null for `result: null` and for an absent result. */
  result: unknown
  info: JsonObject | null
}

/** An answer that is a 2xx and still of no use: not JSON, or not of the expected shape. */
export function unusable(answer: Answer): UpstreamError {
  return new UpstreamError(
    'unusable',
    { status: answer.status, correlationId: answer.correlationId },
    { maybeCarriedOut: answer.write },
  )
}

/**
 * The JSON of a 2xx answer. Throws UpstreamError `unusable` for anything else, an empty body included: nothing said is not
 * "there is nothing". Ids beyond 2^53 are kept to the digit: the text gets quotes around them before it is parsed.
 */
export function readJson(answer: Answer): unknown {
  const json = parseJson(answer.text.replaceAll(/("id"\s*:\s*)(\d{16,})/g, '$1"$2"'))
  if (json === undefined) throw unusable(answer)
  return json.value
}

function isEnvelope(body: JsonObject): boolean {
  return 'success' in body || 'result' in body
}

function saysNo(body: JsonObject): boolean {
  if (body.success === false || body.success === 'false') return true
  if (body.success !== undefined || 'result' in body) return false
  const errors = Array.isArray(body.errors) && body.errors.length > 0
  return errors || typeof body.errorCode === 'string' || typeof body.errorMessage === 'string'
}

/**
 * Takes `{success, errors, messages, result, result_info}` apart (networking-node-sdk). A body without the envelope is
 * taken for the result itself, as the SDK types the ownership validation. `success: false` is a refusal whatever
 * the status: UpstreamError `refused`, not carried out. `mayBeEmpty`: the status says all that is asked.
 */
export function unwrap(
  answer: Answer,
  secrets?: readonly string[],
  { mayBeEmpty = false } = {},
): Envelope {
  if (mayBeEmpty && answer.text.trim() === '') return { result: null, info: null }
  const body = readJson(answer)
  if (body === null && !mayBeEmpty) throw unusable(answer)
  if (!isObject(body)) return { result: body, info: null }
  if (saysNo(body)) {
    const { correlationId, ...said } = readErrorBody(body, secrets)
    throw new UpstreamError(
      'refused',
      {
        status: answer.status,
        ...said,
        correlationId: correlationId ?? answer.correlationId,
      },
      { maybeCarriedOut: false },
    )
  }
  if (!isEnvelope(body)) return { result: body, info: null }
  return {
    result: body.result ?? null,
    info: isObject(body.result_info) ? body.result_info : null,
  }
}
