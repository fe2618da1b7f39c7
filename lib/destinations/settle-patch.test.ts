import { describe, expect, it } from 'vitest'
import { changeRequest } from './change-request'
import { confText } from './conf-text'
import { keyFromConf } from './kept-key'
import { type DestinationView, destinationInput, destinationPatch, fromConf } from './registry'
import { heldDestination, settlePatch } from './settle-patch'
import { anyCloudLogs, anyCos } from './testing/generators'
import { forAll } from './testing/random'

const id = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const key = 'FAKE-KEY-00000001'
const withKey = `cos://edge-logs/http?region=eu-de&instance-id=${id}&ibm_api_key=${key}`
const byChallenge = `cos://edge-logs/http?region=eu-de&instance-id=${id}`
const cloudLogs = `ibmcl://${id}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=${key}`
const splunk = 'splunk://splunk.example:8088/services/collector/raw?header_Authorization=FAKE'

const cosView = {
  kind: 'cos',
  auth: 'apiKey',
  instanceId: id,
  bucket: 'edge-logs',
  region: 'eu-de',
}
const logsView = { kind: 'cloudLogs', instanceId: id, region: 'eu-de' }

/** Of a view, what an input has, too. */
function place(view: DestinationView) {
  const members = Object.entries(view)
  return Object.fromEntries(members.filter(([name]) => !/^(hasKey|otherParams|use)/.test(name)))
}

function settle(conf: string, patch: unknown, kept = keyFromConf(conf)) {
  return settlePatch(destinationPatch.parse(patch), { ...heldDestination(conf), key: kept })
}

describe('settlePatch', () => {
  it.each([
    ['as it was read', withKey, { ...fromConf(withKey) }],
    ['as it was read, by challenge', byChallenge, { ...fromConf(byChallenge) }],
    [
      'as it was created',
      withKey,
      { ...cosView, path: '/http/', dailyFolders: false, apiKey: key },
    ],
    [
      'as it was created, by challenge',
      byChallenge,
      { ...cosView, auth: 'challenge', path: 'http', ownershipToken: 'eyJFAKE.FAKE.FAKE' },
    ],
    ['Cloud Logs as read', cloudLogs, { ...fromConf(cloudLogs) }],
    ['Cloud Logs without its key', cloudLogs, logsView],
    ['Splunk as read', splunk, { ...fromConf(splunk) }],
    [
      'what we would not create',
      'cos://Old_Bucket/{DATE}/x',
      { ...fromConf('cos://Old_Bucket/{DATE}/x') },
    ],
    [
      'HTTPS that may be QRadar, as either',
      'https://h.example:8088',
      fromConf('https://h.example:8088'),
    ],
    [
      'the same as QRadar',
      'https://h.example:8088',
      { kind: 'qradar', host: 'h.example', port: 8088 },
    ],
    [
      'the same, not said to be either',
      'https://h.example:8088/',
      {
        kind: 'https',
        url: 'https://h.example:8088',
        headers: [],
        params: [],
        hasKey: false,
      },
    ],
    ['no destination at all', '', { kind: 'other', scheme: '', conf: '' }],
  ])('%s: unchanged', (_name, conf, patch) => {
    expect(settle(conf, patch)).toEqual({ outcome: 'unchanged' })
  })

  it.each([
    [
      'another path keeps the key',
      withKey,
      { ...fromConf(withKey), path: 'http-2' },
      { ...cosView, path: 'http-2', dailyFolders: false, apiKey: key },
    ],
    [
      'another key alone',
      withKey,
      { ...cosView, path: 'http', apiKey: 'FAKE-KEY-00000002' },
      { ...cosView, path: 'http', apiKey: 'FAKE-KEY-00000002' },
    ],
    [
      'another region of Cloud Logs keeps the key',
      cloudLogs,
      { ...logsView, region: 'eu-gb', hasKey: true },
      { ...logsView, region: 'eu-gb', apiKey: key },
    ],
    [
      'a key instead of the challenge',
      byChallenge,
      { ...cosView, path: 'http', apiKey: key },
      { ...cosView, path: 'http', apiKey: key },
    ],
    [
      'another path with its new token',
      byChallenge,
      { ...cosView, auth: 'challenge', path: 'x', ownershipToken: 'eyJFAKE.FAKE.FAKE' },
      { ...cosView, auth: 'challenge', path: 'x', ownershipToken: 'eyJFAKE.FAKE.FAKE' },
    ],
    ['another kind', withKey, { ...logsView, apiKey: key }, { ...logsView, apiKey: key }],
  ])('%s', (_name, conf, patch, input) => {
    expect(settle(conf, patch)).toEqual({ outcome: 'changed', input, drops: [] })
  })

  it.each([
    ['a key that IBM masks', withKey, { ...cosView, path: 'x' }, null, 'apiKey', /entered again/],
    [
      'no key from a challenge job',
      byChallenge,
      { ...cosView, path: 'http' },
      null,
      'apiKey',
      /Enter /,
    ],
    ['no key for another kind', withKey, logsView, key, 'apiKey', /./],
    [
      'no token for another path',
      byChallenge,
      { ...cosView, auth: 'challenge', path: 'x' },
      null,
      'ownershipToken',
      /Enter /,
    ],
    ['a wrong bucket', withKey, { ...cosView, bucket: 'B_' }, key, 'bucket', /./],
    [
      'a wrong path',
      withKey,
      { ...cosView, path: 'a/../b' },
      key,
      'path',
      /not allowed as folder names/,
    ],
    [
      'an instance that is none',
      withKey,
      { ...cosView, instanceId: 'x' },
      key,
      'instanceId',
      /GUID/,
    ],
    [
      'a kind that is read only',
      splunk,
      { kind: 'logdna', hostname: 'logs.example', hasKey: false },
      null,
      'kind',
      /LogDNA/,
    ],
  ])('refuses %s', (_name, conf, patch, kept, path, message) => {
    const settled = settle(conf, patch, kept)
    const first = settled.outcome === 'refused' ? settled.errors[0] : undefined
    expect(first?.path).toBe(path)
    expect(first?.message).toMatch(message)
  })

  it('names the parameters that a change by a token would lose, and keeps them with a key', () => {
    const moved = (conf: string) => settle(conf, { ...fromConf(conf), path: 'y', ownershipToken })
    const ownershipToken = 'eyJFAKE.FAKE.FAKE'
    expect(moved(`${byChallenge}&sse=x&use_daily_subfolder=true`)).toMatchObject({
      outcome: 'changed',
      drops: ['use_daily_subfolder', 'sse'],
    })
    const conf = `${withKey}&sse=x`
    const settled = settle(conf, { ...fromConf(conf), path: 'y' })
    expect(settled).toMatchObject({ outcome: 'changed', drops: [] })
  })

  it.each([
    ['a date in its folder’s name', `cos://edge-logs/date={DATE}?region=eu-de&instance-id=${id}`],
    ['a date before its folder', `cos://edge-logs/{DATE}/http?region=eu-de&instance-id=${id}`],
    ['a path with odd letters', `cos://edge-logs/a//b/%7Bx%7D/../?region=eu-de&instance-id=${id}`],
    ['a bucket of an old name', `cos://Old_Bucket/http?region=eu-de&instance-id=${id}`],
    ['neither region nor instance', 'cos://edge-logs/http'],
    ['Cloud Logs at an odd host', 'ibmcl://logs.example/x'],
    ['Cloud Logs by names of any form', `${cloudLogs}&application_name=${'n'.repeat(300)}`],
  ])('%s stays when the key alone changes', (_name, held) => {
    const conf = `${held}${held.includes('?') ? '&' : '?'}ibm_api_key=${key}`
    const view = fromConf(conf)
    const apiKey = 'FAKE-KEY-00000002'
    const settled = settle(conf, { ...view, apiKey })
    expect(settled).toMatchObject({ outcome: 'changed', input: { ...place(view), apiKey } })
    const again = settle(conf, { ...place(view), apiKey })
    expect(again).toEqual(settled)
    const form = Object.entries(place(view)).map(([name, value]) => [name, value ?? ''])
    expect(settle(conf, { ...Object.fromEntries(form), apiKey })).toEqual(settled)
  })

  it('judges what changes, beside something odd that stays', () => {
    const conf = `cos://Old_Bucket/date={DATE}?ibm_api_key=${key}`
    const settled = settle(conf, { ...fromConf(conf), bucket: 'Other_Bucket', path: 'a/{DATE}' })
    expect(settled).toMatchObject({ outcome: 'refused' })
    const paths = settled.outcome === 'refused' ? settled.errors.map(({ path }) => path) : []
    expect(new Set(paths)).toEqual(new Set(['bucket', 'path']))
  })

  it('takes any of our own destinations back as it was read, and any change of one', () => {
    forAll(1500, (r) => {
      const input = destinationInput.parse(r.chance(0.7) ? anyCos(r) : anyCloudLogs(r))
      const secret = ('apiKey' in input && input.apiKey) || null
      const conf = (confText(input) ?? '').replace('••••', secret ?? '')
      const view = fromConf(conf)
      expect(keyFromConf(conf)).toBe(secret)
      expect(settle(conf, JSON.parse(JSON.stringify(view)))).toEqual({ outcome: 'unchanged' })
      if (input.kind !== 'cos' || secret === null) return
      const settled = settle(conf, { ...view, path: `${input.path ?? ''}/new` })
      if (settled.outcome !== 'changed') throw new Error(JSON.stringify(settled))
      expect(changeRequest(settled.input, conf)).toMatchObject({ cos: { ibm_api_key: secret } })
    })
  })
})

