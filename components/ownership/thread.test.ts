import { describe, expect, it } from 'vitest'
import { openLine, type Situation, threadOf } from './thread'

const nothing: Situation = {
  isGranted: false,
  isAsked: false,
  bringsToken: false,
  askFailed: false,
  cantWrite: false,
  pasteRefused: false,
  hasToken: false,
  differs: false,
  isValidated: false,
  validateFailed: false,
}
const states = (is: Partial<Situation>) => Object.values(threadOf({ ...nothing, ...is })).join(' ')

describe('threadOf', () => {
  it.each<[string, Partial<Situation>, string]>([
    ['begins with the bucket', {}, 'current todo todo todo todo'],
    ['asks next', { isGranted: true }, 'done current todo todo todo'],
    ['says that asking failed', { isGranted: true, askFailed: true }, 'done failed todo todo todo'],
    [
      'does not tick what IBM denies',
      { isGranted: true, askFailed: true, cantWrite: true },
      'todo failed todo todo todo',
    ],
    ['wants the token', { isGranted: true, isAsked: true }, 'done done current todo todo'],
    ['takes the file as proof of the role', { isAsked: true }, 'done done current todo todo'],
    ['skips the asking', { isGranted: true, bringsToken: true }, 'done done current todo todo'],
    ['does not skip the role', { bringsToken: true }, 'current todo todo todo todo'],
    ['refuses other text', { isAsked: true, pasteRefused: true }, 'done done failed todo todo'],
    ['asks IBM', { hasToken: true }, 'done done done done current'],
    ['stops at a difference', { hasToken: true, differs: true }, 'done done done failed todo'],
    [
      'stops at a difference although IBM once said yes',
      { hasToken: true, differs: true, isValidated: true },
      'done done done failed todo',
    ],
    ['ends at IBM’s no', { hasToken: true, validateFailed: true }, 'done done done done failed'],
    ['is done', { hasToken: true, isValidated: true }, 'done done done done done'],
    [
      'keeps what is done when asking again fails',
      { hasToken: true, isValidated: true, askFailed: true },
      'done failed done done done',
    ],
    [
      'opens again without the token, which is not kept',
      { isAsked: true, isValidated: true },
      'done done current todo todo',
    ],
  ])('%s', (_, is, expected) => {
    expect(states(is)).toBe(expected)
  })
})

describe('openLine', () => {
  it('is the first that asks for something', () => {
    expect(openLine(threadOf(nothing))).toBe('grant')
    expect(openLine(threadOf({ ...nothing, hasToken: true, differs: true }))).toBe('check')
    expect(openLine(threadOf({ ...nothing, hasToken: true, isValidated: true }))).toBeNull()
  })
})
