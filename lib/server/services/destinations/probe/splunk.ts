import 'server-only'
import { isYes, param } from '@/lib/destinations/conf'
import { sentences } from '@/lib/server/ibm/friendly-words'
import type { Answer } from '@/lib/server/outbound/post'
import { hecWords, readHecAnswer } from './hec'
import { agent, noAddress, reached, sample, statusWords } from './https'
import { engineRequest, openQuestions, send, whereOf } from './request'
import type { Probe, Target } from './types'
import { certificateWords, failed, placeText, saidText, type Where, type Why } from './words'

const defaults: [string, string][] = [
  ['user-agent', agent],
  ['content-encoding', 'gzip'],
]

/** One event to HEC's raw endpoint, as the engine sends it. */
export const probeSplunk: Probe = async (target) => {
  const { conf, clean } = target
  const request = engineRequest(conf)
  if (request === null) return noAddress
  const where = whereOf(request.url)
  const anyCertificate = isYes(param(conf, 'insecure-skip-verify', 'skip_verify'))
  const tried = `One event to HEC at ${placeText(where)} (gzip), with the token, channel and source type of this destination${anyCertificate ? '; the certificate was not checked' : ''}.`
  const sent = await send(target, { request, defaults, body: sample, anyCertificate, tried })
  if (!('answer' in sent)) return sent
  const { answer, secured } = sent
  const proves = anyCertificate
    ? 'The host has an address, and its port answers over TLS.'
    : reached
  const refusal = hecRefusal(answer, where, target)
  if (refusal !== null) {
    const { unsure, ...why } = refusal
    return failed('answer', why, { tried, proves, ok: unsure ? null : false })
  }
  const isLax = anyCertificate && secured.problems.length > 0
  return {
    ok: true,
    tried,
    proves: anyCertificate
      ? 'Host, token and channel work from this server. The certificate was not checked, as this destination says.'
      : 'Host, TLS certificate, token and channel work from this server.',
    cannotProve: openQuestions({
      secured,
      request,
      more: ['Whether the event is in the index you expect: search for it in Splunk.'],
    }),
    detail: sentences(
      'HEC accepted the event.',
      isLax
        ? `Anyone on the way could read the token and the logs: ${lower(certificateWords(secured.problems, where, clean).detail)}`
        : undefined,
    ),
    wrote: '1 event',
  }
}

const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)

/** HEC's own word goes before the status: behind a proxy it may come with any. */
function hecRefusal(
  answer: Answer,
  where: Where,
  target: Target,
): (Why & { unsure?: boolean }) | null {
  const hec = readHecAnswer(answer.text)
  if (hec !== null) {
    if (hec.code === 0 && answer.status >= 200 && answer.status < 300) return null
    const known = hecWords(hec)
    if (known) return known
  }
  const why = statusWords(answer, where, target)
  if (why?.code === 'receiver_error' && answer.status === 504) {
    return { ...why, detail: `${why.detail} Behind a gateway, 504 often means a wrong host name.` }
  }
  if (why !== null) return why
  const said = saidText(answer.text, target.clean)
  if (hec !== null) {
    return {
      code: 'hec_refused',
      detail: sentences(
        `HEC did not accept the event (${answer.status}, HEC code ${hec.code}).`,
        said,
      ),
    }
  }
  return {
    unsure: true,
    code: 'not_hec',
    detail: sentences(
      `${placeText(where)} answered ${answer.status}, but not as HEC does. Check host and port: Splunk Web, or a proxy, may be there instead.`,
      said,
    ),
  }
}
