import 'server-only'
import { hash } from 'node:crypto'
import { comparedEmail } from '@/lib/grants/email'
import type { PersonRow } from '@/lib/server/db/people'
import { log } from '@/lib/server/log'
import { SignInRefusal } from './refusal'

type Claims = Record<string, unknown>

export type ClaimRules = {
  issuer: string
  groupsClaim: string
  /** An address counts as verified where the provider does not say. */
  trustEmail: boolean
}

/** Beyond these no provider's groups are meant for a person to manage access by. */
const mostGroups = 1_000
const longestGroup = 256
const longestName = 200
/** Of a mailbox (RFC 5321). */
const longestEmail = 254
/** OpenID Connect Core, 2: at most 255 characters. */
const longestSubject = 255

/** Whether the ID token says all that is needed; else the provider's userinfo is asked. */
export function isComplete(
  claims: Claims,
  { groupsClaim }: Pick<ClaimRules, 'groupsClaim'>,
): boolean {
  return typeof claims.email === 'string' && claims[groupsClaim] !== undefined
}

/** What userinfo adds to the ID token. An address is verified only by whoever named it. */
export function mergeClaims(token: Claims, userinfo: Claims): Claims {
  const merged = { ...userinfo, ...token }
  const named = token.email === undefined ? userinfo : token
  const isSame = token.email === userinfo.email
  const verified = named.email_verified ?? (isSame ? userinfo.email_verified : undefined)
  return { ...merged, email_verified: verified }
}

/** As every record here names somebody of a provider: the same subject of another issuer is somebody else. */
export function personId(issuer: string, subject: string): string {
  return `oidc-${hash('sha256', `${issuer}\n${subject}`, 'hex').slice(0, 32)}`
}

/**
 * Who the claims speak of. Only what has its right form counts: a group is a text in a list, an address is verified by
 * `true` alone. Throws SignInRefusal without a subject.
 */
export function toPerson(claims: Claims, rules: ClaimRules, now = Date.now()): PersonRow {
  const { issuer, groupsClaim, trustEmail } = rules
  const subject = claims.sub
  if (typeof subject !== 'string' || subject === '' || subject.length > longestSubject) {
    throw new SignInRefusal('identity_invalid', 'no usable subject')
  }
  const email = emailOf(claims.email)
  const isVerified =
    claims.email_verified === true || (claims.email_verified === undefined && trustEmail)
  const names = [claims.name, claims.preferred_username, email, subject]
  return {
    id: personId(issuer, subject),
    issuer,
    subject,
    name: names.map(oneLine).find((name) => name !== '') ?? 'Unknown',
    email,
    isEmailVerified: email !== '' && isVerified,
    groups: groupsOf(claims[groupsClaim]),
    seenAt: now,
  }
}

function emailOf(value: unknown): string {
  if (typeof value !== 'string' || value.length > longestEmail) return ''
  const email = comparedEmail(value.trim())
  return /^[^\s@\p{Cc}\p{Cf}]+@[^\s@\p{Cc}\p{Cf}]+$/u.test(email) ? email : ''
}

const oneLine = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .slice(0, longestName)
        .toWellFormed()
        .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim()
    : ''

function groupsOf(value: unknown): string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    log.warn('oidc_groups_ignored', { reason: 'the claim is no list' })
    return []
  }
  const groups = new Set<string>()
  for (const group of value) {
    if (groups.size === mostGroups) {
      log.warn('oidc_groups_cut', { given: value.length, kept: mostGroups })
      break
    }
    if (typeof group === 'string' && isGroup(group)) groups.add(group)
  }
  return [...groups]
}

const isGroup = (name: string) =>
  name !== '' && name.length <= longestGroup && name.isWellFormed() && !/\p{Cc}/u.test(name)
