import { describe, expect, it } from 'vitest'
import type { Problem } from '@/lib/schemas/problem'
import { readRefusal } from './read-refusal'

const problem = (more: Partial<Problem>): Problem => ({
  type: 'about:blank',
  title: 'Not read',
  status: 422,
  code: 'challenge_unreadable',
  detail: 'The file is there, but what it holds is not an ownership token.',
  requestId: 'r-1',
  ...more,
})

describe('readRefusal', () => {
  it('names the role that is missing, with what IBM said', () => {
    const upstream = { status: 403, code: 'AccessDenied' }
    expect(readRefusal(problem({ reason: 'refused', upstream }))?.rest).toBe(
      'Your role on this bucket doesn’t let you read it (403 AccessDenied). Ask for Content Reader, or open the file yourself and paste what it says.',
    )
    expect(readRefusal(problem({ reason: 'refused' }))?.rest).toContain('let you read it. Ask')
  })

  it.each([
    ['missing', 'The file is not there yet.'],
    ['no_bucket', 'There is no such bucket in this region.'],
    ['not_a_token', 'We could not read a token.'],
  ])('tells %s', (reason, what) => {
    expect(readRefusal(problem({ reason }))?.what).toBe(what)
  })

  it('keeps our own words for what the file holds', () => {
    expect(readRefusal(problem({ reason: 'not_a_token' }))?.rest).toContain('is not an ownership')
  })

  it('explains a challenge that this dashboard does not know', () => {
    expect(readRefusal(problem({ code: 'not_found' }))?.rest).toContain('no record')
  })

  it.each(['rate_limited', 'ibm_timeout', 'ibm_unavailable', 'dashboard_unreachable'])(
    'leaves %s to the notice',
    (code) => {
      expect(readRefusal(problem({ code }))).toBeNull()
    },
  )
})
