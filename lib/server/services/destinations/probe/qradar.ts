import 'server-only'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import type { OutboundFailure } from '@/lib/server/outbound/failure'
import { noAddress } from './https'
import { engineRequest, greet, openQuestions, whereOf } from './request'
import type { Probe } from './types'
import { placeText } from './words'

/** Failures of TLS at a port that takes connections: it may expect the bare protocol. */
const mayBePlain = new Set(['not_tls', 'connection_reset', 'timeout', 'tls_failed'])

/** Connects, and begins TLS; sends nothing, since what QRadar would take is not known before its log source is. */
export const probeQradar: Probe = async (target) => {
  const request = engineRequest(target.conf)
  if (request === null) return noAddress
  const place = placeText(whereOf(request.url))
  const tried = `A TCP connection to ${place}, then a TLS handshake. No event was sent.`
  return greet(target, {
    url: request.url,
    tried,
    cannotProve,
    met: (secured, at) => ({
      ok: true,
      tried,
      proves: 'The port accepts TLS with a valid certificate for this host.',
      cannotProve: openQuestions({ secured, more: [cannotProve] }),
      detail: `${at} accepts TLS.`,
      wrote: null,
    }),
    knownBy: (error, at) =>
      error.stage === 'tls' && mayBePlain.has(error.code) ? plain(error, tried, at) : null,
  })
}

const cannotProve =
  'Whether QRadar accepts the events: that depends on its log source. Watch the first delivery.'

/** IBM holds QRadar as `https://host:port`; that it sends over TLS alone is likely, and unproven. */
function plain({ code }: OutboundFailure, tried: string, place: string): DestinationTest {
  const how = code === 'timeout' ? ' (no answer to the handshake)' : ''
  return {
    ok: null,
    tried,
    proves: 'The port accepts plain TCP connections.',
    cannotProve: 'Whether IBM can deliver there: it addresses QRadar as https://, which needs TLS.',
    code: 'tcp_only',
    detail: `${place} accepts TCP but not TLS${how}. Set the log source to TLS (HTTPS) in QRadar, or use the port that has it.`,
    wrote: null,
  }
}
