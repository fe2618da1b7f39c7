import { describe, expect, it } from 'vitest'
import { AppError, type CallFailure, UpstreamError, type UpstreamFacts } from '@/lib/server/errors'
import { toAppError, type Verb } from './friendly-errors'
import { deeds } from './friendly-words'
import { IamRefusal } from './iam-refusal'

const failed = (
  failure: CallFailure,
  facts: UpstreamFacts = {},
  options: { maybeCarriedOut?: boolean; retryAfterSeconds?: number } = {},
) => new UpstreamError(failure, facts, { maybeCarriedOut: false, ...options })

const refused = (status: number, message?: string, code?: string) =>
  failed('refused', { status, ...(message && { message }), ...(code && { code }) })

describe('refusals by their words', () => {
  it.each<[Verb, number, string, string, string]>([
    ['create', 400, '1002', 'incorrect ownership challenge', 'ownership_mismatch'],
    ['update', 400, '1002', 'incorrect ownership challenge', 'ownership_mismatch'],
    ['validate', 400, '1002', 'incorrect ownership challenge', 'ownership_mismatch'],
    [
      'create',
      400,
      '1002',
      'error validating destination: error writing object: DNSError',
      'destination_unreachable',
    ],
    [
      'pause',
      400,
      '1002',
      'error validating destination: error writing object: DNSError',
      'destination_unreachable',
    ],
    [
      'update',
      400,
      '1002',
      'error validating destination: error writing object: error uploading',
      'destination_unreachable',
    ],
    [
      'create',
      400,
      '1002',
      'x509: certificate is valid for SplunkServerDefaultCert, not h',
      'destination_unreachable',
    ],
    [
      'create',
      400,
      '1002',
      'error validating destination: error writing object: AccessDenied',
      'bucket_not_writable',
    ],
    ['create', 400, '1002', 'the specified bucket does not exist', 'bucket_not_writable'],
    [
      'challenge',
      400,
      '1002',
      'error validating destination: error writing object',
      'bucket_not_writable',
    ],
    [
      'create',
      400,
      '1002',
      'error validating destination: Provided API key could not be found',
      'destination_key_refused',
    ],
    [
      'create',
      400,
      '1002',
      'error validating destination: 401 Unauthorized',
      'destination_key_refused',
    ],
    [
      'create',
      400,
      '1004',
      'creating a new job is not allowed: exceeded max jobs allowed',
      'job_limit',
    ],
    [
      'create',
      403,
      '1004',
      'creating a new job is not allowed: exceeded max jobs allowed',
      'job_limit',
    ],
    ['create', 400, '1003', 'log retention must be enabled', 'retention_required'],
    ['create', 409, '1005', 'destination already in use by another job', 'destination_in_use'],
    ['read', 400, '1004', "reading job for product 'logpush' is not allowed", 'plan_required'],
    ['read', 403, '1004', "reading job for product 'logpush' is not allowed", 'plan_required'],
    ['create', 400, '1004', 'creating a new job is not allowed', 'plan_required'],
    ['create', 400, '1', 'log retention is not allowed for this plan', 'plan_required'],
    ['read', 400, '1', 'not authorized', 'role_missing'],
    ['create', 403, '10000', 'this feature needs an Enterprise plan', 'plan_required'],
    ['read', 400, '1', 'your plan does not support logpush', 'plan_required'],
    ['create', 400, '1', 'something else', 'ibm_refused'],
    ['create', 200, '1002', 'incorrect ownership challenge', 'ownership_mismatch'],
    [
      'read',
      405,
      '405',
      'This action is unavailable for the current plan: Standard',
      'plan_required',
    ],
    [
      'read',
      403,
      '403',
      'This action is unavailable for the current plan: Standard',
      'plan_required',
    ],
    ['validate', 405, '405', 'Ownership is not available in the Free plan', 'plan_required'],
    ['retention', 405, '405', 'Log retention is unavailable for the current plan', 'plan_required'],
    ['read', 405, '405', 'Method not allowed', 'ibm_refused'],
    [
      'create',
      400,
      '1002',
      'error validating destination: unavailable for your plan',
      'destination_unreachable',
    ],
    ['read', 403, '403', 'The token has expired', 'ibm_token_refused'],
    ['create', 403, '403', 'Forbidden: invalid IAM token', 'ibm_token_refused'],
    ['create', 403, '403', 'the API key token is invalid', 'role_missing'],
    [
      'update',
      400,
      '1002',
      'error validating destination: 403 Forbidden',
      'destination_unreachable',
    ],
    [
      'update',
      400,
      '1002',
      'error validating destination: the token is invalid',
      'destination_unreachable',
    ],
  ])('%s, %i, %s %s', (verb, status, code, message, expected) => {
    const error = toAppError(refused(status, message, code), { verb })
    expect(error.code).toBe(expected)
    expect(error.options.upstream).toMatchObject({ status, code, message })
  })

  it('tells a bucket’s refusal from a receiver that is down', () => {
    const vague = refused(
      400,
      'error validating destination: error writing object: error uploading',
    )
    const dns = refused(400, 'error validating destination: error writing object: DNSError')
    const code = (error: UpstreamError) =>
      toAppError(error, { verb: 'create', destination: 'cos' }).code
    expect([code(vague), code(dns)]).toEqual(['bucket_not_writable', 'destination_unreachable'])
  })

  it.each([
    ['error writing object: blocked by the bucket firewall', 'firewall'],
    ['error writing object: not allowed by context-based restrictions', 'firewall'],
    ['error writing object: object is under retention', 'retention policy'],
    ['error writing object: AccessDenied', 'no firewall or retention policy'],
  ])('names what keeps IBM out of a bucket: %s', (message, words) => {
    const error = toAppError(refused(400, message, '1002'), { verb: 'create', destination: 'cos' })
    expect(error).toMatchObject({
      code: 'bucket_not_writable',
      detail: expect.stringContaining(words),
      options: { errors: [{ path: 'destination.bucket' }] },
    })
  })

  it('says of a receiver that is down that the job is fine', () => {
    const error = toAppError(refused(400, 'error validating destination: DNSError', '1002'), {
      verb: 'pause',
      destination: 'other',
    })
    expect(error.detail).toBe(
      'Not paused. IBM checks the destination on every change and could not reach it. The destination is down or its address is wrong; the job itself is fine. IBM says: “error validating destination: DNSError”',
    )
  })

  it.each([
    "invalid field 'OriginResponseTimeout'",
    'unknown fields: ClientTLSVersion, ResolverIP',
    'error parsing logpull_options: no such field',
    'something else',
    '403 Forbidden',
  ])('does not call a receiver down for “%s”', (message) => {
    const error = toAppError(refused(400, message, '1002'), {
      verb: 'update',
      destination: 'other',
    })
    expect(error.code).toBe('ibm_refused')
    expect(error.detail).not.toMatch(/\bdown\b|reach/)
  })

  it('puts a name that IBM does not take on its field', () => {
    const error = toAppError(refused(400, "'name' may only hold letters"), { verb: 'update' })
    expect(error).toMatchObject({ code: 'ibm_refused', options: { errors: [{ path: 'name' }] } })
  })

  it('lands on the field of the form that it is about', () => {
    const error = toAppError(refused(400, 'incorrect ownership challenge'), { verb: 'create' })
    expect(error.options.errors).toEqual([
      { path: 'destination.ownershipToken', message: expect.any(String) },
    ])
  })
})

