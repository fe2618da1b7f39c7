/** What a problem answer tells a person, read from whatever was thrown. */
export interface ErrorFacts {
  detail: string
  code?: string
  status?: number
  requestId?: string
  /** Seconds. */
  retryAfter?: number
  upstream?: { status?: number; code?: string; correlationId?: string; message?: string }
}

const unknownText = 'Internal error in this dashboard.'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
const number = (value: unknown) => (typeof value === 'number' ? value : undefined)

/**
 * Takes a problem document, an error that carries its members, or one that has it as `problem`;
 * anything else keeps its `message` or gets a general sentence.
 */
export function errorFacts(error: unknown): ErrorFacts {
  const source = isRecord(error) && isRecord(error.problem) ? error.problem : error
  if (!isRecord(source)) return { detail: text(source) ?? unknownText }
  const { upstream } = source
  return {
    detail: text(source.detail) ?? text(source.message) ?? unknownText,
    code: text(source.code),
    status: number(source.status),
    requestId: text(source.requestId),
    retryAfter: number(source.retryAfter),
    upstream: isRecord(upstream)
      ? {
          status: number(upstream.status),
          code: text(upstream.code),
          correlationId: text(upstream.correlationId),
          message: text(upstream.message),
        }
      : undefined,
  }
}

/**
 * Label and value of every id worth copying, in the order IBM Support asks for them; none when no
 * request got as far as having one.
 */
export function errorIds(facts: ErrorFacts): [label: string, value: string][] {
  if (!facts.requestId && !facts.upstream?.correlationId) return []
  const { status, code } = facts.upstream ?? {}
  const said = [status, code === String(status) ? undefined : code].filter(Boolean).join(' ')
  const rows: [string, string | undefined][] = [
    ['X-Correlation-ID', facts.upstream?.correlationId],
    ['X-Request-ID', facts.requestId],
    ['IBM status', said],
    ['Code', facts.code],
  ]
  return rows.filter((row): row is [string, string] => Boolean(row[1]))
}

/** Plain text for a support ticket; nothing of what the person typed is in it. */
export function supportText(facts: ErrorFacts, at: Date): string {
  return [
    facts.detail,
    ...(facts.upstream?.message ? [`IBM said: ${facts.upstream.message}`] : []),
    ...errorIds(facts).map(([label, value]) => `${label}: ${value}`),
    `Time: ${at.toISOString()}`,
  ].join('\n')
}
