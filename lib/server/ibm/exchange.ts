import 'server-only'
import type { IncomingHttpHeaders } from 'node:http'
import { Agent, type Dispatcher } from 'undici'
import { ServerError } from '@/lib/server/server-error'
import { decodeBody } from './decode'

declare global {
  // One pool for the process: Next may load this module once per bundle.
  var ibmAgent: Agent | undefined
}

function agent(): Agent {
  globalThis.ibmAgent ??= new Agent({
    connections: 64,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: 5_000 },
    // Our own timer covers the whole exchange; undici's only watch for silence between two chunks.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Below the 5 s after which Node servers hang up, so that a write rarely meets a dying connection.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 60_000,
    keepAliveTimeoutThreshold: 1_000,
  })
  return globalThis.ibmAgent
}

export type ExchangeRequest = {
  url: URL
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers: Record<string, string>
  body: string | Uint8Array | undefined
  /** For connecting, sending and receiving together. */
  timeoutMs: number
  /** Of the body as it comes and as it is unpacked, each. */
  maxBytes: number
  /** What a body above `maxBytes` does: fails the exchange, or is cut there and the rest never read. */
  overflow: 'fail' | 'cut'
}

export type Exchange = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The body went on beyond `maxBytes`. */
  cut: boolean
}

/** `sent`: the request may have reached the server. False means that not a byte of it left. */
export class ExchangeFailure extends ServerError {
  static override readonly kind = 'ExchangeFailure'
  readonly kind: 'timeout' | 'network' | 'too_large' | 'undecodable'
  readonly sent: boolean
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders

  constructor(
    kind: ExchangeFailure['kind'],
    sent: boolean,
    answer: { status?: number; headers?: IncomingHttpHeaders },
    cause?: unknown,
  ) {
    super(`exchange failed: ${kind}`, { cause })
    this.kind = kind
    this.sent = sent
    this.status = answer.status
    this.headers = answer.headers ?? {}
  }
}

type Raw = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; cut: boolean }

/** Works on undici's dispatch interface: it says when a request leaves, and saves a stream per call. */
class Receiver implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined
  #status = 0
  #headers: IncomingHttpHeaders = {}
  #chunks: Buffer[] = []
  #size = 0
  #settled = false
  #timer: NodeJS.Timeout
  readonly #request: ExchangeRequest
  readonly #resolve: (raw: Raw) => void
  readonly #reject: (failure: ExchangeFailure) => void

  constructor(
    request: ExchangeRequest,
    resolve: (raw: Raw) => void,
    reject: (failure: ExchangeFailure) => void,
  ) {
    this.#request = request
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => this.#fail('timeout'), Math.max(request.timeoutMs, 0))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Timed out while waiting for a connection: aborting here keeps a late write from ever being sent.
    if (this.#settled) controller.abort(new Error('given up before sending'))
    else this.#controller = controller
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled) return
    const room = this.#request.maxBytes - this.#size
    if (chunk.length <= room) {
      this.#chunks.push(chunk)
      this.#size += chunk.length
      return
    }
    if (this.#request.overflow === 'fail') {
      this.#fail('too_large')
      return
    }
    this.#chunks.push(chunk.subarray(0, room))
    this.#succeed(true)
    this.#controller?.abort(new Error('enough was read'))
  }

  onResponseEnd(): void {
    this.#succeed(false)
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#fail('network', error)
  }

  #succeed(cut: boolean): void {
    if (this.#settled) return
    this.#settle()
    const bytes = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks)
    this.#resolve({
      status: this.#status,
      headers: this.#headers,
      bytes: bytes ?? Buffer.alloc(0),
      cut,
    })
  }

  #fail(kind: ExchangeFailure['kind'], cause?: unknown): void {
    if (this.#settled) return
    this.#settle()
    const sent = this.#controller !== undefined
    const answer = this.#status > 0 ? { status: this.#status, headers: this.#headers } : {}
    this.#reject(new ExchangeFailure(kind, sent, answer, cause))
    this.#controller?.abort(new Error(kind))
  }

  #settle(): void {
    this.#settled = true
    clearTimeout(this.#timer)
  }
}

/** The body as it was before it was packed, with the same limit and the same say on what is beyond. */
async function decode(raw: Raw, { maxBytes, overflow }: ExchangeRequest): Promise<Raw> {
  const encoding = raw.headers['content-encoding']
  if (!encoding) return raw
  const body = await decodeBody(raw, encoding, maxBytes).catch((error: unknown) => {
    throw new ExchangeFailure('undecodable', true, raw, error)
  })
  if (body.cut && overflow === 'fail') throw new ExchangeFailure('too_large', true, raw)
  return { ...raw, ...body }
}

/** Sends one request once, and follows no redirect. Rejects with ExchangeFailure only. */
export async function exchange(request: ExchangeRequest): Promise<Exchange> {
  const raw = await new Promise<Raw>((resolve, reject) => {
    const receiver = new Receiver(request, resolve, reject)
    agent().dispatch(
      {
        origin: request.url.origin,
        path: request.url.pathname + request.url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
      },
      receiver,
    )
  })
  const { status, headers, bytes, cut } = await decode(raw, request)
  return { status, headers, text: bytes.toString('utf8'), cut }
}

/** Closes every connection; for the end of the process and of a test. */
export async function closeConnections(): Promise<void> {
  const open = globalThis.ibmAgent
  globalThis.ibmAgent = undefined
  await open?.destroy()
}
