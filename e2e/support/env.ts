/** What `npm run simulator` prints; more members than these, see its `--help`. */
export type SimulatorInfo = {
  iam: string
  cis: string
  resourceController: string
  globalCatalog: string
  cos: string
  logsIngress: string
  /** API keys by role; `manager` may do everything. */
  keys: Record<string, string>
  [more: string]: unknown
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is unset: journeys run through playwright.config.ts`)
  return value
}

/** Base URL of the app under test, without a slash at the end. */
export const baseURL = (): string => required('E2E_BASE_URL')

/** The simulator that the app under test talks to. */
export const simulator = (): SimulatorInfo => JSON.parse(required('E2E_SIMULATOR')) as SimulatorInfo
