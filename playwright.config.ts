import { defineConfig, type ReporterDescription } from '@playwright/test'
import { browserLaunchOptions } from './e2e/support/browser.ts'
import { patience } from './e2e/support/slow.ts'

const jsonReport = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE
const reporters: ReporterDescription[] = [['list']]
if (jsonReport) reporters.push(['json', { outputFile: jsonReport }])

const browser = { browserName: 'chromium', viewport: { width: 1280, height: 800 } } as const

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/servers.ts',
  outputDir: 'test-results/journeys',
  // A test that passes only at the second try hides a fault of the product or of itself. On CI, whose machine is
  // shared, it is named with what it failed with, and scripts/test.mjs lets no more than two of a run pass so.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A page is judged by axe several times in a journey, which takes most of a minute where the processor is shared.
  timeout: patience * 120_000,
  expect: { timeout: patience * 10_000 },
  globalTimeout: patience * 25 * 60_000,
  reporter: reporters,
  use: {
    baseURL: process.env.E2E_BASE_URL,
    launchOptions: browserLaunchOptions(),
    // What waits for ever says what it waits for, before the test as a whole is over.
    actionTimeout: patience * 60_000,
    navigationTimeout: patience * 60_000,
    screenshot: 'only-on-failure',
    // A trace of every test, kept or not, takes as much processor time as the tests: `--trace retain-on-failure` when wanted.
    trace: 'off',
    locale: 'en-GB',
    timezoneId: 'UTC',
  },
  projects: [
    { name: 'journeys', testIgnore: 'alone/**', use: browser },
    // What these do to IAM, everybody feels: one after the other, when nobody else is there.
    { name: 'alone', testMatch: 'alone/**', use: browser, workers: 1, dependencies: ['journeys'] },
  ],
})