describe('a refusal that names a member of the request', () => {
  const fieldNames = ['ClientIP', 'RayID', 'CacheCacheStatus']
  const at = (message: string, status = 400) => {
    const context = { verb: 'update', destination: 'other', fieldNames } as const
    const { code, options } = toAppError(refused(status, message, '1004'), context)
    return [code, ...(options.errors ?? []).map(({ path }) => path)]
  }

  it.each([
    ["invalid field 'RayID'", 'logs.fields.names.1'],
    ['unknown field: CacheCacheStatus', 'logs.fields.names.2'],
    ['RayID is not available for this dataset', 'logs.fields.names.1'],
    ['field "Gone" does not exist', 'logs.fields'],
    ['invalid fields', 'logs.fields'],
    ["timestamps must be one of 'rfc3339', 'unix', 'unixnano'", 'logs.timestamps'],
    ['invalid timestamp format', 'logs.timestamps'],
    ["unknown dataset 'spectrum_events'", 'dataset'],
    ['invalid frequency', 'frequency'],
    ['could not parse logpull_options: invalid value', 'logs'],
    ['json: unknown field "use_daily_subfolder"', 'destination.dailyFolders'],
    ["missing required field 'bucket_name'", 'destination.bucket'],
    ["'name' must be shorter", 'name'],
  ])('%s', (message, path) => {
    expect(at(message)).toEqual(['ibm_refused', path])
  })

  it('names each of several', () => {
    expect(at('unknown fields: RayID, Gone')).toEqual([
      'ibm_refused',
      'logs.fields.names.1',
      'logs.fields',
    ])
  })

  it.each([
    ['error validating destination: invalid field', 'destination_unreachable'],
    ['Could not route to this place', 'ibm_refused'],
    ['the fields were read', 'ibm_refused'],
  ])('and “%s” names none of the settings', (message, code) => {
    expect(at(message)[0]).toBe(code)
    expect(at(message).filter((path) => /^(logs|name|dataset)/.test(path))).toEqual([])
  })

  it('is none where the role is missing or the job is gone', () => {
    expect(at("invalid field 'RayID'", 403)).toEqual(['role_missing'])
    expect(at("unknown dataset 'x'", 404)).toEqual(['not_found'])
  })
})

