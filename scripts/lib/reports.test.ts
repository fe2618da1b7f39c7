import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, judge } from './reports.mjs'

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
  it('counts unexpected, flaky and errors outside of tests as failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 })
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
