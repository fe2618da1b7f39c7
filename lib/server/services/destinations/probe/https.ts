import 'server-only'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import { sentences } from '@/lib/server/ibm/friendly-words'
import { readHost } from '@/lib/server/outbound/host'
import type { Answer } from '@/lib/server/outbound/post'
import { engineRequest, openQuestions, send, whereOf } from './request'
import type { Probe, Target } from './types'
import { failed, placeText, saidText, type Where, type Why } from './words'

/** What IBM uploads to see whether a receiver works, before it takes a job. Source: IBM docs, logpush.md. */
export const sample = '{"content":"tests"}\n'

export const agent = 'logpush-dashboard (destination test)'

/** Which content type the engine names, if any, is in no source; a receiver that wants one gets it by a header. Unproven. */
const defaults: [string, string][] = [
  ['user-agent', agent],
  ['content-type', 'application/x-ndjson'],
  ['content-encoding', 'gzip'],
]

/** A POST of the file that IBM itself begins with: a receiver has to answer 2xx. */
export const probeHttps: Probe = async (target) => {
  const request = engineRequest(target.conf)
  if (request === null) return noAddress
  const where = whereOf(request.url)
  const tried = `A POST of one test line (gzip, NDJSON: the file IBM begins with) to ${placeText(where)}, with the headers and parameters of this destination. IBM’s user agent is Go-http-client/2.0; this test names itself instead.`
  const sent = await send(target, { request, defaults, body: sample, anyCertificate: false, tried })
  if (!('answer' in sent)) return sent
  const { answer, secured } = sent
  const why = statusWords(answer, where, target)
  if (why !== null) return failed('answer', why, { tried, proves: reached })
  return {
    ok: true,
    tried,
    proves: 'Host, TLS certificate, path and credentials work from this server.',
    cannotProve: openQuestions({
      secured,
      request,
      more: [
        'Whether the receiver accepts IBM’s own Content-Type, unless this destination sets that header.',
        ...plusSigns(target, request.headers),
      ],
    }),
    detail: `${placeText(where)} accepted the test line (${answer.status}).`,
    wrote: '1 line',
  }
}

export const reached =
  'The host has an address, and its port answers over TLS with a valid certificate.'

export function notPossible(detail: string): DestinationTest {
  return {
    ok: null,
    tried: 'Nothing.',
    proves: 'Nothing.',
    cannotProve: 'Whether IBM can deliver there: watch the first delivery.',
    code: 'not_possible',
    detail,
    wrote: null,
  }
}

/** Of a text that no request can be made of. */
export const noAddress = notPossible(
  'This address can’t be tested: it has a user or a password in it, or is not a valid address.',
)

/** Whether a "+" comes out as a blank, as in a form, is unproven; what is typed into a form here goes out as %2B. */
function plusSigns({ conf }: Target, headers: [string, string][]): string[] {
  return headers.length > 0 && /[?&]header_[^&]*=[^&]*\+/i.test(conf.text)
    ? ['Whether IBM reads “+” in a header as a plus or as a space: write %2B or %20.']
    : []
}

/** Why a status is none that IBM takes for a delivery; null: it is one. */
export function statusWords(answer: Answer, where: Where, target: Target): Why | null {
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const why = refusalOf(answer, where, target)
  return { ...why, detail: sentences(why.detail, saidText(answer.text, target.clean)) }
}

function refusalOf({ status, location }: Answer, where: Where, { clean }: Target): Why {
  if (status >= 300 && status < 400) {
    return {
      code: 'redirect',
      detail: `Answered ${status}: it redirects ${redirectTarget(location, where, clean)}. Redirects are not followed; use the final address.`,
    }
  }
  switch (status) {
    case 401:
    case 403:
      return {
        code: 'unauthorized',
        detail: `Refused (${status}): the receiver does not accept the credentials in the headers or the address, or not from this server’s address.`,
      }
    case 404:
    case 410:
      return {
        code: 'not_found',
        detail: `Refused (${status}): the receiver does not know this path.`,
      }
    case 405:
    case 501:
      return {
        code: 'method_not_allowed',
        detail: `Refused (${status}): the receiver does not take a POST at this path.`,
      }
    case 411:
    case 415:
      return {
        code: 'content_refused',
        detail: `Refused (${status}): the receiver does not take gzip-compressed NDJSON as it was sent. If it needs a certain Content-Type, add that header.`,
      }
    case 429:
      return { code: 'busy', detail: 'Refused (429): too many requests. Try again in a minute.' }
  }
  return status >= 500
    ? {
        code: 'receiver_error',
        detail: `The receiver failed (${status}). Try again in a minute, or look into its log.`,
      }
    : { code: 'refused', detail: `The receiver refused the test line (${status}).` }
}

/** The host alone: paths and parameters of a redirect are often keys. */
function redirectTarget(
  location: string | undefined,
  where: Where,
  clean: (text: string) => string | undefined,
): string {
  if (location === undefined) return 'without a target'
  const url = URL.parse(location, `https://${placeText(where)}/`)
  const host = url && readHost(url.hostname)
  if (!url || !host) return 'to no address'
  if (url.protocol === 'http:')
    return `to http:// on ${clean(host.text) ?? 'another host'}, and IBM sends over HTTPS only`
  return host.text === where.host
    ? 'to another path of the same host'
    : `to ${clean(host.text) ?? 'another host'}`
}
