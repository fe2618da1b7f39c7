import { expect, test } from 'vitest'
import { type DestinationView, fromConf } from './registry'
import { authLabel, destinationPlace, hasForm, holdsKey, serviceOf } from './words'

const guid = '0a1b2c3d-0000-4000-8000-00000000f4ce'
const confs: [kind: DestinationView['kind'], conf: string | null][] = [
  ['cos', `cos://bucket?region=eu&instance-id=${guid}`],
  ['cos', `cos://bucket/a/b/{DATE}?region=eu-de&instance-id=${guid}&ibm_api_key=FAKE-key`],
  ['cos', 'cos://bucket/{DATE}?region=eu-de'],
  ['cloudLogs', `ibmcl://${guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=F`],
  ['cloudLogs', 'ibmcl://somewhere.example/logs'],
  ['splunk', `splunk://hec.example:8088/services/collector/raw?channel=${guid}`],
  ['https', 'https://qradar.example:8088'],
  ['https', 'https://ingest.example/журнал/v1?header_Authorization=Bearer%20FAKE'],
  ['logdna', 'https://logs.eu-de.logging.cloud.ibm.com/logs/ingest?apikey=FAKE'],
  ['other', 's3://legacy-edge/logs?region=eu-central-1'],
  ['other', 'bucket/legacy'],
  ['other', null],
]

test('a known Cloud Logs instance goes by its name', () => {
  const view = fromConf(`ibmcl://${guid}.ingress.eu-gb.logs.cloud.ibm.com/x?ibm_api_key=FAKE`)
  expect(destinationPlace(view, 'icl-team-shop')).toBe('icl-team-shop · eu-gb')
})

test('a bucket is reached by a key or by the ownership challenge', () => {
  expect(authLabel({ kind: 'cos', auth: 'apiKey' })).toBe('API key')
  expect(authLabel({ kind: 'cos', auth: 'challenge' })).toBe('ownership challenge')
  expect(authLabel({ kind: 'cloudLogs' })).toBe('API key')
})

test.each([
  ['cos://bucket?region=eu&ibm_api_key=FAKE', true],
  ['cos://bucket?region=eu&sse=FAKE', false],
  ['ibmcl://host.example/x?ibm_api_key=FAKE', true],
  ['https://h/in?header_Authorization=FAKE', true],
  ['https://h:1', false],
])('%s holds a key: %s', (conf, holds) => {
  expect(holdsKey(fromConf(conf))).toBe(holds)
})

test('all but Log Analysis, which is no more, have a form', () => {
  const without = confs.filter(([, conf]) => !hasForm(fromConf(conf)))
  expect(new Set(without.map(([kind]) => kind))).toEqual(new Set(['logdna']))
})

test.each([
  ['s3://edge/http?region=us-east-1', { service: 'Amazon S3 or compatible', place: 'edge/http' }],
  ['sumo://in.example/http/••••', { service: 'Sumo Logic', place: 'in.example/http/••••' }],
  ['kinesis://edge?region=us-east-1', null],
  ['constructor://edge', null],
  ['••••', null],
])('names the service of %s', (conf, expected) => expect(serviceOf(conf)).toEqual(expected))
