import { createHmac, timingSafeEqual } from 'node:crypto'
import type { OwnershipClaims } from './context.ts'

/**
 * Signs and reads what the simulated IAM and the simulated engine hand out. The secrets are fixed, so that a session outlives
 * a restart of the simulator, as it would outlive one of IBM's processes; nothing real is protected by them.
 */
export type Signer = {
  sign(payload: object): string
  /** null when it is malformed or not signed here. Expiry is the caller's matter. */
  verify(token: string): Record<string, unknown> | null
}

export function createSigner(secret: string): Signer {
  const mac = (text: string) => createHmac('sha256', secret).update(text).digest()
  return {
    sign(payload) {
      const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`
      return `${text}.${mac(text).toString('base64url')}`
    },
    verify(token) {
      const parts = token.split('.')
      const [head, payload, signature] = parts
      if (parts.length !== 3 || !head || !payload || !signature) return null
      const given = Buffer.from(signature, 'base64url')
      const expected = mac(`${head}.${payload}`)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      return decode(payload)
    },
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

export function toOwnershipClaims(payload: Record<string, unknown> | null): OwnershipClaims | null {
  if (!payload) return null
  const { object_type, object_id, destination, fingerprint, iat, exp } = payload
  if (
    object_type !== 'zone' ||
    typeof object_id !== 'string' ||
    typeof destination !== 'string' ||
    typeof fingerprint !== 'string' ||
    typeof iat !== 'number' ||
    typeof exp !== 'number'
  ) {
    return null
  }
  return { object_type, object_id, destination, fingerprint, iat, exp }
}
