import type { Echo } from '../echo.ts'
import type { Refusal } from '../iam/errors.ts'

/**
 * `destination` is not a server: it stands for what jobs push to, and `path` is matched with the `destination_conf`. `receiver`: the
 * simulator's own, `path` is matched with `/<id>/<Host header><path and query>`.
 */
export type FaultService =
  | 'iam'
  | 'accounts'
  | 'cis'
  | 'resourceController'
  | 'globalCatalog'
  | 'cos'
  | 'ingress'
  | 'destination'
  | 'receiver'

export type FaultMatch = {
  service: FaultService
  method?: string
  /** Of the path without the service's prefix, with the query: contained in it, or a pattern. Percent-encoding is as sent. */
  path?: string | RegExp
  /** How often it happens; without it, until it is removed. */
  times?: number
  /** How many matching requests go through unharmed first. */
  after?: number
}

/**
 * `gateway` is the form of what stands in front of CIS, `{"trace", "errors": [{"code", "message"}]}`, seen in
 * IBM-Cloud/terraform-provider-ibm #1623. The others are forms of `errors` in the envelope.
 */
export type ErrorShape = 'objects' | 'strings' | 'nested' | 'nested-objects' | 'gateway'

type JobRefusal = { status?: number; code?: number; message?: string }

export type FaultEffect =
  /** 429; `retryAfter` in seconds, or a date as text. */
  | { kind: 'rate-limited'; retryAfter?: number | string }
  /** Any other status, in the error form of the service. */
  | {
      kind: 'status'
      status: number
      code?: number | string
      message?: string
      errors?: ErrorShape
      retryAfter?: number | string
    }
  /** The answer comes this much later. */
  | { kind: 'delay'; ms: number }
  /** Headers at once, the body in drops over this time. */
  | { kind: 'slow'; ms: number }
  /** Never answers. */
  | { kind: 'hang' }
  /** The connection breaks before anything is done, or after the write is done. `refused`: there is nobody. */
  | { kind: 'reset-before' }
  | { kind: 'reset-after' }
  | { kind: 'refused' }
  /**
   * The request is taken whole and carried out `seconds` later by the simulator's clock, whether the client is still there or not. The
   * connection is cut at once, the default, or hangs: for ever, or until it is answered `answerSeconds` after the request came.
   */
  | { kind: 'lands-late'; seconds: number; connection?: 'cut' | 'hang'; answerSeconds?: number }
  /** A page instead of JSON: of the edge, or with 403 of a proxy on the way. */
  | { kind: 'html'; status?: number }
  /** What was asked for is done, and answered without a body. */
  | { kind: 'empty'; status?: number }
  /** What was asked for is done; the answer is a small compressed body that unpacks to so many megabytes, 64 if not given. */
  | { kind: 'gzip-bomb'; megabytes?: number }
  /** The right answer, cut off in the middle. */
  | { kind: 'broken-json' }
  | { kind: 'result-null' }
  /** Another `result` in the envelope; for other services, another body. */
  | { kind: 'result'; result: unknown }
  /** The bare `result`, without its envelope. */
  | { kind: 'bare' }
  /** 401 for a token however fresh; 403 in the gateway's form and with its words where asked for. */
  | { kind: 'token-expired'; status?: 401 | 403 }
  | { kind: 'role-too-low' }
  /** IAM refuses a token for this reason, with the code and words that it has for it. */
  | { kind: 'iam-refusal'; reason: Refusal }
  /**
   * POST and PUT of a job: the engine's validation fails with 1002. With service `destination`: deliveries fail as well.
   * `echo`: what the receiver says back of the request, in place of a message.
   */
  | { kind: 'destination-down'; message?: string; echo?: Echo }
  /** The list of fields has others than yesterday. */
  | { kind: 'fields'; gained?: Record<string, string>; lost?: string[] }
  /** POST of a job: it is accepted, and never delivers. */
  | { kind: 'silent' }
  /** PUT of a job that gives it another destination: 400 with code 1004 unless said otherwise. Other changes pass. */
  | ({ kind: 'change-refused' } & JobRefusal)
  /** PUT of a job: another destination is taken even where the setting `logAnalysisChange` forbids it. */
  | { kind: 'change-taken' }
  /** DELETE of a job. */
  | ({ kind: 'delete-refused' } & JobRefusal)
  /** These are for receivers. The refusal of a token, as the receiver's kind has it. */
  | { kind: 'wrong-token' }
  /** 404, and what it repeats of the request. */
  | { kind: 'echoes'; echo: 'path' | 'url' | 'headers' }
  /** 200, with an error in its body. */
  | { kind: 'error-in-200'; message?: string }
  /** To the cloud's metadata address unless said otherwise. */
  | { kind: 'redirect'; location?: string; status?: number }
  /** By its user agent, with 403 unless said otherwise; everybody else is served. */
  | { kind: 'refuses-engine'; status?: number }

export type Fault = { match: FaultMatch; effect: FaultEffect }

export type SimFaults = {
  /** Returns the fault's id. */
  add(fault: Fault): number
  remove(id: number): void
  clear(): void
  list(): { id: number; match: FaultMatch; effect: FaultEffect; happened: number }[]
  /** For the engine: why this destination does not answer just now (and counts it), or null. */
  destinationDown(conf: string): string | null
}
