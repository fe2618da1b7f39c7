import 'server-only'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import { OutboundFailure } from '@/lib/server/outbound/failure'
import { findPlace } from '@/lib/server/outbound/place'
import { notPossible } from './https'
import { engineRequest, openQuestions, secure, whereOf } from './request'
import type { Probe } from './types'
import { certificateWords, failed, failureWords, placeText } from './words'

/** Failures of TLS at a port that takes connections: it may expect the bare protocol. */
const mayBePlain = new Set(['not_tls', 'connection_reset', 'timeout', 'tls_failed'])

/** Connects, and begins TLS; sends nothing, since what QRadar would take is not known before its log source is. */
export const probeQradar: Probe = async ({ conf, reach, clean }) => {
  const request = engineRequest(conf)
  if (request === null) return notPossible('Addresses with a user or a password can’t be tested.')
  const where = whereOf(request.url)
  const tried = `A TCP connection to ${placeText(where)}, then a TLS handshake. No event was sent.`
  try {
    const place = await findPlace(request.url.hostname, reach)
    const secured = await secure(place, where.port, reach)
    secured.socket.destroy()
    if (secured.problems.length > 0) {
      return failed('answer', certificateWords(secured.problems, where, clean), {
        tried,
        cannotProve,
      })
    }
    return {
      ok: true,
      tried,
      proves: 'The port accepts TLS with a valid certificate for this host.',
      cannotProve: openQuestions({ secured, more: [cannotProve] }),
      detail: `${placeText(where)} accepts TLS.`,
      wrote: null,
    }
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    return error.stage === 'tls' && mayBePlain.has(error.code)
      ? plain(error, tried, placeText(where))
      : failed(error.stage, failureWords(error, where), { tried, cannotProve })
  }
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
