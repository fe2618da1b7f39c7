import 'server-only'

/** A phone by what the browser says of itself, so that the right form of a list is there before any script. */
export function saysPhone(headers: Pick<Headers, 'get'>): boolean {
  const hint = headers.get('sec-ch-ua-mobile')
  return hint ? hint === '?1' : /Mobi/.test(headers.get('user-agent') ?? '')
}
