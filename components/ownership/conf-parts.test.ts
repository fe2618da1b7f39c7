import { describe, expect, it } from 'vitest'
import { codeText } from '@/components/ui/code-block'
import { challengeConf } from '@/lib/destinations/cos-place'
import type { ComparedPart, TokenComparison } from '@/lib/ownership/compare'
import { boundConfParts } from './conf-parts'

const place = {
  instanceId: '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20',
  bucket: 'edge-logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: true,
}

function comparison(...differing: [ComparedPart['part'], here: string, inToken: string][]) {
  const parts = differing.map(
    ([part, here, inToken]): ComparedPart => ({ part, here, inToken, verdict: 'differs' }),
  )
  const found: TokenComparison = {
    parts,
    differing: parts.map(({ part }) => part),
    expired: false,
    expiresAtMs: null,
    fits: false,
  }
  return found
}

const differing = (parts: ReturnType<typeof boundConfParts>) =>
  parts.flatMap((part) => (typeof part !== 'string' && part.as === 'differs' ? [part.text] : []))

describe('boundConfParts', () => {
  it.each([
    place,
    { ...place, path: '', dailyFolders: false },
    { ...place, path: '', dailyFolders: true },
    { ...place, path: 'größe/a b' },
  ])('is the destination, letter by letter: $path', (one) => {
    const conf = challengeConf(one)
    expect(codeText(boundConfParts(conf, null)).replaceAll(/\n */g, '')).toBe(conf)
  })

  it('marks what the token has otherwise, and nothing else', () => {
    const conf = challengeConf(place)
    expect(
      differing(boundConfParts(conf, comparison(['path', 'http/{DATE}', 'http']))).join(''),
    ).toBe('/{DATE}')
    expect(differing(boundConfParts(conf, comparison(['region', 'eu-de', 'eu-gb']))).join('')).toBe(
      'de',
    )
    expect(differing(boundConfParts(conf, comparison(['zone', 'a', 'b'])))).toEqual([])
    expect(differing(boundConfParts(conf, null))).toEqual([])
  })
})
