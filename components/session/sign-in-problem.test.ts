import { describe, expect, it, test } from 'vitest'
import type { Problem } from '@/lib/schemas/problem'
import { idLine, signInProblem } from './sign-in-problem'

const problem = (code: string, more: Partial<Problem> = {}): Problem => ({
  type: 'about:blank',
  title: 'Refused',
  status: 401,
  code,
  detail: 'What the server says.',
  requestId: '7c1e40b2-0000-4000-8000-000000000000',
  ...more,
})

describe('at the field stands what only other input fixes', () => {
  test.each(['unknown', 'disabled', 'locked', 'passcode_used', 'mfa_required', 'other', undefined])(
    'refused, reason %s',
    (reason) => {
      const shown = signInProblem(problem('ibm_credentials_refused', { reason }), 'apiKey')
      expect(shown).toMatchObject({ place: 'field', text: 'What the server says.' })
      expect(shown.tryPasscode).toBe(reason === 'mfa_required')
    },
  )

  it('says where an unknown key is looked up', () => {
    const refused = problem('ibm_credentials_refused', { reason: 'unknown' })
    expect(signInProblem(refused, 'apiKey').advice).toMatch(/API keys/)
  })

  it('takes the message that belongs to the field', () => {
    const errors = [{ path: 'apiKey', message: 'An API key contains no spaces' }]
    expect(signInProblem(problem('validation_failed', { errors }), 'apiKey').text).toBe(
      'An API key contains no spaces.',
    )
    expect(signInProblem(problem('validation_failed', { errors: [] }), 'passcode').text).toBe(
      'What the server says.',
    )
  })
})

describe('a notice is what waiting fixes', () => {
  test.each(['ibm_unavailable', 'ibm_timeout', 'ibm_unusable'])('%s', (code) => {
    expect(signInProblem(problem(code), 'apiKey')).toMatchObject({
      place: 'notice',
      text: 'IBM sign-in is not responding; your key was not stored.',
    })
    expect(signInProblem(problem(code), 'passcode').text).toContain('your passcode was not stored')
  })

  test.each(['rate_limited', 'dashboard_unreachable', 'csrf', 'internal'])('%s', (code) =>
    expect(signInProblem(problem(code), 'apiKey')).toMatchObject({
      place: 'notice',
      text: 'What the server says.',
      tryPasscode: false,
    }),
  )
})

test('an account that is refused stands at the choice', () => {
  const refused = problem('ibm_credentials_refused', { reason: 'not_in_account' })
  expect(signInProblem(refused, 'accountId')).toMatchObject({ place: 'field', tryPasscode: false })
  expect(signInProblem(problem('ibm_timeout'), 'accountId').text).toContain('nothing was stored')
})

test('the line of ids leaves out what is not there', () => {
  const upstream = { code: 'BXNIM0415E' }
  expect(idLine(problem('x', { upstream }))).toBe('BXNIM0415E · request 7c1e40b2')
  expect(idLine(problem('x'))).toBe('request 7c1e40b2')
  expect(idLine(problem('x', { requestId: '' }))).toBe('')
})
