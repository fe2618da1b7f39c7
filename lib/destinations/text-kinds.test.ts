import { describe, expect, it } from 'vitest'
import { changeRequest } from './change-request'
import { parseConf } from './conf'
import { confText } from './conf-text'
import { https } from './https'
import { secretsFromConf } from './kept-key'
import {
  type DestinationInput,
  destinationInput,
  destinationPatch,
  fromConf,
  toConf,
  toRequest,
} from './registry'
import { heldDestination, settlePatch } from './settle-patch'
import { anyHttps, anySplunk } from './testing/generators'
import { forAll } from './testing/random'

const channelId = '0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f'
const held =
  'splunk://hec.example:8088/services/collector/raw?channel=0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f&header_Authorization=Splunk%20FAKE-1&sourcetype=edge&insecure-skip-verify=false'
const receiver =
  'https://in.example/v1?header_Authorization=Bearer%20FAKE-A&header_X-Key=FAKE-B&header_X-Key=FAKE-C&tags=host:a,dataset:b&odd'

function settle(conf: string, patch: object) {
  return settlePatch(destinationPatch.parse(patch), heldDestination(conf))
}

/** The text that goes to IBM. */
function sent(conf: string, patch: object): string {
  const settled = settle(conf, patch)
  if (settled.outcome !== 'changed') throw new Error(JSON.stringify(settled))
  return String(changeRequest(settled.input, conf).destination_conf)
}

function complaints(conf: string, patch: object) {
  const settled = settle(conf, patch)
  return settled.outcome === 'refused' ? settled.errors.map(({ path }) => path) : settled.outcome
}

describe('IBM is sent', () => {
  it.each<[DestinationInput, object, string]>([
    [
      {
        kind: 'splunk',
        endpoint: 'hec.example:8088',
        channelId,
        sourceType: 'cloudflare:json',
        skipVerify: true,
        token: 'FAKE a%+"b',
      },
      {
        splunk: {
          endpoint_url: 'hec.example:8088/services/collector/raw',
          channel_id: channelId,
          skip_verify: true,
          source_type: 'cloudflare:json',
          auth_token: 'Splunk FAKE a%+"b',
        },
      },
      `splunk://hec.example:8088/services/collector/raw?channel=${channelId}&header_Authorization=Splunk%20FAKE%20a%25%2B%22b&sourcetype=cloudflare%3Ajson&insecure-skip-verify=true`,
    ],
    [
      { kind: 'splunk', endpoint: 'hec.example:443', channelId, token: 'FAKE-1' },
      {
        splunk: {
          endpoint_url: 'hec.example:443/services/collector/raw',
          channel_id: channelId,
          skip_verify: false,
          source_type: 'cloudflare:json',
          auth_token: 'Splunk FAKE-1',
        },
      },
      `splunk://hec.example:443/services/collector/raw?channel=${channelId}&header_Authorization=Splunk%20FAKE-1&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false`,
    ],
    [
      { kind: 'qradar', host: 'qradar.example', port: 8088 },
      { qradar: { url: 'qradar.example', port: 8088 } },
      'https://qradar.example:8088',
    ],
    [
      {
        kind: 'https',
        url: 'https://in.example/v1/{DATE}',
        headers: [
          { name: 'Authorization', value: 'Bearer FAKE+/=' },
          { name: 'X-A', value: '1' },
          { name: 'X-A', value: '2' },
        ],
        params: [{ name: 'tags', value: 'host:a b' }],
      },
      {
        destination_conf:
          'https://in.example/v1/{DATE}?header_Authorization=Bearer%20FAKE%2B%2F%3D&header_X-A=1&header_X-A=2&tags=host%3Aa%20b',
      },
      'https://in.example/v1/{DATE}?header_Authorization=Bearer%20FAKE%2B%2F%3D&header_X-A=1&header_X-A=2&tags=host%3Aa%20b',
    ],
    [
      { kind: 'other', conf: 's3://logs/a/{DATE}?region=eu-central-1', ownershipToken: 'FAKE' },
      { destination_conf: 's3://logs/a/{DATE}?region=eu-central-1', ownership_challenge: 'FAKE' },
      's3://logs/a/{DATE}?region=eu-central-1',
    ],
  ])('%j', (input, request, conf) => {
    const taken = destinationInput.parse(input)
    expect(toRequest(taken)).toEqual(request)
    expect(toConf(taken)).toBe(conf)
  })

  it('what was given, to the letter, whatever the secret', () => {
    forAll(1500, (r) => {
      const input = destinationInput.parse(r.chance(0.5) ? anySplunk(r) : anyHttps(r))
      const conf = toConf(input) ?? ''
      const { params } = parseConf(conf)
      if (input.kind === 'splunk') {
        const header = params.find(({ name }) => name === 'header_Authorization')
        expect(header?.value).toBe(`Splunk ${input.token}`)
      }
      if (input.kind === 'https') {
        expect(params).toEqual([
          ...(input.headers ?? []).map(({ name, value }) => ({ name: `header_${name}`, value })),
          ...(input.params ?? []),
        ])
      }
      // Printable and one line, whatever was typed, but for a host in its own script.
      expect(conf.replace(/żółw/, '')).toMatch(/^[\x21-\x7e]*$/)
    })
  })

  it('and what is shown of it holds no secret', () => {
    forAll(1500, (r) => {
      const input = destinationInput.parse(r.chance(0.5) ? anySplunk(r) : anyHttps(r))
      const conf = toConf(input) ?? ''
      const secrets = [
        ...(input.kind === 'splunk' ? [input.token] : []),
        ...(input.kind === 'https' ? (input.headers ?? []).map(({ value }) => value) : []),
      ]
      const shown = decodeURIComponent(
        JSON.stringify([fromConf(conf), confText(fromConf(conf)), confText(input)]).replace(
          /%(?![0-9a-f]{2})/gi,
          '%25',
        ),
      )
      for (const secret of secrets) expect(shown).not.toContain(secret)
    })
  })
})

