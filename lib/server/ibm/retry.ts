import 'server-only'

/** Tries after the first one. */
export const maxRetries = 3

/**
 * `Retry-After` as milliseconds from now: seconds or an HTTP date (RFC 9110 10.2.3). Undefined when absent or
 * unreadable. Whether IBM sends it is unproven.
 */
export function retryAfterMs(
  header: string | string[] | undefined,
  nowMs: number,
): number | undefined {
  const text = (Array.isArray(header) ? header[0] : header)?.trim()
  if (!text) return undefined
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  // Date.parse takes '-5' and '1e3' for years; an HTTP date begins with the name of a day.
  if (!/^[a-z]/i.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}

/** Exponential, with jitter over its upper half: about 0.2, 0.4, 0.8 s; twice that after a 429 that names no time. */
export function backoffMs(retry: number, rateLimited: boolean, random = Math.random()): number {
  const full = (rateLimited ? 500 : 250) * 2 ** retry
  return full * (0.5 + random / 2)
}

export function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
