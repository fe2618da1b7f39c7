import 'server-only'
import type { FailureCode, OutboundFailure } from '@/lib/server/outbound/failure'

const sentences: Record<FailureCode, string> = {
  dns_not_found: 'The host does not exist: DNS has no address for it.',
  dns_failed: 'The host could not be looked up: name servers gave no answer.',
  connection_refused: 'The connection was refused.',
  unreachable: 'The host can’t be reached from this server.',
  connection_reset: 'The connection was closed without an answer.',
  timeout: 'No answer within 10 seconds.',
  not_tls: 'The port does not speak TLS.',
  tls_version: 'The host offers no TLS version in use today.',
  tls_failed: 'The host refused the TLS handshake.',
  tls_name_unknown: 'The host has no certificate for this name.',
  client_certificate_needed: 'The host asks for a client certificate.',
  not_http: 'The host does not answer as HTTP does.',
}

/** Why no answer came, for the delivery log. */
export const failureSentence = ({ code }: OutboundFailure): string => sentences[code]