describe('a job sent back as it was read', () => {
  it.each([
    held,
    receiver,
    'https://h.example:8088',
    's3://b/a?access-key-id=FAKE&secret-access-key=FAKE',
  ])('%s is unchanged', (conf) => {
    expect(settle(conf, fromConf(conf))).toEqual({ outcome: 'unchanged' })
  })

  it('is unchanged, whatever was created', () => {
    forAll(1500, (r) => {
      const input = destinationInput.parse(r.chance(0.5) ? anySplunk(r) : anyHttps(r))
      const conf = toConf(input) ?? ''
      const view = JSON.parse(JSON.stringify(fromConf(conf)))
      expect(settle(conf, view)).toEqual({ outcome: 'unchanged' })
    })
  })
})

describe('a change of Splunk', () => {
  const view = { kind: 'splunk', endpoint: 'hec.example:8088', channelId, sourceType: 'edge' }

  it('keeps the token and all that is not known here', () => {
    const odd = held.replace('channel', 'odd=%zz&channel')
    expect(sent(odd, { ...view, sourceType: 'cloudflare:json' })).toBe(
      odd.replace('sourcetype=edge', 'sourcetype=cloudflare%3Ajson'),
    )
    expect(sent(odd, { ...view, skipVerify: true })).toBe(
      odd.replace('verify=false', 'verify=true'),
    )
    expect(sent(odd, { ...view, sourceType: null })).toBe(odd.replace('&sourcetype=edge', ''))
  })

  it('takes the endpoint for the same one with a slash at its end', () => {
    const endpoint = 'hec.example:8088/services/collector/raw/'
    expect(settle(held, { ...view, endpoint })).toEqual({ outcome: 'unchanged' })
    const input = { kind: 'splunk', endpoint, token: 'FAKE-2' } as const
    expect(destinationInput.safeParse(input).success).toBe(true)
    expect(toRequest(input)).toMatchObject({
      splunk: { endpoint_url: 'hec.example:8088/services/collector/raw' },
    })
  })

  it('takes a new token, with or without the word before it', () => {
    const after = held.replace('FAKE-1', 'FAKE-2')
    expect(sent(held, { ...view, token: 'FAKE-2' })).toBe(after)
    expect(sent(held, { ...view, token: ' Splunk FAKE-2 ' })).toBe(after)
  })

  it('never sends the token to another place', () => {
    const moved = { ...view, endpoint: 'evil.example:8088' }
    expect(complaints(held, moved)).toEqual(['token'])
    expect(complaints(held, { ...view, endpoint: 'hec.example:8089' })).toEqual(['token'])
    expect(sent(held, { ...moved, token: 'FAKE-2' })).toBe(
      held.replace('hec.example', 'evil.example').replace('FAKE-1', 'FAKE-2'),
    )
  })

  it('sends nothing else to another place that the old one was given', () => {
    const more = `${held}&header_Authorization=Splunk%20FAKE-3&header_X-Gateway-Key=FAKE-4&FAKE-5`
    const patch = { kind: 'splunk', endpoint: 'evil.example:8088', token: 'FAKE-2' }
    expect(sent(more, patch)).toBe(
      held.replace('hec.example', 'evil.example').replace('FAKE-1', 'FAKE-2'),
    )
    expect(settle(more, patch)).toMatchObject({ drops: ['header_X-Gateway-Key', '••••'] })
  })

  it('asks for a token that IBM hides', () => {
    const hidden = held.replace('FAKE-1', '********')
    expect(complaints(hidden, { ...view, skipVerify: true })).toEqual(['token'])
  })

  it.each([
    [{ endpoint: 'https://hec.example:8088', token: 'FAKE-2' }, ['endpoint']],
    [{ endpoint: 'hec.example', token: 'FAKE-2' }, ['endpoint']],
    [{ endpoint: 'hec.example:8088/services/collector/event', token: 'FAKE-2' }, ['endpoint']],
    [{ endpoint: 'hec.example:8088/services/collector/raw?x=1', token: 'FAKE-2' }, ['endpoint']],
    [{ endpoint: '••••:8088', token: 'FAKE-2' }, ['endpoint']],
    [{ channelId: 'x', sourceType: 'a b' }, ['channelId', 'sourceType']],
    [{ token: '••••' }, ['token']],
    [{ token: 'FAKE\r\nX: 1' }, ['token']],
    [{ token: 'x'.repeat(4000) }, ['token']],
  ])('refuses %j', (change, paths) => {
    expect(complaints(held, { ...view, ...change })).toEqual(paths)
  })
})

