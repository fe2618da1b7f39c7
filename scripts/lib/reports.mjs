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

/** Tests of one run that may pass at the second try only: a shared machine stalls now and then. */
const flakyAllowed = 2

/**
 * Flaky tests, which passed at the second try only, count as passed up to `flakyAllowed`; beyond it all of them failed.
 * @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors?: unknown[]}} report of Playwright
 */
export function countPlaywright({ stats, errors = [] }) {
  const isCalm = stats.flaky <= flakyAllowed
  return {
    passed: stats.expected + (isCalm ? stats.flaky : 0),
    failed: stats.unexpected + (isCalm ? 0 : stats.flaky) + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * What the flaky tests failed with at first, one text each.
 * @param {{suites?: {suites?: unknown[], specs?: {title: string, file: string, line: number, tests: {status: string, results: {error?: {message?: string}}[]}[]}[]}[]}} report of Playwright, or one of its suites
 * @returns {string[]}
 */
export function flakyOf({ suites = [], specs = [] }) {
  const here = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'flaky')
      .map(({ results }) => `${file}:${line} ${title}\n${results[0]?.error?.message ?? ''}`),
  )
  return [...here, ...suites.flatMap(flakyOf)]
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
