import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, flakyOf, judge } from './reports.mjs'

describe('countVitest', () => {
  it('takes the counts of the report', () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 2 })
  })

  it('counts a file that did not load, but no failed file twice', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ]
    const report = { numPassedTests: 1, numFailedTests: 1, testResults }
    expect(countVitest(report)).toEqual({ passed: 1, failed: 2, skipped: 0 })
  })
})

describe('countPlaywright', () => {
  it('counts unexpected and errors outside of tests as failed, and lets two flaky ones pass', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 2 }
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 2, skipped: 2 })
  })

  it('counts all flaky ones as failed where they are more than chance', () => {
    const stats = { expected: 5, unexpected: 0, flaky: 3, skipped: 0 }
    expect(countPlaywright({ stats })).toEqual({ passed: 5, failed: 3, skipped: 0 })
  })
})

describe('flakyOf', () => {
  it('names flaky tests of all suites with what they failed with first', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'a.spec.ts',
      line: 7,
      tests: [{ status, results: [{ error: { message: 'no button' } }, {}] }],
    })
    const inner = { specs: [spec('one', 'flaky'), spec('two', 'expected')] }
    const report = { suites: [{ suites: [inner], specs: [spec('three', 'flaky')] }] }
    expect(flakyOf(report)).toEqual(['a.spec.ts:7 three\nno button', 'a.spec.ts:7 one\nno button'])
  })
})

describe('judge', () => {
  const counts = { passed: 3, failed: 0, skipped: 0 }
  it.each([
    ['all passed', true, counts, { passed: 3, failed: 0 }],
    ['some failed', false, { passed: 3, failed: 2, skipped: 0 }, { passed: 3, failed: 2 }],
    ['ended badly after passing', false, counts, { passed: 3, failed: 1 }],
    ['no report', true, null, { passed: 0, failed: 1 }],
    ['nothing ran', true, { passed: 0, failed: 0, skipped: 4 }, { passed: 0, failed: 1 }],
  ])('%s', (_name, ok, given, expected) => {
    expect(judge(ok, given)).toMatchObject(expected)
  })
})
