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
      'Your role on this bucket doesn’t allow reading it (403 AccessDenied). Ask for Content Reader, or have someone open the file and paste its content.',
    )
    expect(readRefusal(problem({ reason: 'refused' }))?.rest).toContain('allow reading it. Ask')
  })

  it.each([
    ['missing', 'The file is not there yet.'],
    ['no_bucket', 'The bucket doesn’t exist in this region.'],
    ['not_a_token', 'The file holds no token that we could read.'],
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
