import type { SimApiKey, SimState } from './state.ts'

/** The key of a value. One that was just made is not known yet, like any that is not there. */
export function findKey(state: SimState, value: string, nowMs: number): SimApiKey | undefined {
  return state.apiKeys.find((key) => key.value === value && (key.knownFrom ?? 0) <= nowMs)
}
