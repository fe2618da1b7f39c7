import { describe, expect, it } from 'vitest'
import { toCanonical } from './older-forms'

const guid = '8a0ca080-f014-45b9-a327-5d1c3e761f58'
const print = '4f1ac29b07ee1234'
const conf = `cos://logs/http/{DATE}?region=eu-de&instance-id=${guid}&ibm_api_key=•••• print ${print}`
const job = { name: 'shop', enabled: true, dataset: 'http_requests', frequency: 'high' }

describe('a row of before the one form', () => {
  it('is the same as IBM held it and as it was asked for', () => {
    const held = {
      ...job,
      logpull_options: 'fields=ClientIP,RayID&timestamps=rfc3339',
      destination_conf: conf,
    }
    const asked = {
      ...job,
      logs: { fields: { mode: 'list', names: ['ClientIP', 'RayID'] }, timestamps: 'rfc3339' },
      destination: {
        kind: 'cos',
        auth: 'apiKey',
        instanceId: guid,
        bucket: 'logs',
        region: 'eu-de',
        path: 'http',
        dailyFolders: true,
        apiKey: `•••• print ${print}`,
      },
    }
    const expected = {
      ...job,
      keyPrint: print,
      destination: { kind: 'cos', bucket: 'logs', path: 'http', dailyFolders: true, hasKey: true },
      logs: {
        fields: { mode: 'list', names: ['ClientIP', 'RayID'] },
        timestamps: 'rfc3339',
        otherOptions: [],
      },
    }
    expect(toCanonical(held)).toMatchObject(expected)
    expect(toCanonical(asked)).toMatchObject(expected)
    expect(toCanonical({ ...held, ...asked, destination_conf: 'cos://other' })).toMatchObject(
      expected,
    )
  })

  it.each([
    ['nothing', null],
    ['a switch', { enabled: true }],
    ['bookkeeping', { otherJobIds: ['1'] }],
    ['today’s form', { ...job, destination: { kind: 'qradar' }, keyPrint: null }],
    ['an odd text', 'text'],
  ])('stays as it is: %s', (_, value) => expect(toCanonical(value)).toEqual(value))

  it.each([
    ['a percent sign of no code', { destination_conf: 'cos://logs?x=100%&ibm_api_key=••••' }],
    ['a destination of no kind', { destination: 5 }],
    ['options of no form', { logpull_options: 7 }],
    ['half an input', { destination: { kind: 'cloudLogs' } }],
  ])('of %s is no failure', (_, value) => expect(() => toCanonical(value)).not.toThrow())
})
