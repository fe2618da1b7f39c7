/** What the simulated IBM Cloud does alike for everybody; changed by `POST /_simulator/settings`. */
export type Settings = {
  /** Of access tokens; IBM's is 3600. */
  tokenLifetimeSeconds: number
  /** How long IAM's session can be refreshed; an account may set up to a day, the default here is unproven. */
  sessionSeconds: number
  /** After so long without a refresh IAM's session has ended, 0: never. Accounts set 900 to 7200 (iam-identity/v1). */
  sessionIdleSeconds: number
  /** How long IAM does not know a key that the control makes. */
  newKeySeconds: number
  /** Added to each answer of CIS. */
  latencyMs: number
  /** How a plan without Logpush refuses: the gateway's 405, or the engine's older 403. */
  planRefusal: 'gateway' | 'engine'
  /** Whether `logpull_options` may name `timestamps` twice, as IBM's own tests do. */
  takesRepeatedOptions: boolean
  /** Whether jobs may send to LogDNA, retired in 2025, as in IBM's own tests. */
  takesLogdna: boolean
  /** Whether `splunk.auth_token` may come without its word `Splunk `, which IBM's documents ask for. */
  takesBareToken: boolean
  /** Whether a job of Log Analysis may be given another destination: by what its own still does, or anyhow. */
  logAnalysisChange: 'refused-if-dead' | 'refused' | 'taken'
  /** How long the engine waits for what it pushes to; IBM's is unknown. */
  pushTimeoutSeconds: number
}

export const DEFAULT_SETTINGS: Settings = {
  tokenLifetimeSeconds: 3600,
  sessionSeconds: 30 * 24 * 3600,
  sessionIdleSeconds: 0,
  newKeySeconds: 0,
  latencyMs: 0,
  planRefusal: 'gateway',
  takesRepeatedOptions: true,
  takesLogdna: true,
  takesBareToken: false,
  logAnalysisChange: 'refused-if-dead',
  pushTimeoutSeconds: 30,
}

/** The settings among a simulator's options, and the defaults of the others. */
export function settingsFrom(options: Partial<Settings>): Settings {
  const named = Object.entries(options).filter(([name]) => Object.hasOwn(DEFAULT_SETTINGS, name))
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(named) }
}

/** Where a setting takes one of a few words. */
export const SETTING_WORDS: { [Name in keyof Settings]?: readonly Settings[Name][] } = {
  planRefusal: ['gateway', 'engine'],
  logAnalysisChange: ['refused-if-dead', 'refused', 'taken'],
}

/** For `--help`. */
export const SETTING_NOTES: Record<keyof Settings, string> = {
  tokenLifetimeSeconds: 'lifetime of access tokens',
  sessionSeconds: 'lifetime of refresh tokens',
  sessionIdleSeconds:
    'IAM ends a session that is not refreshed for this long (BXNIM0439E); 0 for never',
  newKeySeconds: 'a key created by POST /_simulator/keys is unknown to IAM for this long',
  latencyMs: 'delay of every answer of CIS',
  planRefusal: 'plans without Logpush are refused by: gateway (405), engine (403, code 1004)',
  takesRepeatedOptions: "logpull_options may name timestamps twice, as in IBM's own tests",
  takesLogdna: "jobs may send to LogDNA, as in IBM's own tests",
  takesBareToken: 'splunk.auth_token may lack its word Splunk, and gets it',
  logAnalysisChange:
    'a PUT that gives a job of Log Analysis another destination is: refused-if-dead, refused, taken',
  pushTimeoutSeconds: 'the engine gives up a push that is not answered for this long',
}
