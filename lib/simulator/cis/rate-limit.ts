const WINDOW_MS = 5 * 60_000

/**
 * IBM's limit, so many requests in five minutes for each identity; whether it sends Retry-After is unproven.
 * `take` returns null, or in how many seconds the next request is let through.
 */
export function createRateLimit(limit: number) {
  const windows = new Map<string, { startMs: number; count: number }>()
  return {
    take(iamId: string, nowMs: number): number | null {
      if (limit <= 0) return null
      let window = windows.get(iamId)
      if (!window || nowMs - window.startMs >= WINDOW_MS) {
        window = { startMs: nowMs, count: 0 }
        windows.set(iamId, window)
      }
      window.count += 1
      return window.count <= limit ? null : Math.ceil((window.startMs + WINDOW_MS - nowMs) / 1000)
    },
    reset: () => windows.clear(),
  }
}