describe('a change of an HTTPS receiver', () => {
  const view = fromConf(receiver)

  it('keeps each value that is sent by its name alone, in its order', () => {
    const headers = [{ name: 'x-key' }, { name: 'X-Key', value: 'FAKE-D' }]
    expect(sent(receiver, { kind: 'https', url: 'https://in.example/v1', headers })).toBe(
      'https://in.example/v1?header_X-Key=FAKE-B&header_X-Key=FAKE-D&tags=host:a,dataset:b&odd',
    )
  })

  it.each([
    [
      {
        headers: [
          { name: 'X-A', value: 'a' },
          { name: 'X-B', value: 'b'.repeat(4080) },
        ],
      },
      'headers.1.value',
    ],
    [{ params: [{ name: 'a', value: 'ü'.repeat(700) }] }, 'params.0.value'],
    [
      {
        url: `https://in.example/${'a'.repeat(2000)}`,
        params: [{ name: 'a', value: 'ü'.repeat(350) }],
      },
      'params.0.value',
    ],
  ])('says at the longest part that the whole is too long (%#)', (change, path) => {
    const asked = { kind: 'https', url: 'https://in.example/v1', ...change } as const
    const faults = [{ path, message: expect.stringMatching(/^Too long: /) }]
    expect(https.settle(asked, parseConf(receiver))).toEqual({ faults })
    expect(https.settle(asked, null)).toEqual({ faults })
  })

  it('takes out what is not named, and adds what is new', () => {
    const change = { headers: [{ name: 'X-New', value: 'a b' }], params: [{ name: 'tags' }] }
    expect(sent(receiver, { ...view, ...change })).toBe(
      'https://in.example/v1?tags=host:a,dataset:b&header_X-New=a%20b',
    )
  })

  it('keeps all for another path of the same host, nothing for another host', () => {
    expect(sent(receiver, { ...view, url: 'https://IN.example/v2' })).toBe(
      receiver.replace('in.example/v1', 'IN.example/v2'),
    )
    expect(complaints(receiver, { ...view, url: 'https://evil.example/v1' })).toEqual([
      'params.0.value',
      'params.1.value',
      'headers.0.value',
      'headers.1.value',
      'headers.2.value',
    ])
    expect(complaints(receiver, { kind: 'https', url: 'https://in.example:444/v1' })).toHaveLength(
      5,
    )
  })

  it('takes a masked address for the same place, and no mask in another', () => {
    const webhook = 'https://hooks.example/services/T00FAKE/9a8b7c6d5e4f3a2b1c0d?tags=a'
    const { url } = { url: '', ...fromConf(webhook) }
    expect(url).toContain('••••')
    const params = [{ name: 'tags', value: 'b' }]
    expect(sent(webhook, { kind: 'https', url, params })).toBe(webhook.replace('tags=a', 'tags=b'))
    expect(complaints(webhook, { kind: 'https', url: `${url}/x`, params: [] })).toEqual(['url'])
  })

  it.each([
    [{ url: 'http://in.example' }, ['url']],
    [{ url: 'https://a:b@in.example' }, ['url']],
    [{ url: 'https://in.example/a b' }, ['url']],
    [{ url: 'https://in.example/é' }, ['url']],
    [{ url: 'https://in.example:0/' }, ['url']],
    [{ url: 'https://in.example/#x' }, ['url']],
    [{ headers: [{ name: 'a b', value: 'x' }], params: [] }, ['headers.0.name']],
    [{ headers: [{ name: 'X', value: 'a\nb' }], params: [] }, ['headers.0.value']],
    [{ headers: [{ name: 'X-Unknown' }], params: [] }, ['headers.0.value']],
    [{ headers: [], params: [{ name: 'header_X', value: 'x' }] }, ['params.0.name']],
  ])('refuses %j', (change, paths) => {
    const base = { kind: 'https', url: 'https://in.example/v1', headers: [], params: [] }
    expect(complaints(receiver, { ...base, ...change })).toEqual(paths)
  })
})

