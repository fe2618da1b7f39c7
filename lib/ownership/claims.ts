import { decode, parseConf } from '@/lib/destinations/conf'
import { cos } from '@/lib/destinations/cos-kind'
import { fullPath } from '@/lib/destinations/cos-place'
import { trimPath } from '@/lib/destinations/path'
import { findGuid, findRegion } from '@/lib/destinations/wire-ids'

/** What a token says of the destination it was made for; null: it does not say. */
export type TokenPlace = {
  bucket: string
  /** With `{DATE}`, without slashes at its ends; '' is the bucket itself. */
  path: string
  region: string | null
  instance: string | null
}

type Claim = { name: string; value: unknown }

const maxDepth = 8

/** Every claim with its name, nested ones too, the outer ones first. */
function allClaims(claims: Record<string, unknown>): Claim[] {
  const found: Claim[] = []
  let level: Claim[] = Object.entries(claims).map(([name, value]) => ({ name, value }))
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    found.push(...level)
    level = level.flatMap(({ name, value }) => {
      if (typeof value !== 'object' || value === null) return []
      // A list's members go by the list's name.
      return Array.isArray(value)
        ? value.map((item: unknown) => ({ name, value: item }))
        : Object.entries(value).map(([inner, item]) => ({ name: inner, value: item }))
    })
  }
  return found
}

function strings(claims: Record<string, unknown>): { name: string; value: string }[] {
  return allClaims(claims).flatMap(({ name, value }) =>
    typeof value === 'string' ? [{ name, value }] : [],
  )
}

/** A destination as one string, with or without its scheme, percent-encoded as a whole or not. */
function placeOfText(text: string): TokenPlace | null {
  for (const candidate of [text, decode(text)]) {
    const hasScheme = candidate.includes('://')
    if (!hasScheme && !/^[\w.-][^?]*\?(?:.*&)?region=/.test(candidate)) continue
    const view = cos.parseConf(parseConf(hasScheme ? candidate : `cos://${candidate}`))
    if (view) {
      const { bucket, region, instanceId } = view
      return { bucket, path: fullPath(view), region, instance: instanceId }
    }
  }
  return null
}

/** A destination as an object of its parts, in the words of IBM's request. */
function placeOfObject(value: unknown): TokenPlace | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const member = (...names: string[]) => {
    const found = Object.entries(value).find(([name]) => names.includes(name.toLowerCase()))?.[1]
    return typeof found === 'string' ? found : null
  }
  const bucket = member('bucket_name', 'bucket')
  if (bucket === null) return null
  return {
    bucket,
    path: trimPath(member('path', 'prefix') ?? ''),
    region: findRegion(member('region')),
    instance: findGuid(member('id', 'instance_id', 'instance-id', 'instanceid')),
  }
}

/** The destination in a token. The claim's name is unproven, so any that reads as one is taken. */
export function claimedPlace(claims: Record<string, unknown>): TokenPlace | null {
  const texts = strings(claims)
  const byName = texts.filter(({ name }) => /dest|conf|url|uri/i.test(name))
  for (const { value } of [...byName, ...texts]) {
    const place = placeOfText(value)
    if (place) return place
  }
  for (const value of [claims, ...allClaims(claims).map(({ value }) => value)]) {
    const place = placeOfObject(value)
    if (place) return place
  }
  return null
}

/** The destination of another kind that a token names, as it stands there; null: it names none. */
export function claimedConf(claims: Record<string, unknown>): string | null {
  const isConf = ({ value }: { value: string }) =>
    /^(?:s3|gs|azure|sumo|cos|r2|https|splunk|datadog):\/\//i.test(value)
  const texts = strings(claims).filter(isConf)
  const named = texts.find(({ name }) => /dest|conf/i.test(name))
  return named?.value ?? null
}

/** Claims that may hold 32 hexadecimal digits without naming a zone. */
const notAZone = /jti|nonce|hash|print|digest|sig|sum|kid|account/i

/** The zone a token was made for, its claim's name being unproven; null: none is named. */
export function claimedZone(claims: Record<string, unknown>, expected: string): string | null {
  const wanted = expected.toLowerCase()
  const candidates = strings(claims)
    .filter(
      ({ name, value }) =>
        !notAZone.test(name) && placeOfText(value) === null && !value.includes('://'),
    )
    .flatMap(
      ({ value }) => value.toLowerCase().match(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g) ?? [],
    )
  return candidates.find((id) => id === wanted) ?? candidates[0] ?? null
}

/**
 * What a token is for: `ownership`, `signIn` (a token of IBM's sign-in, pasted by mistake), or null when it does not
 * say. Source of the sign-in's claims: IBM's IAM tokens.
 */
export function claimedPurpose(claims: Record<string, unknown>): 'ownership' | 'signIn' | null {
  if ('iam_id' in claims || /iam\.cloud\.ibm\.com|\/identity$/.test(String(claims.iss ?? ''))) {
    return 'signIn'
  }
  const says = strings(claims).some(
    ({ name, value }) =>
      !/bucket|path|prefix|dest/i.test(name) &&
      value.length <= 128 &&
      /logpush|ownership/i.test(value) &&
      !placeOfText(value),
  )
  return says ? 'ownership' : null
}

/** When the token ends, Unix milliseconds; null: it does not say. */
export function claimedEnd(claims: Record<string, unknown>): number | null {
  const value = claims.exp
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null
  // Seconds by the standard; milliseconds are told by their size.
  return number > 1e11 ? number : number * 1000
}
