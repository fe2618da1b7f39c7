import { describe, expect, it } from 'vitest'
import { readErrorBody, readErrorText } from './upstream-message'

describe('readErrorBody', () => {
  it.each([
    ['strings', { errors: ['bad name'] }, undefined, 'bad name'],
    [
      'nested arrays of strings',
      { errors: [['bad name'], ['and more']] },
      undefined,
      'bad name; and more',
    ],
    ['objects', { errors: [{ code: 1002, message: 'bad' }] }, '1002', 'bad'],
    ['code and text in a list', { errors: [['1002', 'bad']] }, '1002', 'bad'],
    ['a number and text in a list', { errors: [[1002, 'bad']] }, '1002', 'bad'],
    ['text and code in a list', { errors: [['bad', '1002']] }, '1002', 'bad'],
    ['a number behind its text', { errors: ['bad', 1002] }, '1002', 'bad'],
    ['one list of code and text', { errors: ['1002', 'bad'] }, '1002', 'bad'],
    ['objects in a list in a list', { errors: [[{ code: 1002, message: 'bad' }]] }, '1002', 'bad'],
    [
      'two lists',
      {
        errors: [
          ['1002', 'bad'],
          ['1003', 'worse'],
        ],
      },
      '1002',
      'bad; worse',
    ],
    ['code and text in a string', { errors: ['1002: bad'] }, '1002', 'bad'],
    ['the same in a list', { errors: [['1002: bad']] }, '1002', 'bad'],
    ['a code in brackets', { errors: ['[BXNIM0407E] - bad'] }, 'BXNIM0407E', 'bad'],
    ['two codes without a text', { errors: ['1002', '1003'] }, undefined, '1002; 1003'],
    [
      'a text that begins with a number',
      { errors: ['4 jobs allowed'] },
      undefined,
      '4 jobs allowed',
    ],
    [
      'the gateway before CIS',
      { trace: 'FAKE-trace', errors: [{ code: 405, message: 'unavailable for the plan' }] },
      '405',
      'unavailable for the plan',
    ],
    ['objects with an id', { errors: [{ id: 'not-a-policy' }] }, undefined, 'not-a-policy'],
    [
      'a chain',
      { errors: [{ code: 1, message: 'outer', error_chain: [{ code: 2, message: 'inner' }] }] },
      '1',
      'outer; inner',
    ],
    ['one string', { errors: 'bad name' }, undefined, 'bad name'],
    [
      'messages alone',
      { success: false, errors: [], messages: ['told here'] },
      undefined,
      'told here',
    ],
    ['IAM', { errorCode: 'BXNIM0415E', errorMessage: 'not found' }, 'BXNIM0415E', 'not found'],
    ['an error object', { error: { code: 'x_1', message: 'no' } }, 'x_1', 'no'],
    [
      'an OAuth error',
      { error: 'invalid_grant', error_description: 'no' },
      undefined,
      'invalid_grant; no',
    ],
    ['a message', { message: 'no', code: 1004 }, '1004', 'no'],
    ['the resource controller', { error_code: 'RC-1', message: 'no' }, 'RC-1', 'no'],
    ['a bare array', [{ code: 7, message: 'no' }], '7', 'no'],
    ['the same sentence twice', { errors: [{ message: 'no' }], message: 'no' }, undefined, 'no'],
  ])('reads %s', (_, body, code, message) => {
    const facts = readErrorBody(body)
    expect([facts.code, facts.message]).toEqual([code, message])
  })

  it.each([null, 7, true, {}, [], { errors: null }, { errors: [null, [[]], {}] }])(
    'finds nothing in %j',
    (body) => {
      const facts = readErrorBody(body)
      expect([facts.code, facts.message]).toEqual([undefined, undefined])
    },
  )

  it('takes the platform’s trace for a correlation id', () => {
    expect(readErrorBody({ errors: [], trace: 'FAKE-trace' }).correlationId).toBe('FAKE-trace')
    expect(readErrorBody({ context: { requestId: 'FAKE-ctx' } }).correlationId).toBe('FAKE-ctx')
  })

  it('stays small and ends with deep, wide and circular-looking bodies', () => {
    let deep: unknown = 'deepest'
    for (let level = 0; level < 200; level++) deep = [deep]
    const wide = Array.from({ length: 10_000 }, (_, at) => `no ${at} `.repeat(20))
    expect(readErrorBody({ errors: deep }).message).toBeUndefined()
    expect((readErrorBody({ errors: wide }).message ?? '').length).toBeLessThanOrEqual(300)
  })
})

describe('readErrorText', () => {
  it.each(['<html>502</html>', '{"errors": [', '', 'plain words of a proxy'])(
    'says nothing of %j, which is no JSON',
    (text) => {
      expect(readErrorText(text)).toEqual({})
    },
  )

  it('does not mind a byte order mark', () => {
    expect(readErrorText('\ufeff{"message":"no"}').message).toBe('no')
  })
})
