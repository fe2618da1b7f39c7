import 'server-only'

/** Members of IBM's request bodies whose value is a secret, or a URL with secrets in it (IBM docs, logpush.md). */
const secretMember =
  /key|token|secret|password|passcode|ownership_challenge|destination_conf|authorization/i

/** The secret values in a request body, so that an error that echoes them can be masked. */
export function secretsIn(body: unknown, name = '', found: string[] = []): string[] {
  if (typeof body === 'string') {
    if (secretMember.test(name)) addSecret(body, found)
  } else if (Array.isArray(body)) {
    for (const item of body) secretsIn(item, name, found)
  } else if (typeof body === 'object' && body !== null) {
    for (const [member, value] of Object.entries(body)) secretsIn(value, member, found)
  }
  return found
}

function addSecret(value: string, found: string[]): void {
  const query = value.indexOf('?')
  if (query < 0 || !value.includes('://')) {
    found.push(value)
    return
  }
  // Of a destination's URL only the parameters are secret; its host is what an error has to name.
  for (const [name, part] of new URLSearchParams(value.slice(query))) {
    if (secretMember.test(name) || /^header_/i.test(name)) found.push(part)
  }
}
