import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/server/errors'
import { encodeSegment, endpointUrl, fillBase, path } from './path'

const crn =
  'crn:v1:bluemix:public:internet-svcs:global:a/FAKE0123:11111111-2222-4333-8444-555555555555::'

describe('path', () => {
  it('encodes a CRN as one segment, its colons and slash included', () => {
    const built = path`/v2/${crn}/zones/${'ab12'}/logpush/jobs`
    expect(built).toBe(
      '/v2/crn%3Av1%3Abluemix%3Apublic%3Ainternet-svcs%3Aglobal%3Aa%2FFAKE0123%3A11111111-2222-4333-8444-555555555555%3A%3A/zones/ab12/logpush/jobs',
    )
  })

  it.each(['', '.', '..', 'a\u0000b', 'a\nb', 'a\rb', '\u007f', '\ud800', 'x\udfff'])(
    'refuses %j',
    (value) => {
      expect(() => path`/v1/${value}/x`).toThrow(AppError)
    },
  )

  it.each([
    ['%2e%2e', '%252e%252e'],
    ['%2E', '%252E'],
    ['../..', '..%2F..'],
    ['...', '...'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a\\b', 'a%5Cb'],
    ['ü@host', '%C3%BC%40host'],
  ])('keeps %j inside its segment', (value, encoded) => {
    expect(encodeSegment(value)).toBe(encoded)
  })
})

/** A small generator with a fixed seed, so that a failure can be repeated. */
function hostile(seed: number): () => string {
  const alphabet = [
    ...'./\\%?#@:;&=+ \t\n"\'<>|^`{}[]()*!~$,aZ09',
    '%2e',
    '%2f',
    '%00',
    '..',
    '//',
    '\u2028',
    '\ufeff',
    '．',
    '／',
    '\ud83d\ude00',
    '\ud800',
    'http://evil.example',
    '@evil.example',
  ]
  let state = seed
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
  return () =>
    Array.from(
      { length: Math.floor(random() * 8) },
      () => alphabet[Math.floor(random() * alphabet.length)],
    ).join('')
}

describe('endpointUrl with hostile ids', () => {
  it.each(['https://cis.example', 'http://127.0.0.1:21000/cis', 'http://h:1/a%20b/c'])(
    'below %s every id is refused or stays exactly one segment',
    (base) => {
      const next = hostile(base.length)
      let accepted = 0
      for (let round = 0; round < 4_000; round++) {
        const [one, two] = [next(), next()]
        let url: URL
        try {
          url = endpointUrl(base, path`/v2/${one}/zones/${two}`, { q: one.toWellFormed() })
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          continue
        }
        accepted++
        const prefix = new URL(base).pathname.replace(/\/$/, '')
        const segments = url.pathname.slice(prefix.length).split('/')
        expect(url.origin).toBe(new URL(base).origin)
        expect(url.pathname.startsWith(`${prefix}/v2/`)).toBe(true)
        expect(segments).toHaveLength(5)
        expect(decodeURIComponent(segments[2] ?? '')).toBe(one)
        expect(decodeURIComponent(segments[4] ?? '')).toBe(two)
        expect(url.searchParams.get('q')).toBe(one)
        expect(url.hash).toBe('')
      }
      expect(accepted).toBeGreaterThan(1_000)
    },
  )
})

describe('endpointUrl', () => {
  it('keeps the prefix of the base, and drops its last slash', () => {
    expect(endpointUrl('http://127.0.0.1:1/cis/', '/v1/x').href).toBe('http://127.0.0.1:1/cis/v1/x')
  })

  it('writes numbers and bare names, and leaves undefined out', () => {
    const url = endpointUrl('https://h.example', '/', { extended: true, marker: undefined, n: 2 })
    expect(url.href).toBe('https://h.example/?extended&n=2')
  })

  it.each(['/a/../b', '/./a', 'a', '/a?b', '/a#b', '/%2e%2e/b', '/a\\b'])(
    'refuses the path %j, which a URL parser would change',
    (text) => {
      expect(() => endpointUrl('https://h.example/base', text)).toThrow(AppError)
    },
  )
})

describe('fillBase', () => {
  const guid = '0a0b0c0d-1111-4222-8333-444455556666'

  it('fills both placeholders', () => {
    const base = 'https://{instance_id}.ingress.{region}.logs.example'
    expect(fillBase(base, { region: 'eu-de', instance_id: guid })).toBe(
      `https://${guid}.ingress.eu-de.logs.example`,
    )
  })

  it.each(['', 'eu-de.evil.example', 'EU-DE', 'eu_de', '-eu', 'eu-', 'eu/de', 'eu@x', 'e#'])(
    'refuses the region %j',
    (region) => {
      expect(() => fillBase('https://s3.{region}.example', { region })).toThrow(AppError)
    },
  )

  it.each(['', 'x', `${guid}.evil`, `${guid}\n`, guid.replace('-', '.')])(
    'refuses the instance id %j',
    (id) => {
      expect(() => fillBase('https://{instance_id}.example', { instance_id: id })).toThrow(AppError)
    },
  )

  it('refuses a base whose value was not given', () => {
    expect(() => fillBase('https://s3.{region}.example', {})).toThrow(AppError)
  })
})
