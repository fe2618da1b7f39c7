import type { Answer, Broken } from '../call.ts'
import type { RawCall } from '../simulator.ts'

type Answering = (call: RawCall) => Promise<Answer | Broken>

/** `fetch` for tests, in process: no port, the same faults. The origin of the URL does not matter. */
export function fetchWith(answering: Answering) {
  return async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    const outcome = await Promise.race([answering(toCall(request)), untilAborted(signal)])
    if ('broken' in outcome) return broken(outcome, signal)
    return toResponse(outcome)
  }
}

function toCall(request: Request): RawCall {
  const { pathname, search } = new URL(request.url)
  const copy = request.clone()
  return {
    method: request.method,
    url: `${pathname}${search}`,
    query: search.slice(1),
    headers: request.headers,
    body: async () => new Uint8Array(await request.arrayBuffer()),
    request: async () => copy,
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** As Node's own fetch reports a connection that breaks, or is never made. */
function broken({ broken: how }: Broken, signal: AbortSignal): Promise<never> {
  if (how === 'hang') return untilAborted(signal)
  const code = how === 'refused' ? 'ECONNREFUSED' : 'ECONNRESET'
  const cause = Object.assign(new Error(how === 'refused' ? `connect ${code}` : `read ${code}`), {
    code,
  })
  return Promise.reject(new TypeError('fetch failed', { cause }))
}

const WITHOUT_BODY = new Set([101, 204, 205, 304])

function toResponse({ status, headers, body, slowMs }: Answer): Response {
  if (WITHOUT_BODY.has(status)) return new Response(null, { status, headers })
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
  const sent = new Response(slowMs === undefined ? bytes : trickle(bytes, slowMs))
  return new Response(unpacked(sent, headers), { status, headers })
}

/** A fetch unpacks what it is sent and leaves the header. */
function unpacked({ body }: Response, headers: Record<string, string>) {
  const isPacked = headers['Content-Encoding'] === 'gzip'
  return isPacked && body ? body.pipeThrough(new DecompressionStream('gzip')) : body
}

/** The bytes in ten drops over a time. */
export function drops(bytes: Uint8Array): Uint8Array[] {
  const size = Math.max(1, Math.ceil(bytes.length / 10))
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

function trickle(bytes: Uint8Array, ms: number): ReadableStream<Uint8Array> {
  const parts = drops(bytes)
  let index = 0
  return new ReadableStream({
    async pull(controller) {
      const part = parts[index++]
      if (!part) return controller.close()
      await new Promise((resolve) => setTimeout(resolve, ms / parts.length))
      controller.enqueue(part)
    },
  })
}
