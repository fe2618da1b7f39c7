import { describe, expect, it } from 'vitest'
import { isConfName, isSecretName, secretAssignments } from './secret-names'

describe('isSecretName', () => {
  it.each([
    ...['apiKey', 'api_key', 'ibm_api_key', 'IBM_API_KEY', 'X-Api-Key', 'apikey', 'ingress_key'],
    ...['access-key-id', 'secret-access-key', 'ownershipToken', 'ownership_challenge', 'passcode'],
    'continuation',
    ...['auth_token', 'access_token', 'refresh_token', 'token', 'password', 'Authorization'],
    ...['Cookie', 'set-cookie', 'sig', 'key', 'x-functions-key', 'DD-API-KEY', 'signature'],
    ...['X-Auth-User-Token', 'IAM-ApiKey', 'sealed_tokens', 'DATABASE_URL', 'clientSecret'],
  ])('%s is one', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  it.each([
    ...['name', 'bucket', 'bucket_name', 'region', 'instance-id', 'path', 'auth', 'hasKey'],
    ...['tokenExpiresAt', 'NoSuchKey', 'channel', 'sourcetype', 'code', 'requestId', 'detail'],
    ...['filename', 'ownershipMethod', 'logpull_options', 'keyboard', 'design', 'passed'],
  ])('%s is none', (name) => {
    expect(isSecretName(name)).toBe(false)
  })
})

it('knows the names of a whole destination', () => {
  expect(
    ['destination_conf', 'destinationConf', 'conf', 'confirm', 'destination'].map(isConfName),
  ).toEqual([true, true, true, false, false])
})

it.each([
  ['ibm_api_key=x', ['ibm_api_key']],
  ['region=eu&instance-id=0a1bibm_api_key=x', ['0a1bibm_api_key']],
  ['{"token": "x", "name":"y"}', ['token']],
  ['header_X-Env=x, x?header_Y=z', ['header_X-Env', 'header_Y']],
  ['destination_conf: x', ['destination_conf']],
  ['a token, and a key', []],
  ['='.repeat(9), []],
])('finds in %j the names before a value: %j', (text, names) => {
  expect([...secretAssignments(text)].map(({ name }) => name)).toEqual(names)
})
