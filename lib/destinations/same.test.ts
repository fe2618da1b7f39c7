import { describe, expect, it } from 'vitest'
import { fromConf } from './registry'
import { sameDestination, samePlace } from './same'

const id = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const other = 'b7c0e5d2-41f8-4f0a-8a57-93d2c6e1aa04'

const key = '&ibm_api_key=FAKE-KEY-1'
const pairs: [string, string, string, boolean, boolean][] = [
  [
    'order of parameters',
    `cos://b/a?region=eu&instance-id=${id}`,
    `cos://b/a?instance-id=${id}&region=eu`,
    true,
    true,
  ],
  ['slashes and encoding', 'cos://b/a%20b/?region=eu', 'cos://b/a b?region=eu', true, true],
  ['another key', `cos://b?region=eu${key}`, `cos://b?region=eu${key}2`, true, true],
  ['another way in', 'cos://b?region=eu', `cos://b?region=eu${key}`, false, true],
  ['daily folders as a flag', 'cos://b/a?use_daily_subfolder=true', 'cos://b/a/{DATE}', true, true],
  ['daily folders', 'cos://b/a', 'cos://b/a/{DATE}', false, false],
  ['another path', 'cos://b/a', 'cos://b/A', false, false],
  ['another bucket', 'cos://b/a', 'cos://c/a', false, false],
  ['a region left out', 'cos://b/a', 'cos://b/a?region=eu', false, true],
  [
    'Cloud Logs, private host',
    `ibmcl://${id}.ingress.eu-de.logs.cloud.ibm.com/x?ibm_api_key=FAKE`,
    `ibmcl://${id.toUpperCase()}.ingress.private.eu-de.logs.cloud.ibm.com`,
    true,
    true,
  ],
  [
    'another Cloud Logs instance',
    `ibmcl://${id}.ingress.eu-de.logs.cloud.ibm.com`,
    `ibmcl://${other}.ingress.eu-de.logs.cloud.ibm.com`,
    false,
    false,
  ],
  [
    'Splunk with another token',
    'splunk://h:1/r?header_Authorization=FAKE1',
    'splunk://h:1/r?header_Authorization=FAKE2',
    true,
    true,
  ],
  ['Splunk elsewhere', 'splunk://h:1/r', 'splunk://h:2/r', false, false],
  ['QRadar', 'https://h:1', 'https://h:1/', true, true],
  [
    'HTTPS, headers in another order',
    'https://h/a?header_A=FAKE&header_B=FAKE',
    'https://h/a?header_B=FAKE&header_A=FAKE',
    true,
    true,
  ],
  ['HTTPS, another header', 'https://h/a?header_A=FAKE', 'https://h/a?header_B=FAKE', false, false],
  ['kinds', 'https://h:1', 'splunk://h:1', false, false],
  ['LogDNA', 'logdna://h?region=eu-de', 'logdna://h?region=us-south', false, false],
  ['others', 's3://b/a?region=eu-central-1', 's3://b/a?region=eu-central-1', true, true],
  ['others in one mask', 'FAKE-1', 'FAKE-2', true, false],
  ['none', '', '', true, false],
]

describe('same destination, same place', () => {
  it.each(pairs)('%s', (_name, a, b, destination, place) => {
    expect(sameDestination(fromConf(a), fromConf(b))).toBe(destination)
    expect(sameDestination(fromConf(b), fromConf(a))).toBe(destination)
    expect(samePlace(fromConf(a), fromConf(b))).toBe(place)
    expect(samePlace(fromConf(b), fromConf(a))).toBe(place)
  })
})
