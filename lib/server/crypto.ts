import 'server-only'
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { env } from './env'
import { loadSecrets, secretsStamp } from './secrets'
import { singleton } from './singleton'

/** How sealed texts begin. The first version did not say which secret it was sealed with. */
const versions = { unnamed: 1, named: 2 }
const keyIdBytes = 8
const nonceBytes = 12
const tagBytes = 16

export type Vault = {
  /** AES-256-GCM under a fresh random nonce, as base64url. `aad` names what the text belongs to, e.g. a session. */
  seal: (text: string, aad: string) => string
  /** null: sealed under another key or for another `aad`, tampered with, or not sealed text at all. */
  open: (sealed: string, aad: string) => string | null
  /** 16 hexadecimal digits that tell secrets apart; keyed, so that a guess cannot be checked without the app's secret. */
  fingerprint: (secret: string) => string
  /** Of the secret that seals, in hexadecimal digits: `keyIdOf` finds it in what was sealed. Says nothing of the secret. */
  keyId: string
  /** From which fingerprints are made, as text to be sealed: a vault of another secret can go on with it. */
  printKey: string
}

type Key = { id: Buffer; sealing: KeyObject }

/**
 * The functions over one 32-byte secret; each purpose has a key of its own (HKDF-SHA-256). `others`: secrets whose seals are
 * opened as well. `printKey`: fingerprints go on from that of another vault.
 */
export function createVault(
  secret: Buffer,
  others: readonly Buffer[] = [],
  printKey = subkey(secret, 'fingerprint').export().toString('hex'),
): Vault {
  const own = keyOf(secret)
  const keys = [own, ...others.map(keyOf)]
  return {
    keyId: own.id.toString('hex'),
    printKey,
    seal(text, aad) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', own.sealing, nonce)
      cipher.setAAD(Buffer.from(aad))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const head = Buffer.concat([Buffer.of(versions.named), own.id])
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, aad) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes[0] === versions.unnamed) {
        // Whichever opens it: a wrong key fails the seal.
        return keys.map((key) => opened(key, bytes.subarray(1), aad)).find(isText) ?? null
      }
      if (bytes[0] !== versions.named) return null
      const id = bytes.subarray(1, 1 + keyIdBytes)
      const key = keys.find((one) => one.id.equals(id))
      return key ? opened(key, bytes.subarray(1 + keyIdBytes), aad) : null
    },
    // The key before the text will do: nobody can go on from a quarter of a digest. An HMAC costs several times as much,
    // and a list of jobs takes one for each.
    fingerprint: (text) => hash('sha256', printKey + text, 'hex').slice(0, 16),
  }
}

const isText = (text: string | null): text is string => text !== null

/** `bytes`: nonce, tag, body. */
function opened({ sealing }: Key, bytes: Buffer, aad: string): string | null {
  if (bytes.length < nonceBytes + tagBytes) return null
  const nonce = bytes.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    const body = bytes.subarray(nonceBytes + tagBytes)
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

/** Which secret a text was sealed with; null: it does not say (the first version), or is no sealed text. */
export function keyIdOf(sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  const isNamed = bytes[0] === versions.named && bytes.length > keyIdBytes
  return isNamed ? bytes.subarray(1, 1 + keyIdBytes).toString('hex') : null
}

function keyOf(secret: Buffer): Key {
  const id = subkey(secret, 'key-id').export().subarray(0, keyIdBytes)
  return { id, sealing: subkey(secret, 'seal') }
}

function subkey(secret: Buffer, purpose: string): KeyObject {
  const info = `cis-logpush-dashboard/${purpose}/v1`
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, 32)))
}

type Slot = {
  stamp?: string
  vault?: Vault
  /** All secrets that this process has met: what they sealed stays readable to it. */
  known: Buffer[]
  printKey?: string
}
const slot = () => singleton<Slot>('vault', () => ({ known: [] }))

/** The vault of this process, over the secrets as they are now: a file that came since counts at once. */
function vaultNow(): Vault {
  const current = slot()
  const stamp = secretsStamp(env())
  if (current.vault && current.stamp === stamp) return current.vault
  const { secret, next } = loadSecrets(env())
  for (const one of [secret, ...(next ? [next] : [])]) {
    if (!current.known.some((known) => known.equals(one))) current.known.push(one)
  }
  // Until something else is kept (print-key.ts), fingerprints are the old secret's.
  current.printKey ??= createVault(secret).printKey
  current.stamp = stamp
  current.vault = createVault(next ?? secret, current.known, current.printKey)
  return current.vault
}

/** Fingerprints go on as they were under another secret. */
export function setPrintKey(printKey: string): void {
  const current = slot()
  current.printKey = printKey
  current.vault = undefined
}

export const seal: Vault['seal'] = (text, aad) => vaultNow().seal(text, aad)

export function open(sealed: string, aad: string): string | null {
  const known = slot().vault
  const text = known?.open(sealed, aad) ?? null
  if (text !== null) return text
  // Another process may have sealed it with a secret that came meanwhile.
  const now = vaultNow()
  return now === known ? null : now.open(sealed, aad)
}

export const fingerprint: Vault['fingerprint'] = (secret) =>
  (slot().vault ?? vaultNow()).fingerprint(secret)

/** Of the secret that seals now. */
export const sealingKeyId = (): string => vaultNow().keyId

/** What fingerprints are made from now. */
export const currentPrintKey = (): string => vaultNow().printKey

/** 256 random bits, base64url (43 characters): a session's id. */
export function randomId(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 in hexadecimal; enough for ids of 256 random bits, which nobody can guess. */
export function hashId(id: string): string {
  return hash('sha256', id, 'hex')
}
