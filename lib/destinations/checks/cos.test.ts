import { describe, expect, it } from 'vitest'
import { alarms, said } from '../testing/checks'
import { checkCloudLogs } from './cloud-logs'
import { checkCos } from './cos'

const good = {
  kind: 'cos',
  auth: 'apiKey',
  instanceId: '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20',
  bucket: 'edge-logs',
  region: 'eu-de',
  path: 'http/requests',
  dailyFolders: true,
  apiKey: 'FAKE-KEY-0123456789abcdefghijklmnopqrstuvwxyz',
}

describe('checkCos', () => {
  it.each([
    {},
    { region: 'us' },
    { region: 'ams03' },
    { path: undefined },
    { path: 'dt=1/a+b' },
    { path: 'region=eu/partition-key=7' },
    { bucket: 'my-logs.example' },
    { region: '' },
  ])('raises no alarm for %j', (change) => {
    expect(alarms(checkCos({ ...good, ...change }))).toEqual([])
  })

  it.each([
    [{ bucket: '<bucket>' }, 'error placeholder bucket'],
    [{ bucket: 'cos://edge-logs' }, 'error bucket_only bucket'],
    [{ bucket: 'edge-logs/http' }, 'error bucket_only bucket'],
    [{ bucket: '10.1.2.3' }, 'error bucket_name bucket'],
    [{ bucket: 'a.-b' }, 'error bucket_name bucket'],
    [{ region: 'eu-fr2' }, 'warning region_silent region'],
    [{ region: 'eu-central-1' }, 'warning region_unknown region'],
    [{ path: 'a/{DATE}' }, 'error date_in_path path'],
    [{ path: 'a/{date}' }, 'error date_in_path path'],
    [{ path: 'a&ibm_api_key=FAKE' }, 'error secret_in_path path'],
    [{ path: 'a?region=eu-de' }, 'error secret_in_path path'],
    [{ path: 'logs/token=FAKE' }, 'error secret_in_path path'],
    [{ path: 'a b' }, 'warning path_characters path'],
    [{ apiKey: '$IBM_API_KEY' }, 'warning placeholder apiKey'],
    [{ apiKey: 'ApiKey-6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20' }, 'warning key_id apiKey'],
    [{ apiKey: 'eyJFAKEFAKE.eyJFAKE.FAKE' }, 'warning token_not_key apiKey'],
    [{ apiKey: '••••' }, 'error masked apiKey'],
    [{ apiKey: "'FAKE-KEY-01234'" }, 'warning quoted apiKey'],
    [{ ownershipToken: '<token>' }, 'warning placeholder ownershipToken'],
  ])('says of %j: %s', (change, expected) => {
    expect(alarms(checkCos({ ...good, ...change }))).toEqual([expected])
  })

  it.each([
    ['EU-DE', 'eu-de'],
    ['eu_de', 'eu-de'],
    ['eude', 'eu-de'],
    ['us-soth', 'us-south'],
    ['eu-de-standard', 'eu-de'],
    ['us-cold', 'us'],
    ['Frankfurt', 'eu-de'],
    ['s3.jp-tok.cloud-object-storage.appdomain.cloud', 'jp-tok'],
  ])('knows which region was meant by %j', (region, expected) => {
    const [item] = checkCos({ ...good, region })
    expect(item?.message).toMatch(new RegExp(`Did you mean ${expected}\\?$`))
  })

  it('notes what is dropped and what is older', () => {
    expect(checkCos({ ...good, path: '/a/', auth: 'challenge' }).map(said)).toEqual([
      'note path_slashes path',
      'note challenge_legacy auth',
    ])
  })
})

describe('checkCloudLogs', () => {
  const logs = { kind: 'cloudLogs', region: 'eu-gb', apiKey: good.apiKey }

  it.each([
    [{}, []],
    [{ region: 'eu-fr2' }, ['warning region_silent region']],
    // Object Storage has it, Cloud Logs has not.
    [{ region: 'us' }, ['warning region_unknown region']],
    [{ apiKey: 'YOUR_API_KEY' }, ['warning placeholder apiKey']],
  ])('says of %j: %j', (change, expected) => {
    expect(alarms(checkCloudLogs({ ...logs, ...change }))).toEqual(expected)
  })
})
