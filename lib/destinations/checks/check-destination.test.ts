import { describe, expect, it } from 'vitest'
import { leaksIn } from '@/lib/testing/leaks'
import { destinationInput } from '../registry'
import { said } from '../testing/checks'
import { anyCloudLogs, anyCos, anyHttps, anySplunk } from '../testing/generators'
import { forAll } from '../testing/random'
import { checkDestination } from './check-destination'

const guid = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const good = {
  kind: 'cos',
  auth: 'apiKey',
  instanceId: guid,
  bucket: 'edge-logs',
  region: 'eu-de',
  apiKey: 'FAKE-KEY-0123456789',
}
const generators = [anyCos, anyCloudLogs, anySplunk, anyHttps]
const check = (input: unknown) => checkDestination(input, destinationInput).items.map(said)

describe('checkDestination', () => {
  it.each([
    good,
    { kind: 'cloudLogs', instanceId: guid, region: 'eu-gb', apiKey: good.apiKey },
    {
      kind: 'splunk',
      endpoint: 'splunk.example:8088',
      sourceType: 'cloudflare:json',
      token: 'fa4e94e8-5792-4ad1-be3c-29bcaee0197d',
    },
    { kind: 'qradar', host: 'qradar.example', port: 8443 },
    {
      kind: 'https',
      url: 'https://logs.example/in',
      headers: [{ name: 'Authorization', value: 'Bearer FAKE' }],
      params: [{ name: 'tags', value: 'host:a,dataset:b' }],
    },
    {
      kind: 'other',
      conf: 's3://edge-logs/{DATE}?region=eu-west-1',
      ownershipToken: 'eyJFAKE.FAKE',
    },
  ])('has nothing to say of a good destination: %j', (input) => {
    expect(check(input)).toEqual([])
  })

  it.each([
    [{ kind: 'splunk', endpoint: '', token: '' }, ['endpoint', 'token']],
    [{ kind: 'qradar', host: '', port: 0 }, ['host', 'port']],
    [
      { kind: 'https', url: '', headers: [{ name: 'a:', value: 'x\n' }] },
      ['headers.0.name', 'headers.0.value', 'url'],
    ],
    [{ kind: 'other', conf: 's3 ://' }, ['conf']],
  ])('says one error of each member of %j', (input, expected) => {
    const { items } = checkDestination(input, destinationInput)
    const paths = items.filter(({ level }) => level === 'error').map(({ path }) => path)
    expect(paths.sort()).toEqual(expected)
  })

  it('names the faults of the schema by their members, errors first', () => {
    expect(check({ ...good, region: 'EU', bucket: 'A', colour: 1 })).toEqual([
      'error invalid bucket',
      'error invalid region',
      'error unknown_member colour',
      'warning region_unknown region',
    ])
    expect(check({ kind: 'cos' })).toContain('error invalid bucket')
  })

  it('says a fault once, in its own words', () => {
    expect(check({ ...good, bucket: 'edge-logs/http' })).toEqual(['error bucket_only bucket'])
  })

  it.each([
    [{ kind: 'logdna', hostname: 'logs.example' }, ['error retired kind']],
    [{ kind: 'pigeon' }, ['error kind_unknown kind']],
    [{}, ['error kind_unknown kind']],
    [null, ['error kind_unknown kind']],
    ['cos', ['error kind_unknown kind']],
    [[good], ['error kind_unknown kind']],
  ])('says of %j: %j', (input, expected) => {
    expect(check(input)).toEqual(expected)
  })

  it('has a sentence for each, and no secret in it', () => {
    forAll(300, (r) => {
      const input: Record<string, unknown> = r.pick(generators)(r)
      const secret = `FAKE${r.text('abcDEF0123', 16, 30)}`
      for (const member of Object.keys(input)) {
        if (member !== 'kind' && r.chance(0.4)) input[member] = secret
      }
      const { items } = checkDestination(input, destinationInput)
      expect(leaksIn(JSON.stringify(items), { secret })).toEqual([])
      for (const { message } of items) expect(message).toMatch(/^\S.*[.?…]$/)
    })
  })

  it('refuses nothing that the schema takes and IBM does', () => {
    forAll(300, (r) => {
      const input = r.pick(generators)(r)
      const { items } = checkDestination(input, destinationInput)
      const refused = items.filter(({ level }) => level === 'error')
      expect(refused, JSON.stringify(input)).toEqual([])
    })
  })
})
