import { randomUUID } from 'node:crypto'
import { type Answer, json, type ServiceName } from '../call.ts'
import type { ErrorShape } from './types.ts'

type Failure = {
  status: number
  code?: number | string
  message: string
  shape?: ErrorShape
  headers?: Record<string, string>
}

/**
 * An error in the words of the service it comes from. Only CIS's envelope and IAM's form are known from IBM's own clients; the
 * others are unproven.
 */
export function failAs(service: ServiceName, failure: Failure): Answer {
  const { status, code = status, message, headers } = failure
  switch (service) {
    case 'cis':
      return json(status, cisForm(code, message, failure.shape ?? 'objects'), headers)
    case 'iam':
      return json(
        status,
        { errorCode: String(code), errorMessage: message, context: { requestId: randomUUID() } },
        headers,
      )
    case 'resourceController':
      return json(
        status,
        { error_code: String(code), message, status_code: status, transaction_id: randomUUID() },
        headers,
      )
    case 'accounts':
    case 'globalCatalog':
      return json(
        status,
        { errors: [{ code: String(code), message }], status_code: status, trace: randomUUID() },
        headers,
      )
    case 'ingress':
      return json(status, { error: String(code), message }, headers)
    case 'cos':
      return {
        status,
        headers: { 'Content-Type': 'application/xml', ...headers },
        body: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Error><Code>${xmlCode(status)}</Code><Message>${message}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
      }
  }
}

/** IBM's SDKs, the engine and the gateway before it disagree about `errors`. */
function cisForm(code: number | string, message: string, shape: ErrorShape) {
  if (shape === 'gateway') return { trace: randomUUID(), errors: [{ code, message }] }
  const errors = {
    objects: [{ code, message }],
    strings: [`${code}: ${message}`],
    nested: [[String(code), message]],
    'nested-objects': [[{ code, message }]],
  }[shape]
  return { success: false, errors, messages: [], result: null }
}

function xmlCode(status: number): string {
  return (
    {
      400: 'InvalidRequest',
      401: 'AccessDenied',
      403: 'AccessDenied',
      404: 'NoSuchKey',
      429: 'SlowDown',
    }[status] ?? 'InternalError'
  )
}

/** No token, or one that is no longer good. IBM's gateway in front of CIS does not use the envelope (unproven). */
export function unauthorized(service: ServiceName): Answer {
  const message = 'Unauthorized: the IAM token is missing, invalid or expired'
  if (service === 'cis') {
    return json(401, { statusCode: 401, error: 'Unauthorized', message, incidentID: randomUUID() })
  }
  return failAs(service, { status: 401, code: 'BXNIM0407E', message })
}

/** The same as 403, which some of IBM's gateways answer; form and words are unproven. */
export function tokenExpired(service: ServiceName): Answer {
  const message = 'Forbidden: the provided IAM token has expired (token expired)'
  return failAs(service, { status: 403, code: 'token_expired', message, shape: 'gateway' })
}

/** The role does not carry the action. That the envelope and code 403 are used here is unproven. */
export function forbidden(service: ServiceName, action: string): Answer {
  return failAs(service, {
    status: 403,
    message: `Forbidden: the IAM action ${action} is required and not granted to this identity`,
  })
}
