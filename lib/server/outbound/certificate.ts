import 'server-only'
import { checkServerIdentity, type DetailedPeerCertificate, getCACertificates } from 'node:tls'

export type CertificateCode =
  | 'certificate_expired'
  | 'certificate_not_yet_valid'
  | 'certificate_self_signed'
  | 'certificate_chain_incomplete'
  | 'certificate_unknown_authority'
  | 'certificate_invalid'
  | 'certificate_other_host'

/** `names`: what the certificate says, which is somebody's text: of hosts, of its issuer. `on`: a day, `YYYY-MM-DD`. */
export type CertificateProblem = {
  code: CertificateCode
  names?: string[]
  on?: string
  /** OpenSSL's own name of the problem. */
  reason?: string
}

type Known = {
  certificate: DetailedPeerCertificate
  /** OpenSSL's verdict on the chain; null: trusted. */
  chainCode: string | null
  host: string
  nowMs: number
}

/** Every problem of a certificate, the worst first. Whether it was revoked is not asked. */
export function certificateProblems(known: Known): CertificateProblem[] {
  const { certificate } = known
  // A server may have none at all (anonymous or pre-shared keys).
  if (!certificate.raw) return [{ code: 'certificate_invalid', reason: 'no certificate' }]
  return [...ofDates(known), ...ofChain(known), ...ofHost(known)]
}

const dayOf = (text: string) => {
  const at = Date.parse(text)
  return Number.isNaN(at) ? text : new Date(at).toISOString().slice(0, 10)
}

function ofDates({ certificate, chainCode, nowMs }: Known): CertificateProblem[] {
  const { valid_from: from, valid_to: to } = certificate
  if (Date.parse(to) < nowMs) return [{ code: 'certificate_expired', on: dayOf(to) }]
  if (Date.parse(from) > nowMs) return [{ code: 'certificate_not_yet_valid', on: dayOf(from) }]
  // Not the server's own, then, but one that it was issued by.
  if (chainCode === 'CERT_HAS_EXPIRED') return [{ code: 'certificate_expired' }]
  return chainCode === 'CERT_NOT_YET_VALID' ? [{ code: 'certificate_not_yet_valid' }] : []
}

function ofChain({ certificate, chainCode }: Known): CertificateProblem[] {
  if (chainCode === null) return []
  // OpenSSL names one problem; where it is the date, this other one can still be seen.
  if (/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/.test(chainCode)) {
    const isOwn = certificate.issuerCertificate?.raw?.equals(certificate.raw) === true
    return isOwn ? [{ code: 'certificate_self_signed' }] : []
  }
  const issuer = issuerOf(certificate)
  switch (chainCode) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return [{ code: 'certificate_self_signed' }]
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_UNTRUSTED':
      return [{ code: 'certificate_unknown_authority', names: [topIssuerOf(certificate)] }]
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      // Public authorities name where their own certificate is to be got; with a private one either may be the case.
      return certificate.infoAccess?.['CA Issuers - URI'] === undefined
        ? [{ code: 'certificate_chain_incomplete', names: [issuer], reason: 'alone' }]
        : [{ code: 'certificate_chain_incomplete', names: [issuer] }]
    default:
      return [{ code: 'certificate_invalid', reason: chainCode }]
  }
}

function ofHost({ certificate, host }: Known): CertificateProblem[] {
  const names = (certificate.subjectaltname ?? '')
    .split(/,\s*/)
    .flatMap((entry) => /^(?:DNS|IP Address):"?([^"]*)"?$/.exec(entry)?.[1] ?? [])
  // The engine is written in Go, which takes no notice of common names since 2020; that IBM's does so is unproven.
  if (names.length === 0) {
    const common = one(certificate.subject?.CN)
    return [
      { code: 'certificate_other_host', names: common ? [common] : [], reason: 'common name only' },
    ]
  }
  return isFor(host, certificate) ? [] : [{ code: 'certificate_other_host', names }]
}

function isFor(host: string, certificate: DetailedPeerCertificate): boolean {
  try {
    return checkServerIdentity(host, certificate) === undefined
  } catch {
    // Names that are quoted wrongly: anybody may have written them.
    return false
  }
}

const one = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value[0] : value) ?? ''

const issuerOf = ({ issuer }: DetailedPeerCertificate) => one(issuer?.CN) || one(issuer?.O)

/** The last certificate of the chain that is known here. */
function topOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate {
  let top = certificate
  for (let depth = 0; depth < 20; depth++) {
    const next = top.issuerCertificate
    if (!next?.raw || next.raw.equals(top.raw)) break
    top = next
  }
  return top
}

const topIssuerOf = (certificate: DetailedPeerCertificate) => issuerOf(topOf(certificate))

let publicRoots: Set<string> | undefined

/** Whether a trusted chain ends at an authority that only this server's own settings know, such as NODE_EXTRA_CA_CERTS. */
export function isTrustedHereOnly(certificate: DetailedPeerCertificate): boolean {
  if (!certificate.raw) return false
  publicRoots ??= new Set(
    getCACertificates('bundled').map((pem) => pem.replaceAll(/-----[^-]+-----|\s/g, '')),
  )
  return !publicRoots.has(topOf(certificate).raw.toString('base64'))
}
