export type LoggedRequest = {
  at: number
  service: string
  method: string
  /** Without the service's prefix, with the query; CRNs stay encoded. */
  path: string
  /** The status, or how the connection ended instead. */
  status: number | string
  /** What the client sent as X-Request-ID. */
  requestId: string | null
  /** When it was carried out after its connection had ended or hung, and with which status. */
  landed?: { at: number; status: number | string }
}

const MAX_KEPT = 20_000

/** What reached the simulated services, newest last. Bodies and other headers are not kept, so no secret is. */
export function createRequestLog() {
  let entries: LoggedRequest[] = []
  return {
    add(entry: LoggedRequest) {
      if (entries.length >= 2 * MAX_KEPT) entries = entries.slice(-MAX_KEPT)
      entries.push(entry)
    },
    list: (): readonly LoggedRequest[] => entries.slice(-MAX_KEPT),
    clear() {
      entries = []
    },
  }
}

export type RequestLog = ReturnType<typeof createRequestLog>
