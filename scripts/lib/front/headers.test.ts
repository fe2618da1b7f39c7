import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { knownHeaders } from './headers.mjs'

function taken(headers: Record<string, string | string[]>): Record<string, string> {
  const known = knownHeaders(headers)
  if ('tooLong' in known) throw new Error(known.tooLong)
  return known.headers
}

describe('headers that go on', () => {
  it('are what a browser sends and somebody reads', () => {
    const browser = {
      host: 'localhost:3000',
      accept: 'text/html',
      'accept-encoding': 'gzip, br',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)',
      'sec-fetch-site': 'same-origin',
      cookie: 'theme=dark',
    }
    expect(taken({ ...browser, 'accept-language': 'en', dnt: '1', pragma: 'no-cache' })).toEqual(
      browser,
    )
  })

  it('are the id of a request and the wish for a fresh reading, in their one form', () => {
    const id = '0b9a7c1e-5d2f-4a3b-8c4d-6e7f8a9b0c1d'
    expect(taken({ 'x-request-id': id, 'cache-control': 'no-cache' })).toEqual({
      'x-request-id': id,
      'cache-control': 'no-cache',
    })
    for (const odd of [`${id}0`, 'x'.repeat(15_000), `${id}\n`, '']) {
      expect(taken({ 'x-request-id': odd })).toEqual({})
    }
    expect(taken({ 'cache-control': 'max-age=0' })).toEqual({})
  })

  it('are the trace that goes on here, in its one form', () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
    expect(taken({ traceparent })).toEqual({ traceparent })
    for (const odd of [`${traceparent}-x`, traceparent.toUpperCase(), `01${traceparent}`, 'x']) {
      expect(taken({ traceparent: odd })).toEqual({})
    }
  })

  it('are tokens, and what was to be one, but nobody else’s credentials', () => {
    const token = `Bearer lpd_${'a'.repeat(43)}`
    expect(taken({ authorization: token })).toEqual({ authorization: token })
    for (const odd of ['bearer', 'Bearer x', `lpd_${'a'.repeat(43)}`, 'Basic lpd_a']) {
      expect(taken({ authorization: odd })).toEqual({ authorization: odd })
    }
    const long = `Bearer ${'x'.repeat(9_000)}`
    expect(taken({ authorization: long })).toEqual({ authorization: long.slice(0, 128) })
    for (const other of ['', 'Basic dXNlcjpGQUtF', `Negotiate ${'A'.repeat(9_000)}`, 'bearers']) {
      expect(taken({ authorization: other })).toEqual({})
    }
  })

  it.each([
    'content-security-policy',
    'content-security-policy-report-only',
    'x-nonce',
    'x-middleware-subrequest',
    'x-middleware-rewrite',
    'x-middleware-set-cookie',
    'x-matched-path',
    'x-now-route-matches',
    'x-invoke-path',
    'x-nextjs-data',
    'x-nextjs-request-id',
    'x-prerender-revalidate',
    'x-logpush-path',
    'x-logpush-address',
    'x-forwarded-host',
    'forwarded',
    'next-action',
    'next-resume',
    'range',
    'if-match',
    'upgrade',
    'authorization',
    '__proto__',
  ])('are without %s', (name) => {
    expect(taken({ host: 'x', [name]: '1' })).toEqual({ host: 'x' })
  })

  it('are no longer than they need be', () => {
    expect(knownHeaders({ host: 'a'.repeat(15_000) })).toEqual({ tooLong: 'host' })
    expect(knownHeaders({ 'content-type': 'a'.repeat(257) })).toEqual({ tooLong: 'content-type' })
    expect(taken({ 'user-agent': 'a'.repeat(15_000) })['user-agent']).toHaveLength(512)
  })

  const session = `logpush_session=${'A'.repeat(43)}`

  it('have the cookies of sign-ins under way, the newest four', () => {
    const flow = (at: number, value = 'x') =>
      `logpush_flow_${String(at).padStart(16, '0')}=${value}`
    const five = [1, 2, 3, 4, 5].map((at) => flow(at))
    expect(taken({ cookie: [...five, session].join('; ') }).cookie).toBe(
      [session, ...five.slice(1)].join('; '),
    )
    const long = `__Host-${flow(6, 'a'.repeat(2_400))}`
    expect(taken({ cookie: long }).cookie).toBe(long)
    for (const other of [flow(7, 'a'.repeat(2_600)), 'logpush_flow_1=x', `x${flow(8)}`]) {
      expect(taken({ cookie: other })).toEqual({})
    }
  })

  it('have our own cookies alone, the first of each name', () => {
    expect(
      taken({
        cookie: `other=1; ${session}; theme=dark;theme=light; logpush_session=x; thematic=1; =; theme`,
      }).cookie,
    ).toBe(`${session}; theme=dark`)
    expect(taken({ cookie: `${'a=b; '.repeat(3000)}__Host-${session}` }).cookie).toBe(
      `__Host-${session}`,
    )
    expect(taken({ cookie: `theme=${'a'.repeat(15_000)}` })).toEqual({})
    expect(taken({ cookie: '' })).toEqual({})
  })

  it('have what our code reads', () => {
    const root = resolve(import.meta.dirname, '../../..')
    const read = ['app', 'lib/server']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(root, folder, file),
        ),
      )
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.includes('/server/ibm/'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bheaders\.get\('([\w-]+)'\)/g)])
      .map((match) => match[1] ?? '')
      // Ours, which the front and proxy.ts add; and of an answer.
      .filter((name) => !/^(x-logpush-|retry-after$)/.test(name))
    expect(read).toContain('origin')
    const inOneForm: Record<string, string> = {
      cookie: 'theme=x',
      authorization: 'Bearer x',
      'x-request-id': '0b9a7c1e-5d2f-4a3b-8c4d-6e7f8a9b0c1d',
      'cache-control': 'no-cache',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    }
    const sent = Object.fromEntries(read.map((name) => [name, inOneForm[name] ?? '1']))
    expect(Object.keys(taken(sent)).sort()).toEqual(Object.keys(sent).sort())
  })
})