describe('refusals by their status', () => {
  it.each<[Verb, number, string, number]>([
    ['read', 401, 'ibm_token_refused', 403],
    ['create', 401, 'ibm_token_refused', 403],
    ['delete', 403, 'role_missing', 403],
    ['read', 404, 'not_found', 404],
    ['update', 409, 'conflict', 409],
    ['update', 400, 'ibm_refused', 422],
    ['update', 422, 'ibm_refused', 422],
    ['read', 410, 'ibm_refused', 422],
  ])('%s %i is %s', (verb, status, code, ours) => {
    const error = toAppError(refused(status), { verb })
    expect([error.code, error.status]).toEqual([code, ours])
  })

  it.each<[Verb, string]>([
    ['read', 'Reader'],
    ['update', 'Writer'],
    ['pause', 'Writer'],
    ['retention', 'Writer'],
    ['create', 'Manager'],
    ['delete', 'Manager'],
    ['challenge', 'Manager'],
    ['validate', 'Manager'],
  ])('%s without the role names %s', (verb, role) => {
    expect(toAppError(refused(403, 'Forbidden'), { verb }).detail).toContain(role)
  })

  it('names what is not there', () => {
    expect(toAppError(refused(404), { verb: 'read', what: 'zone' }).detail).toBe(
      'This zone doesn’t exist or you don’t have access to it.',
    )
  })

  it.each<[number, string | undefined, string]>([
    [404, 'NoSuchKey', 'missing'],
    [404, 'NoSuchBucket', 'no_bucket'],
    [403, 'AccessDenied', 'refused'],
  ])('reading the challenge file, %i %s, is %s', (status, code, reason) => {
    const error = toAppError(refused(status, 'no', code), { verb: 'read-object' })
    expect(error).toMatchObject({ code: 'challenge_unreadable', options: { reason } })
  })
})

describe('no usable answer', () => {
  it.each<[CallFailure, number | undefined, string, number]>([
    ['timeout', undefined, 'ibm_timeout', 504],
    ['timeout', 504, 'ibm_timeout', 504],
    ['network', undefined, 'ibm_unavailable', 503],
    ['unusable', 500, 'ibm_unavailable', 503],
    ['unusable', 502, 'ibm_unavailable', 503],
    ['unusable', 200, 'ibm_unusable', 502],
    ['unusable', 302, 'ibm_unusable', 502],
    ['unusable', 404, 'ibm_unusable', 502],
    ['unusable', 403, 'ibm_unavailable', 503],
    ['unusable', 407, 'ibm_unavailable', 503],
  ])('%s %s is %s', (failure, status, code, ours) => {
    const facts = status === undefined ? {} : { status }
    const error = toAppError(failed(failure, facts), { verb: 'read' })
    expect([error.code, error.status]).toEqual([code, ours])
  })

  it('a 429 carries the time to wait, a made-up one when IBM names none', () => {
    const named = failed('rate_limited', { status: 429 }, { retryAfterSeconds: 40 })
    expect(toAppError(named, { verb: 'read' })).toMatchObject({
      code: 'rate_limited',
      detail: 'Rate-limited by IBM for the next 40 s.',
      options: { retryAfterSeconds: 40 },
    })
    const silent = toAppError(failed('rate_limited'), { verb: 'read' })
    expect(silent.options.retryAfterSeconds).toBeGreaterThan(0)
  })

  it.each(Object.keys(deeds) as Verb[])('%s says whether anything changed', (verb) => {
    const certain = toAppError(failed('timeout'), { verb }).detail
    const open = toAppError(failed('timeout', {}, { maybeCarriedOut: true }), { verb }).detail
    expect(certain).toContain(deeds[verb].undone)
    expect(open).toContain(deeds[verb].open)
    if (deeds[verb].open) expect(open).not.toContain(deeds[verb].undone)
  })
})

describe('the rest', () => {
  it.each<[Verb, IamRefusal['reason'], string]>([
    ['read', 'session_over', 'signed_out'],
    ['read', 'session_idle', 'signed_out'],
    ['read', 'not_in_account', 'signed_out'],
    ['create', 'other', 'signed_out'],
  ])('IAM’s no while %s, %s, is %s', (verb, reason, code) => {
    const error = toAppError(new IamRefusal(reason, { status: 400, code: 'FAKE1E' }), { verb })
    expect(error).toMatchObject({ code, options: { reason, upstream: { code: 'FAKE1E' } } })
  })

  it('passes what is ours, and hides what is nobody’s', () => {
    const ours = new AppError('conflict', 'x')
    expect(toAppError(ours, { verb: 'read' })).toBe(ours)
    const bug = new TypeError('FAKE internals')
    const hidden = toAppError(bug, { verb: 'read' })
    expect(hidden).toMatchObject({ code: 'internal', cause: bug })
    expect(hidden.detail).not.toContain('FAKE')
  })
})
