import type { z } from 'zod'
import { operations } from '@/lib/schemas/operations'
import { problem } from '@/lib/schemas/problem'
import { type Answer, judged, type Refusal } from './judge'
import { findRoute } from './routes'

type Operations = typeof operations
export type OperationName = keyof Operations
type Output<Name extends OperationName> = Operations[Name]['response'] extends z.core.$ZodType
  ? z.output<Operations[Name]['response']>
  : null

/** `body` may be anything: what is wrong with it is for the API to say. */
export type Input = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** null leaves a header out that is sent otherwise. */
  headers?: Record<string, string | null>
}

export const ownOrigin = 'http://localhost:3000'

/** Somebody with a browser: keeps the cookie, sends what a browser sends, and checks the form of every answer. */
export class Visitor {
  /** The Cookie header; null: none. */
  cookie: string | null = null
  readonly address: string
  /** Of sign-ins under way. */
  readonly flows = new Map<string, string>()
  readonly #heard: (text: string) => void

  constructor(address: string, heard: (text: string) => void = () => undefined) {
    this.address = address
    this.#heard = heard
  }

  /** Any request to any address below `/api`; `body` as it is where it is text or bytes, else as JSON. */
  async send(method: string, path: string, { body, headers }: Input = {}): Promise<Answer> {
    const url = new URL(path, ownOrigin)
    const raw = typeof body === 'string' || body instanceof Uint8Array || body === undefined
    const sent = new Headers({ 'x-logpush-address': this.address })
    const given: Record<string, string | null> = {
      ...(method === 'GET' ? {} : { origin: ownOrigin }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      cookie: [this.cookie, ...this.flows.values()].filter((it) => it !== null).join('; ') || null,
      ...headers,
    }
    for (const [name, value] of Object.entries(given)) if (value !== null) sent.set(name, value)
    const content = raw ? body : JSON.stringify(body)
    const request = new Request(url, { method, headers: sent, body: toBody(content) })
    const { handler, params, operation } = await findRoute(method, url.pathname)
    const answer = await judged(
      operation,
      await handler(request, { params: Promise.resolve(params) }),
    )
    this.#heard([...answer.headers].join('\n') + answer.text)
    this.#keepCookie(answer.headers)
    return answer
  }

  async call(name: OperationName, { params = {}, query, ...rest }: Input = {}): Promise<Answer> {
    const { method, path } = operations[name]
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, key) => encodeURIComponent(params[key] ?? key))
    const search = query ? `?${new URLSearchParams(query)}` : ''
    return this.send(method, filled + search, rest)
  }

  /** The answer's body. Throws unless it succeeded. */
  async ok<Name extends OperationName>(name: Name, input?: Input): Promise<Output<Name>> {
    const { status, text, body } = await this.call(name, input)
    if (status >= 400) throw new Error(`${name} was refused: ${text}`)
    return body as Output<Name> // Checked against the operation's schema.
  }

  /** The problem. Throws when it succeeded. */
  async refused(name: OperationName, input?: Input): Promise<Refusal> {
    const { status, text, body, headers } = await this.call(name, input)
    if (status < 400) throw new Error(`${name} was not refused: ${status} ${text}`)
    return { ...problem.parse(body), headers }
  }

  #keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? ''
      const [name = ''] = pair.split('=', 1)
      if (name.includes('logpush_flow_')) {
        if (pair.endsWith('=')) this.flows.delete(name)
        else this.flows.set(name, pair)
        continue
      }
      this.cookie = pair.endsWith('=') ? null : pair
    }
  }
}

function toBody(content: string | Uint8Array | undefined): BodyInit | null {
  if (content === undefined || typeof content === 'string') return content ?? null
  return new Uint8Array(content)
}
