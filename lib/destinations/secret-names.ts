// The one list of names that mean a secret: of members in our inputs and IBM's bodies, of a destination's parameters and
// headers, of HTTP headers and of our own settings. It imports nothing, so that everything may import it.

/** Anywhere in a name: `ibm_api_key`, `secret-access-key`, `X-Auth-User-Token`, `ownershipToken`, `refresh_token`. */
const words =
  /token|secret|passw|passcode|passphrase|apikey|accesskey|authorization|cookie|credential|signature|bearer|ownershipchallenge|sealed|continuation|databaseurl/

/** The whole name, or its end: `sig`, `key`, `DD-API-KEY`, `x-functions-key`. */
const ends = /(?:^(?:sig|sas|jwt|pwd|pass|hmac|keys)|key)$/

/** What only tells about a secret, or names none: `tokenExpiresAt`, `hasKey`, `NoSuchKey`. */
const harmless = /(?:expiresat|expiresin|expiration|method|kind|type|count)$|^(?:has|is|nosuch)/

/** As names are compared: without case and separators. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Whether what stands under this name is a secret by itself: `apiKey`, `ibm_api_key` and `X-Api-Key` are one name. */
export function isSecretName(name: string): boolean {
  const known = plain(name)
  return (words.test(known) || ends.test(known)) && !harmless.test(known)
}

/** A header that a destination is sent with; whatever it holds is never shown. Its own name stands behind. */
export const headerParam = /^header_/i

/** Whether a destination's whole text stands under this name, of which only a part is secret. */
export function isConfName(name: string): boolean {
  return /^(?:destination)?conf$/.test(plain(name))
}

export type Assignment = {
  name: string
  /** What stands between name and value: `=`, `: `, `":"`. */
  is: string
  /** Where the value begins. */
  at: number
}

/**
 * Every `name=value` and `"name": "value"` in a text whose name means a secret, a header of a destination, or a whole
 * destination. Whatever is glued to a name before it is part of it: IBM's own examples lack an "&".
 */
export function* secretAssignments(text: string): Generator<Assignment> {
  for (const { 0: is, index } of text.matchAll(/["']?\s{0,8}[=:]\s{0,8}["']?/g)) {
    const name = /[\w.-]+$/.exec(text.slice(Math.max(0, index - 64), index))?.[0] ?? ''
    const means =
      isSecretName(name) || isConfName(name) || /(?:^|[^a-z])header_[\w.-]+$/i.test(name)
    if (means) yield { name, is, at: index + is.length }
  }
}