describe('the router’s state', () => {
  const tree = (text: string) => ({ rsc: '1', 'next-router-state-tree': encodeURIComponent(text) })
  const zone =
    '["",{"children":["(dashboard)",{"children":["instances",{"children":[["instanceId","x","d",null],{"children":["__PAGE__",{},null,"refetch"]}]}]},null,null,16]},null,null,1]'

  it.each([
    '["",{}]',
    '["",{"children":["sign-in",{"children":["__PAGE__?{\\"a\\":\\"b\\"}",{},["/sign-in",""],"inside-shared-layout",0,"x"]}]},null,null,true]'.replace(
      ',true]',
      ',2]',
    ),
    zone,
  ])('goes on, case %$', (text) => {
    expect(taken(tree(text))).toEqual(tree(text))
  })

  it.each([
    'junk',
    'null',
    '[]',
    '{}',
    '["",{},null,null,true]',
    '[1,{}]',
    '["",[]]',
    '["",{"children":1}]',
    '["",{},["only"]]',
    '["",{},null,"other"]',
    '["",{},null,["refetch"]]',
    '[["a","b","z",null],{}]',
    '[["a","b",["d"],null],{}]',
    '[["a","b","d"],{}]',
    '["",{},null,null,1,"x","more"]',
    `${'["",{"children":'.repeat(500)}1${'}]'.repeat(500)}`.slice(0, 2000),
    `${'["",{"a":'.repeat(100)}["",{}]${'}]'.repeat(100)}`,
  ])('that the framework could not read is left out, case %$', (text) => {
    expect(taken({ host: 'x', ...tree(text) })).toEqual({ host: 'x' })
  })

  it('that is no text at all is left out', () => {
    expect(taken({ rsc: '1', 'next-router-state-tree': '%ff' })).toEqual({})
  })
})
