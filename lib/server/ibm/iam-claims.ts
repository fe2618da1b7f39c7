import 'server-only'
import { isObject, parseJson } from './upstream-message'

export type Claims = {
  /** '' when the token does not say; so with every member that is a string. */
  iamId: string
  /** Falls back on the e-mail address, then on the IAM id. */
  name: string
  email: string
  accountId: string
  /** The token holds no name; falls back on the id. */
  accountName: string
  /** `ServiceId` for a service ID; null for a person. */
  subType: string | null
  expiresAtMs: number | null
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/**
 * What the access token says of its bearer (the claims' names are unproven). Not verified: it came
 * straight from IAM. Never throws; a token that is no JWT gives empty texts.
 */
export function claims(accessToken: string): Claims {
  const part = accessToken.split('.')[1] ?? ''
  const decoded = parseJson(Buffer.from(part, 'base64url').toString('utf8'))?.value
  const body = isObject(decoded) ? decoded : {}
  const account = isObject(body.account) ? body.account : {}
  const subject = textOf(body.sub)
  const iamId = textOf(body.iam_id) || textOf(body.id) || subject
  const email = textOf(body.email) || (subject.includes('@') ? subject : '')
  const given = `${textOf(body.given_name)} ${textOf(body.family_name)}`.trim()
  const accountId = textOf(account.bss)
  return {
    iamId,
    name: oneLine(textOf(body.name)) || oneLine(given) || email || iamId,
    email,
    accountId,
    accountName: oneLine(textOf(account.name)) || accountId,
    subType: textOf(body.sub_type) || null,
    expiresAtMs: typeof body.exp === 'number' ? body.exp * 1000 : null,
  }
}

/** Whoever has an account names their service IDs: a name must not turn around what stands beside it. */
const oneLine = (text: string) =>
  text.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu, ' ').trim()
