/**
 * Counts the tests of a runner's JSON report. A test file that did not even load counts as one failed test.
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests?: number, numTodoTests?: number, testResults?: {status: string, assertionResults: unknown[]}[]}} report of vitest
 */
export function countVitest(report) {
  const files = report.testResults ?? []
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  }
}

/**
 * A flaky test passed in the end, but only there; it counts as failed, as retries are meant to be 0.
 * @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors?: unknown[]}} report of Playwright
 */
export function countPlaywright({ stats, errors = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * The verdict on a phase that ran tests: one that ended badly, or ran nothing, has failed whatever it reported.
 * @param {boolean} ok whether the runner's exit code was 0
 * @param {{passed: number, failed: number, skipped: number} | null} counts null if there is no report
 */
export function judge(ok, counts) {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const isSound = ok && passed + failed > 0
  return { passed, failed: isSound ? failed : Math.max(failed, 1), skipped }
}
