const base64url = (text: string) => {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte))
  return btoa(binary.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A token with these claims and a signature of nobody's, for tests. */
export function fakeToken(claims: unknown): string {
  const header = base64url(JSON.stringify({ alg: 'ES256', typ: 'JWT' }))
  return `${header}.${base64url(JSON.stringify(claims))}.FAKE-signature`
}
