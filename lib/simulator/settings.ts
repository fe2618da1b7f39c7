/** What the simulated IBM Cloud does alike for everybody; changed by `POST /_simulator/settings`. */
export type Settings = {
  /** Of access tokens; IBM's is 3600. */
  tokenLifetimeSeconds: number
  /** Added to each answer of CIS. */
  latencyMs: number
  /** How a plan without Logpush refuses: the gateway's 405, or the engine's older 403. */
  planRefusal: 'gateway' | 'engine'
  /** Whether `logpull_options` may name `timestamps` twice, as IBM's own tests do. */
  takesRepeatedOptions: boolean
  /** Whether jobs may send to LogDNA, retired in 2025, as in IBM's own tests. */
  takesLogdna: boolean
}

export const DEFAULT_SETTINGS: Settings = {
  tokenLifetimeSeconds: 3600,
  latencyMs: 0,
  planRefusal: 'engine',
  takesRepeatedOptions: true,
  takesLogdna: true,
}

/** Where a setting takes one of a few words. */
export const SETTING_WORDS: { [Name in keyof Settings]?: readonly Settings[Name][] } = {
  planRefusal: ['gateway', 'engine'],
}

export const SETTING_NOTES: Record<keyof Settings, string> = {
  tokenLifetimeSeconds: 'of access tokens, 3600',
  latencyMs: 'added to each answer of CIS, 0',
  planRefusal:
    'what a plan without Logpush answers: engine (403 with code 1004, the default) | gateway (405)',
  takesRepeatedOptions: 'whether logpull_options may name timestamps twice, true',
  takesLogdna: 'whether jobs may send to LogDNA, true',
}
