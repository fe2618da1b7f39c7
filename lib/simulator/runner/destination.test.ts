import { expect, test } from 'vitest'
import { parseDestination } from './destination.ts'

const GUID = '00000000-0000-4000-8000-0000000000d1'

test.each([
  [
    'cos://my-bucket/logs/http/{DATE}?region=eu-de&instance-id=abc&ibm_api_key=FAKE+key%2F1',
    {
      kind: 'cos',
      bucket: 'my-bucket',
      path: 'logs/http/{DATE}',
      region: 'eu-de',
      instanceId: 'abc',
      apiKey: 'FAKE+key/1',
    },
  ],
  [
    'cos://my-bucket?instance-id=abc&region=us',
    { kind: 'cos', bucket: 'my-bucket', path: '', region: 'us', instanceId: 'abc', apiKey: null },
  ],
  [
    'cos://my-bucket/%7BDATE%7D/?region=us&instance-id=abc',
    {
      kind: 'cos',
      bucket: 'my-bucket',
      path: '{DATE}',
      region: 'us',
      instanceId: 'abc',
      apiKey: null,
    },
  ],
  [
    `ibmcl://${GUID}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-key`,
    { kind: 'cloudLogs', instanceId: GUID, region: 'eu-de', apiKey: 'FAKE-key' },
  ],
  [
    'splunk://HEC.example.com:8088/services/collector/raw?channel=1',
    {
      kind: 'web',
      host: 'hec.example.com',
      port: 8088,
      path: '/services/collector/raw?channel=1',
      headers: [],
      verifies: true,
    },
  ],
  [
    'https://user@logs.example.com/in?header_A=b+c%2B%20d&tags=a:1,b:2&header_A=é&insecure-skip-verify=true',
    {
      kind: 'web',
      host: 'logs.example.com',
      port: 443,
      path: '/in?tags=a:1,b:2',
      headers: [
        ['A', 'b c+ d'],
        ['A', 'é'],
      ],
      verifies: false,
    },
  ],
  ['s3://Bucket/a?region=us-east-1', { kind: 'elsewhere', host: 'bucket' }],
])('%s', (conf, expected) => {
  expect(parseDestination(conf)).toEqual(expected)
})

test.each([
  '',
  'no scheme',
  'https://',
  'cos://my-bucket/logs?region=eu-de',
  'cos://my-bucket/logs?instance-id=abc',
  'ibmcl://elsewhere.example.com/logs/v1/singles?ibm_api_key=FAKE-key',
  `ibmcl://${GUID}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles`,
])('nothing to go by: %j', (conf) => {
  expect(parseDestination(conf)).toBeNull()
})
