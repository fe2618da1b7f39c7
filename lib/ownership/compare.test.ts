import { describe, expect, it } from 'vitest'
import { challengeConf } from '@/lib/destinations/cos-place'
import { destinationInput } from '@/lib/destinations/registry'
import { anyCos, anyPath } from '@/lib/destinations/testing/generators'
import { forAll } from '@/lib/destinations/testing/random'
import { type BoundDestination, compareToken, type Part } from './compare'
import { applyRepair, repairLabel, repairs } from './repairs'
import { fakeToken } from './testing'
import { readOwnershipToken } from './token'
import { comparisonWords } from './words'

const nowMs = Date.UTC(2026, 9, 14, 9, 38)
const zoneId = '3f9c0d8e51b24a0f9e6d2c7b8a10a71e'
const otherZone = '00000000000000000000000000000001'
const instanceId = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const destination: BoundDestination = {
  instanceId,
  bucket: 'edge-logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: true,
}
const conf = challengeConf(destination)
const exp = nowMs / 1000 + 86_400

function compare(claims: unknown, here: BoundDestination = destination) {
  const reading = readOwnershipToken(fakeToken(claims))
  if (!reading.ok) throw new Error(reading.reason)
  return compareToken(reading.token, { zoneId, destination: here, nowMs })
}

/** The verdicts in order, one letter each: same, differs, unknown. */
const verdicts = (claims: unknown, here?: BoundDestination) =>
  compare(claims, here)
    .parts.map(({ verdict }) => verdict[0])
    .join('')

describe('compareToken', () => {
  // made for · zone · bucket · path · region · instance · good until
  it.each<[string, Record<string, unknown>, string]>([
    [
      'everything named',
      { aud: 'logpush-ownership', object_id: zoneId, destination: conf, exp },
      'sssssss',
    ],
    ['other names', { sub: `zone:${zoneId}`, d: { conf }, exp }, 'ussssss'],
    ['deeply nested', { a: { b: [{ c: { dest: conf, z: zoneId } }] }, exp }, 'ussssss'],
    ['no scheme', { destination: conf.replace('cos://', ''), zone: zoneId, exp }, 'ussssss'],
    ['percent-encoded', { destination: encodeURIComponent(conf), zone: zoneId, exp }, 'ussssss'],
    [
      '{DATE} encoded',
      { destination: conf.replace('{DATE}', '%7BDATE%7D'), zone: zoneId },
      'usssssu',
    ],
    ['slashes at the ends', { destination: conf.replace('?', '/?'), zone: zoneId, exp }, 'ussssss'],
    [
      'upper case',
      {
        destination: `COS://${conf.slice(6).replace(instanceId, instanceId.toUpperCase())}`,
        zone: zoneId.toUpperCase(),
        exp,
      },
      'ussssss',
    ],
    [
      'parts of their own',
      {
        cos: { bucket_name: 'edge-logs', path: '/http/{DATE}', region: 'eu-de', id: instanceId },
        zone: zoneId,
        exp,
      },
      'ussssss',
    ],
    ['milliseconds', { exp: exp * 1000 }, 'uuuuuus'],
    ['an end as text', { exp: String(exp) }, 'uuuuuus'],
    ['nothing at all', {}, 'uuuuuuu'],
    ['claims that are odd', { exp: 'soon', destination: 7, zone: null, x: [] }, 'uuuuuuu'],
    ['a fingerprint that looks like a zone', { fingerprint: otherZone, jti: otherZone }, 'uuuuuuu'],
    ['no region, no instance', { destination: 'cos://edge-logs/http/{DATE}', exp }, 'uussuus'],
    ['another zone', { zone: otherZone, destination: conf, exp }, 'udsssss'],
    ['another zone beside a fingerprint', { zone: otherZone, print: zoneId }, 'uduuuuu'],
    [
      'a zone’s id in the bucket’s name alone',
      { destination: `cos://${otherZone}?region=eu-de` },
      'uuddsuu',
    ],
    ['another bucket', { destination: conf.replace('edge-logs', 'edge-log') }, 'uudsssu'],
    ['no daily folders', { destination: conf.replace('/{DATE}', '') }, 'uusdssu'],
    ['no path', { destination: conf.replace('/http/{DATE}', '') }, 'uusdssu'],
    ['the path in another case', { destination: conf.replace('http', 'HTTP') }, 'uusdssu'],
    ['another region', { destination: conf.replace('eu-de', 'us-south') }, 'uussdsu'],
    ['another instance', { destination: conf.replace('6f1c', '6f1d') }, 'uusssdu'],
    ['past its end', { destination: conf, exp: nowMs / 1000 }, 'uussssd'],
    [
      'IBM’s sign-in',
      { iam_id: 'IBMid-FAKE', iss: 'https://iam.cloud.ibm.com/identity', exp },
      'duuuuus',
    ],
    [
      'a bucket named after logpush',
      { destination: 'cos://logpush-ownership?region=eu-de' },
      'uuddsuu',
    ],
  ])('%s', (_name, claims, expected) => {
    expect(verdicts(claims)).toBe(expected)
    const { fits, differing } = compare(claims)
    expect(fits).toBe(!expected.includes('d'))
    expect(differing).toHaveLength([...expected].filter((letter) => letter === 'd').length)
  })

  it('says when the token ends', () => {
    expect(compare({ exp })).toMatchObject({ expired: false, expiresAtMs: exp * 1000 })
    expect(compare({ exp: 1 })).toMatchObject({ expired: true, expiresAtMs: 1000 })
    expect(compare({})).toMatchObject({ expired: false, expiresAtMs: null })
  })

  it('finds every destination of ours to be the same as itself, and any change of it', () => {
    forAll(1000, (r) => {
      const here = destinationInput.parse({ ...anyCos(r) })
      if (here.kind !== 'cos') return
      const claims = { destination: challengeConf(here), zone: zoneId, exp }
      expect(compare(claims, here).differing).toEqual([])
      const changes: [Part, BoundDestination][] = [
        ['bucket', { ...here, bucket: `${here.bucket}0` }],
        ['path', { ...here, dailyFolders: !here.dailyFolders }],
        ['path', { ...here, path: `${here.path ?? ''}/new` }],
        ['region', { ...here, region: 'au-syd' }],
        ['instance', { ...here, instanceId: r.guid() }],
      ]
      for (const [part, changed] of changes) {
        expect(compare(claims, changed).differing).toEqual([part])
      }
    })
  })
})

