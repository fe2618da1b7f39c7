import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import {
  bits,
  integer,
  octets,
  oid,
  sequence,
  setOf,
  TRUE,
  tagged,
  taggedBytes,
  text,
  time,
} from './der.ts'

/**
 * What a receiver shows: `good`, a leaf for whatever host is asked for with its intermediate, below our root; or one trouble each.
 * `other-host` is for the name that a fresh Splunk has.
 */
export const CERTIFICATES = [
  'good',
  'expired',
  'not-yet-valid',
  'other-host',
  'self-signed',
  'incomplete-chain',
  'unknown-root',
] as const

export type CertificateKind = (typeof CERTIFICATES)[number]

export type Credentials = { key: string; cert: string }

type Party = { name: string; key: KeyObject; publicKey: KeyObject }

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const ALWAYS = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2099, 0, 1) }
const PAST = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2021, 0, 1) }
const FUTURE = { from: Date.UTC(2090, 0, 1), to: ALWAYS.to }

/** The name in the certificate that Splunk is installed with. Source: the engine's FAQ. */
const SPLUNK_DEFAULT = 'SplunkServerDefaultCert'

/** Certificates of a root of its own, made anew by every simulator: no key of theirs is kept anywhere. */
export function createAuthority() {
  const root = party('Simulator root')
  const intermediate = party('Simulator intermediate')
  const stranger = party('Unknown root')
  const leaf = party('Receiver')
  const rootPem = certify(root, root, { isAuthority: true })
  const intermediatePem = certify(intermediate, root, { isAuthority: true })
  const strangerPem = certify(stranger, stranger, { isAuthority: true })
  const key = leaf.key.export({ type: 'pkcs8', format: 'pem' }).toString()

  function chainFor(kind: CertificateKind, host: string): string {
    const names = host === '' || isIP(host) || host === 'localhost' ? LOOPBACK : [host]
    const subject = { ...leaf, name: names[0] ?? host }
    switch (kind) {
      case 'good':
        return issued({ names }) + intermediatePem
      case 'expired':
        return issued({ names, valid: PAST }) + intermediatePem
      case 'not-yet-valid':
        return issued({ names, valid: FUTURE }) + intermediatePem
      case 'other-host':
        return issued({ names: [SPLUNK_DEFAULT] }) + intermediatePem
      case 'self-signed':
        return certify(subject, subject, { names })
      case 'incomplete-chain':
        return issued({ names })
      case 'unknown-root':
        return certify(subject, stranger, { names }) + strangerPem
    }
  }

  function issued(contents: Contents & { names: string[] }): string {
    const subject = { ...leaf, name: contents.names[0] ?? '' }
    return certify(subject, intermediate, { ...contents, isPublic: true })
  }

  const credentials = (kind: CertificateKind, host: string): Credentials => ({
    key,
    cert: chainFor(kind, host),
  })
  return {
    /** What clients must trust, as PEM. */
    rootPem,
    /** For a host, '' when a client named none. */
    credentials,
    contextFor: (kind: CertificateKind, host: string): SecureContext =>
      createSecureContext(credentials(kind, host)),
  }
}

export type Authority = ReturnType<typeof createAuthority>

const ISSUERS_URL = 'http://authority.example/intermediate.crt'

const LOOPBACK = ['localhost', '127.0.0.1']

function party(name: string): Party {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { name, key: privateKey, publicKey }
}

/** `isPublic`: it says where its issuer's own certificate is to be got, as those of public authorities do. */
type Contents = {
  names?: string[]
  isAuthority?: boolean
  isPublic?: boolean
  valid?: typeof ALWAYS
}

/** An X.509 certificate as PEM. Source: RFC 5280, 4.1. */
function certify(subject: Party, issuer: Party, contents: Contents): string {
  const { valid = ALWAYS } = contents
  const toSign = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(time(valid.from), time(valid.to)),
    nameOf(subject),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions(contents))),
  )
  const signature = sign('sha256', toSign, issuer.key)
  const der = Buffer.from(sequence(toSign, ECDSA_WITH_SHA256, bits(signature)))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** Without zeros in front, which DER forbids. */
function serialNumber(): Uint8Array {
  const bytes = randomBytes(16)
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f)
  return bytes
}

function nameOf({ name }: Party): Uint8Array {
  return sequence(setOf(sequence(oid('2.5.4.3'), text(name))))
}

function extensions({ names = [], isAuthority = false, isPublic = false }: Contents): Uint8Array[] {
  const constraints = isAuthority ? sequence(TRUE) : sequence()
  // keyCertSign and cRLSign, or digitalSignature.
  const usage = isAuthority ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0x80]), 7)
  const all = [extension('2.5.29.19', constraints, true), extension('2.5.29.15', usage, true)]
  if (names.length > 0) all.push(extension('2.5.29.17', sequence(...names.map(alternativeName))))
  if (isPublic) {
    const issuers = sequence(oid('1.3.6.1.5.5.7.48.2'), taggedBytes(6, Buffer.from(ISSUERS_URL)))
    all.push(extension('1.3.6.1.5.5.7.1.1', sequence(issuers)))
  }
  return all
}

function extension(id: string, value: Uint8Array, isCritical = false): Uint8Array {
  return sequence(oid(id), ...(isCritical ? [TRUE] : []), octets(value))
}

function alternativeName(name: string): Uint8Array {
  return isIP(name) === 4
    ? taggedBytes(7, Buffer.from(name.split('.').map(Number)))
    : taggedBytes(2, Buffer.from(name, 'ascii'))
}
