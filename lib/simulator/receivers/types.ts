import type { CertificateKind } from './certificates.ts'

export const RECEIVER_KINDS = ['splunk', 'qradar', 'https'] as const

export type ReceiverKind = (typeof RECEIVER_KINDS)[number]

export type ReceiverOptions = {
  kind: ReceiverKind
  /** `none`: no TLS at all. */
  certificate: CertificateKind | 'none'
  /** Splunk: the HEC token that it takes; the others: what `Authorization` must hold, `Bearer ` aside. null: anything. */
  token: string | null
  /** Made-up names whose pushes it gets: `host`, `host:port`, or `*.host` for all below it. */
  hosts: string[]
}

export type ReceiverInfo = ReceiverOptions & {
  id: string
  /** `127.0.0.1:port`. */
  address: string
}

/** A request that reached a receiver. */
export type Arrival = {
  receiver: string
  /** Unix milliseconds. */
  at: number
  method: string
  /** The `Host` header. */
  host: string
  /** With the query, as sent. */
  path: string
  headers: Record<string, string>
  /** The body unpacked, its beginning; null where it is not what its `Content-Encoding` says. */
  text: string | null
  /** Lines in the whole of it. */
  records: number
  /** By its user agent. */
  fromEngine: boolean
  /** Of the answer, or how the connection ended instead. */
  status: number | 'reset' | 'hang'
}

/** Of the simulated engine. Source: engine's Splunk page. */
export const ENGINE_AGENT = 'Go-http-client/2.0'