describe('the words', () => {
  const sentence = (claims: unknown) => {
    const { title, sentence } = comparisonWords(compare(claims), () => '7 Oct, 09:31')
    return `${title}. ${sentence}`
  }

  it.each([
    [
      { destination: conf.replace('/{DATE}', '') },
      'One part differs: the path. The token was created for http; this job writes to http/{DATE}. It was not sent.',
    ],
    [
      { destination: conf.replace('/http/{DATE}', '') },
      'One part differs: the path. The token was created for the root of the bucket; this job writes to http/{DATE}. It was not sent.',
    ],
    [
      { zone: otherZone, destination: conf.replace('eu-de', 'eu') },
      `Two parts differ: the zone and the region. The token was created for ${otherZone}; this job is for ${zoneId}. The token was created for eu; this job names eu-de. It was not sent.`,
    ],
    [
      { destination: conf, exp: 1 },
      'The token has expired. It expired on 7 Oct, 09:31. Request a new one.',
    ],
    [
      { iam_id: 'x' },
      'This is a different kind of token. It was created for IBM Cloud sign-in. Paste the content of the challenge file. It was not sent.',
    ],
    [
      { aud: 'logpush', zone: zoneId, destination: conf, exp },
      'Token matches. The token was created for this zone and destination.',
    ],
    [
      { zone: zoneId, destination: conf, exp },
      'Token matches. Purpose not stated; everything else matches.',
    ],
    [
      { zone: zoneId, destination: conf },
      'Token matches. Not stated in the token: the purpose and the expiry date. IBM decides.',
    ],
  ])('%j', (claims, expected) => {
    expect(sentence(claims)).toBe(expected)
  })

  it('has words of its own for a moment', () => {
    expect(comparisonWords(compare({ exp: 1 })).sentence).toContain('1970-01-01 00:00 UTC')
  })
})

describe('repairs', () => {
  const ways = (claims: unknown) => repairs(compare(claims), destination)
  const again = { kind: 'askAgain' }

  it.each([
    ['it fits', { destination: conf }, []],
    [
      'daily folders',
      { destination: conf.replace('/{DATE}', '') },
      [again, { kind: 'dailyFolders', value: false }],
    ],
    [
      'another path',
      { destination: conf.replace('http', 'old') },
      [again, { kind: 'usePath', value: 'old', dailyFolders: true }],
    ],
    [
      'the root of the bucket',
      { destination: 'cos://edge-logs?region=eu-de' },
      [again, { kind: 'usePath', value: '', dailyFolders: false }],
    ],
    [
      'a path that we would not take',
      { destination: 'cos://edge-logs/a%25b?region=eu-de' },
      [again],
    ],
    ['two parts', { destination: 'cos://x/http?region=eu-de' }, [again]],
    ['another zone', { zone: otherZone, destination: conf }, [again]],
    ['too old', { exp: 1, destination: conf.replace('/{DATE}', '') }, [again]],
    ['another kind of token', { iam_id: 'x' }, [{ kind: 'pasteAnother' }, again]],
  ])('%s', (_name, claims, expected) => {
    expect(ways(claims)).toEqual(expected)
  })

  it.each([
    [{ kind: 'askAgain' }, 'Request a new one for http/{DATE}'],
    [{ kind: 'pasteAnother' }, 'Paste another'],
    [{ kind: 'dailyFolders', value: false }, 'Turn daily folders off'],
    [{ kind: 'dailyFolders', value: true }, 'Turn daily folders on'],
    [{ kind: 'usePath', value: 'old', dailyFolders: true }, 'Write to old/{DATE} instead'],
    [
      { kind: 'usePath', value: '', dailyFolders: false },
      'Write to the root of the bucket instead',
    ],
  ] as const)('%j reads %s', (repair, label) => {
    expect(repairLabel(repair, destination)).toBe(label)
  })

  it('make the same token fit wherever they say so', () => {
    forAll(800, (r) => {
      const made = { ...destination, path: anyPath(r), dailyFolders: r.chance(0.5) }
      const here = {
        ...destination,
        path: r.chance(0.5) ? made.path : anyPath(r),
        dailyFolders: r.chance(0.5),
      }
      const claims = { destination: challengeConf(made) }
      const comparison = compare(claims, here)
      for (const repair of repairs(comparison, here)) {
        if (repair.kind !== 'dailyFolders' && repair.kind !== 'usePath') continue
        expect(compare(claims, applyRepair(here, repair)).fits).toBe(true)
      }
      expect(comparison.fits || repairs(comparison, here).length === 2).toBe(true)
    })
  })
})