describe('keyFromConf', () => {
  it.each([
    [withKey, key],
    [cloudLogs, key],
    [`cos://b?IBM_API_KEY=${key}`, key],
    ['cos://b?ibm_api_key=FAKE%2Dkey%2B1', 'FAKE-key+1'],
    [byChallenge, null],
    ['cos://b?ibm_api_key=', null],
    ['cos://b?ibm_api_key=********', null],
    ['cos://b?ibm_api_key=FAKE****************', null],
    ['cos://b?ibm_api_key=••••••••••', null],
    ['cos://b?ibm_api_key=xxxxxxxxxxxx', null],
    ['cos://b?ibm_api_key=%3Credacted%3E', null],
    ['cos://b?ibm_api_key=REDACTED-BY-IBM', null],
    [splunk, null],
    [`https://h?ibm_api_key=${key}`, null],
    ['', null],
    [null, null],
  ])('%s → %s', (conf, expected) => {
    expect(keyFromConf(conf)).toBe(expected)
  })
})

it('of a raw string a changed secret is a change, and the string as it was shown is none', () => {
  const text = 'datadog://http-intake.logs.datadoghq.com/api/v2/logs?header_DD-API-KEY=FAKE-old-key'
  const held = heldDestination(text)
  const other = (conf: string) => settlePatch({ kind: 'other', conf }, held)
  expect(other(text.replace('old', 'new'))).toMatchObject({
    outcome: 'changed',
    input: { conf: text.replace('old', 'new') },
  })
  expect(held.view.kind === 'other' && other(held.view.conf)).toEqual({ outcome: 'unchanged' })
  expect(other(text)).toEqual({ outcome: 'unchanged' })
})
