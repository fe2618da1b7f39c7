import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

// X.509 certificates for tests, made on the spot: nothing that looks like a private key lies in the tree, and none expires.

export type Made = { key: string; cert: string; name: string; signer: KeyObject }

export type Wanted = {
  /** The common name of its subject. */
  name: string
  /** Subject alternative names: hosts, or IPv4 addresses. None when left out. */
  hosts?: string[]
  /** Itself when left out. */
  issuer?: Made
  isAuthority?: boolean
  /** Unix ms. From an hour ago to in a day when left out. */
  fromMs?: number
  toMs?: number
  /** Where its issuer's certificate is said to be got. */
  issuerUrl?: string
}

/** One element of DER: tag, length, content. */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  const bytes: number[] = []
  for (let rest = body.length; rest > 0; rest >>= 8) bytes.unshift(rest & 255)
  const length = body.length < 128 ? [body.length] : [0x80 | bytes.length, ...bytes]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...content: Uint8Array[]) => der(0x30, ...content)
const set = (...content: Uint8Array[]) => der(0x31, ...content)
const octets = (content: Uint8Array) => der(0x04, content)
const text = (tag: number, content: string) => der(tag, Buffer.from(content))
const yes = der(0x01, Buffer.from([255]))
/** Object identifiers, encoded already. */
const id = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const ids = {
  ecdsaWithSha256: id('2a8648ce3d040302'),
  commonName: id('550403'),
  altNames: id('551d11'),
  constraints: id('551d13'),
  infoAccess: id('2b06010505070101'),
  issuers: id('2b06010505073002'),
}

const named = (name: string) => sequence(set(sequence(ids.commonName, text(0x0c, name))))
const time = (ms: number) =>
  text(0x18, `${new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`)

function altName(host: string): Buffer {
  const isAddress = /^\d+(?:\.\d+){3}$/.test(host)
  return isAddress ? der(0x87, Buffer.from(host.split('.').map(Number))) : text(0x82, host)
}

/** A certificate and its key, as PEM. */
export function makeCertificate(wanted: Wanted): Made {
  const now = Date.now()
  const { name, hosts = [], issuer, fromMs = now - 3_600_000, toMs = now + 86_400_000 } = wanted
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(ids.ecdsaWithSha256)
  const extensions = [
    ...(hosts.length > 0 ? [sequence(ids.altNames, octets(sequence(...hosts.map(altName))))] : []),
    ...(wanted.isAuthority ? [sequence(ids.constraints, yes, octets(sequence(yes)))] : []),
    ...(wanted.issuerUrl
      ? [
          sequence(
            ids.infoAccess,
            octets(sequence(sequence(ids.issuers, text(0x86, wanted.issuerUrl)))),
          ),
        ]
      : []),
  ]
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    named(issuer?.name ?? name),
    sequence(time(fromMs), time(toMs)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  )
  const signature = sign('sha256', body, issuer?.signer ?? privateKey)
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').replaceAll(/(.{64})(?=.)/g, '$1\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    name,
    signer: privateKey,
  }
}