describe('a change to another kind', () => {
  it('takes nothing along', () => {
    expect(complaints(held, { kind: 'https', url: 'https://hec.example:8088' })).toBe('changed')
    const headers = [{ name: 'Authorization' }]
    expect(complaints(held, { kind: 'https', url: 'https://h.example', headers })).toEqual([
      'headers.0.value',
    ])
    expect(complaints(receiver, { kind: 'splunk', endpoint: 'in.example:443' })).toEqual(['token'])
    expect(complaints(receiver, { kind: 'other', conf: 's3://••••' })).toEqual(['conf'])
    expect(sent('', { kind: 'qradar', host: 'q.example', port: 514 })).toBe('https://q.example:514')
  })
})

describe('the secrets of a text', () => {
  it.each([
    [held, 'Splunk FAKE-1'],
    [held.replace('FAKE-1', '********'), null],
    ['https://h.example:8088', null],
    ['s3://b?secret-access-key=FAKE-2&access-key-id=FAKE-1&region=eu', 'FAKE-1\nFAKE-2'],
  ])('%s', (conf, secrets) => {
    expect(secretsFromConf(conf)).toBe(secrets)
  })
})

it.each([
  [{ kind: 'splunk' }, ['Enter host and port of the HTTP Event Collector', 'Enter the HEC token']],
  [{ kind: 'qradar' }, ['Enter the host of QRadar’s log source', 'Enter a port from 1 to 65535']],
  [{ kind: 'https' }, ['Enter the address of the receiver']],
  [
    { kind: 'https', url: 'https://a.example', headers: [{ name: 'X' }] },
    ['Enter the header’s value'],
  ],
  [{ kind: 'other' }, ['Enter the destination string']],
])('says of %j what is missing', (input, messages) => {
  const { error } = destinationInput.safeParse(input)
  expect(error?.issues.map(({ message }) => message)).toEqual(messages)
})
