import 'server-only'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import { sentences } from '@/lib/server/ibm/friendly-words'
import type { CertificateProblem } from '@/lib/server/outbound/certificate'
import type { FailureCode, OutboundFailure, Stage } from '@/lib/server/outbound/failure'

// What a test of a destination says, whichever kind it is of.

export type Why = { code: string; detail: string }

/** `host:port`, as it is shown. */
export type Where = { host: string; port: number }

export const placeText = ({ host, port }: Where) =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`

/** True of every test from here. */
export const otherAddresses =
  'Whether IBM gets through: it sends from other addresses, which a firewall may block.'

/** That it says nothing of IBM's own way there. */
const unknownForIbm = 'Whether IBM can reach it is not known.'

/** Why no answer came. */
export function failureWords({ code, stage }: OutboundFailure, where: Where): Why {
  return { code, detail: failureDetails[code](where, stage) }
}

const failureDetails: Record<FailureCode, (where: Where, stage: Stage) => string> = {
  dns_not_found: ({ host }) =>
    `${host} doesn’t exist: DNS has no address for it. Check the spelling; IBM needs a public DNS name.`,
  dns_failed: ({ host }) =>
    `${host} could not be looked up: the name servers of this server gave no answer. ${unknownForIbm}`,
  connection_refused: (where) =>
    `${placeText(where)} refused the connection. Nothing listens on this port, or a firewall rejects this server.`,
  unreachable: (where) =>
    `${placeText(where)} can’t be reached from this server: no route to it. ${unknownForIbm}`,
  connection_reset: (where, stage) =>
    stage === 'answer'
      ? `${placeText(where)} closed the connection without an answer. ${unknownForIbm}`
      : stage === 'tls'
        ? `${placeText(where)} closed the connection before TLS was set up. The port may not speak TLS, or a firewall closes connections from this server.`
        : `${placeText(where)} closed the connection at once. A firewall may close connections from this server.`,
  timeout: (where, stage) =>
    stage === 'answer'
      ? `${placeText(where)} accepted the request but did not answer in time.`
      : stage === 'tls'
        ? `${placeText(where)} accepts connections but does not answer to TLS. IBM sends over HTTPS only.`
        : `${placeText(where)} did not answer in time. The host is down, or a firewall drops connections from this server. ${unknownForIbm}`,
  not_tls: (where) =>
    `${placeText(where)} does not speak TLS. IBM sends over HTTPS only: turn TLS on, or use the port that has it.`,
  tls_version: (where) =>
    `${placeText(where)} offers no TLS version in use today. TLS 1.2 or newer is needed.`,
  tls_failed: (where) => `${placeText(where)} refused the TLS handshake.`,
  tls_name_unknown: (where) =>
    `${placeText(where)} has no certificate for this name (unrecognized name).`,
  client_certificate_needed: (where) =>
    `${placeText(where)} asks for a client certificate. IBM sends none.`,
  not_http: (where) => `${placeText(where)} does not answer as HTTP does. Check the port.`,
}

/** What is known to work when it failed at this stage. */
const provenBefore: Record<Stage, string> = {
  name: 'Nothing yet about the destination.',
  connection: 'The host has an address.',
  tls: 'The host has an address, and the port accepts connections.',
  answer: 'The host has an address, and the port speaks TLS.',
}

/** How the part of an answer that is alike for every failure reads. */
export function failed(
  stage: Stage,
  why: Why,
  rest: Pick<DestinationTest, 'tried'> & Partial<DestinationTest>,
): DestinationTest {
  return {
    ok: false,
    proves: provenBefore[stage],
    cannotProve: otherAddresses,
    wrote: null,
    ...why,
    ...rest,
  }
}

/** Why a certificate is none that IBM accepts. `clean`: for the names in it, which are somebody's. */
export function certificateWords(
  problems: readonly CertificateProblem[],
  { host }: Where,
  clean: (text: string) => string | undefined,
): Why {
  const texts = problems.map((problem) => certificateText(problem, host, clean))
  return { code: problems[0]?.code ?? 'certificate_invalid', detail: sentences(...texts) }
}

const mostNames = 3

function certificateText(
  { code, names = [], on, reason }: CertificateProblem,
  host: string,
  clean: (text: string) => string | undefined,
): string {
  const listed = names.slice(0, mostNames).map((name) => clean(name.slice(0, 100)) ?? '?')
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  const shown = `${listed.join(', ')}${more}`
  switch (code) {
    case 'certificate_expired':
      return on ? `The certificate expired on ${on}.` : 'A certificate in its chain has expired.'
    case 'certificate_not_yet_valid':
      return on
        ? `The certificate is not valid before ${on}.`
        : 'A certificate in its chain is not valid yet.'
    case 'certificate_self_signed':
      return 'The certificate is self-signed. It must come from a public certificate authority.'
    case 'certificate_unknown_authority':
      return `The certificate is from an authority that is not publicly trusted (${shown || 'unnamed'}).`
    case 'certificate_chain_incomplete':
      return reason === 'alone'
        ? `The certificate chain is incomplete: the server sends only its own certificate, issued by ${shown || 'an unnamed authority'}. Install the intermediate certificate too, unless that authority is a private one.`
        : `The certificate chain is incomplete: the intermediate certificate ${shown} is missing. Install the full chain.`
    case 'certificate_other_host':
      if (reason === undefined) return `The certificate is for ${shown}, not for ${host}.`
      return `The certificate names no host in its subject alternative names, only the common name ${shown || '(none)'}, which is no longer accepted.`
    case 'certificate_invalid':
      return `The certificate is not accepted (${reason ?? 'unknown reason'}).`
  }
}

/** What a receiver answered, as a quotation; '' where it is nothing to be shown. */
export function saidText(text: string, clean: (text: string) => string | undefined): string {
  const said = clean(text)
  return said ? `It answered: “${said}”` : ''
}
