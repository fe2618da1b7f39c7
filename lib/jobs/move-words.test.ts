import { describe, expect, it, test } from 'vitest'
import { moveMark, otherIdOf } from './move-mark'
import { moveSentence, nextWords } from './move-words'
import { moveOf } from './testing'

describe('beside a job in a list', () => {
  const nameOf = (id: string) => `name-of-${id}`
  const mark = (id: string, over = {}) => moveMark({ id, move: moveOf(over) }, nameOf)

  it('both jobs say what they are', () => {
    expect(mark('991001')).toBe('moving to name-of-991002')
    expect(mark('991002')).toBe('new, being watched')
    expect(mark('991002', { state: 'deleting' })).toBe('replaces name-of-991001')
    expect(mark('991001', { newJobId: null, state: 'changing' })).toBe('being moved')
  })

  it('a move that ended as asked leaves nothing behind', () => {
    expect(mark('991002', { state: 'done' })).toBe('')
    expect(mark('991001', { state: 'stopped', newJobId: null })).toBe('')
    expect(mark('991001', { state: 'stopped' })).toBe('move stopped')
    expect(moveMark({ id: '1' }, nameOf)).toBe('')
  })
})

test('the other job of a move', () => {
  expect(otherIdOf({ id: '991001' }, moveOf())).toBe('991002')
  expect(otherIdOf({ id: '991002' }, moveOf())).toBe('991001')
  expect(otherIdOf({ id: '991001' }, moveOf({ newJobId: null }))).toBeNull()
})

test.each([
  [{ state: 'done' }, 'Moved.'],
  [{ state: 'done', why: { code: 'rename_refused', message: '' } }, 'Moved, but not renamed.'],
  [{ state: 'stopped', newJobId: null }, 'Not moved.'],
  [{ state: 'stopped', why: { code: 'kept', message: '' } }, 'Move ended; both jobs were kept.'],
  [{ state: 'stopped' }, 'Move stopped; both jobs were kept.'],
  [
    { state: 'stopped', newJobId: null, why: { code: 'kept', message: '' } },
    'Move ended; the job was kept as it is.',
  ],
  [
    { state: 'stopped', why: { code: 'new_gone', message: '' } },
    'Move stopped; the old job was kept.',
  ],
  [{ state: 'watching' }, 'Moving: waiting for the new job’s first delivery.'],
] as const)('%j: %s', (over, sentence) => expect(moveSentence(moveOf(over))).toBe(sentence))

describe('what happens next', () => {
  const names = { temporary: 'shop-moved', final: 'shop' }
  const plan = { keepOld: false, isSamePlace: false, isEnabled: true, names }
  const next = (over = {}) => nextWords({ ...plan, ...over }).join(' ')

  it('says that the old job goes by itself, and when', () => {
    expect(next()).toContain('created as shop-moved')
    expect(next()).toContain('the old job is deleted and the new one is renamed to shop')
    expect(next({ names: { temporary: 'a', final: 'a' } })).not.toContain('renamed')
    expect(next({ isEnabled: false })).toContain('no delivery is waited for')
  })

  it('says nothing of a second job where there can be none, or of deleting where none is', () => {
    expect(next({ isSamePlace: true })).not.toMatch(/second job/)
    expect(next({ keepOld: true })).toContain('until you delete it')
  })
})
