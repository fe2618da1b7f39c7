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

describe('refusals by their status', () => {
  it.each<[Verb, number, string, number]>([
    ['read', 401, 'signed_out', 401],
    ['create', 401, 'signed_out', 401],
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
      'There is no such zone, or you have no access to it.',
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
  ])('%s %s is %s', (failure, status, code, ours) => {
    const facts = status === undefined ? {} : { status }
    const error = toAppError(failed(failure, facts), { verb: 'read' })
    expect([error.code, error.status]).toEqual([code, ours])
  })

  it('a 429 carries the time to wait, a made-up one when IBM names none', () => {
    const named = failed('rate_limited', { status: 429 }, { retryAfterSeconds: 40 })
    expect(toAppError(named, { verb: 'read' })).toMatchObject({
      code: 'rate_limited',
      detail: 'IBM takes no more requests for the next 40 s.',
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
