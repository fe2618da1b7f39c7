import { describe, expect, it } from 'vitest'
import { guid } from '../seed/ids.ts'
import { fromConf } from './destination-conf.ts'
import { Refused } from './envelope.ts'

const ID = guid('some-instance')
const HEC = `channel=${ID}&header_Authorization=Splunk%20FAKE-token&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false`
const splunk = (host: string, query = HEC) => `splunk://${host}/services/collector/raw?${query}`
const KEYS = 'access-key-id=FAKE-id&secret-access-key=FAKE%2Fsecret'

describe('a destination_conf', () => {
  it.each([
    ['https://h.example', false],
    ['https://h.example:8443/a/b?header_X-Key=FAKE%20%C3%A9&tags=host:a,dataset:b', false],
    ['https://h.example/in?header_X=FAKE-1&header_X=FAKE-2&flag', false],
    ['https://127.0.0.1:40123/in', false],
    [splunk('h.example'), false],
    [splunk('h.example:8088'), false],
    [splunk('localhost:40123'), false],
    [splunk('h.example/siem'), false],
    [splunk('h.example', HEC.replace(ID, ID.toUpperCase())), false],
    ['datadog://http-intake.example/api/v2/logs?header_DD-API-KEY=FAKE-key&ddsource=cis', false],
    ['sumo://collector.example/receiver/v1/http/FAKE-code', true],
    ['s3://bucket/logs/{DATE}?region=us-east-1&sse=AES256', true],
    [`s3://bucket/logs?region=us-east-1&${KEYS}`, false],
    [`s3://bucket?region=auto&${KEYS}&endpoint=storage.example`, false],
    [`r2://bucket/{DATE}?account-id=FAKE-account&${KEYS}`, false],
    ['gs://bucket/logs/{DATE}', true],
    ['azure://account.blob.example/container/logs/{DATE}?sv=1&sig=FAKE%2Bsignature', true],
    [`ibmcl://${ID}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-key`, false],
    [`cos://bucket/a?region=us&instance-id=${ID}`, true],
    [`cos://bucket/a?region=us&instance-id=${ID}&ibm_api_key=FAKE-key`, false],
  ])('%s', (conf, needsChallenge) => {
    expect(fromConf(conf)).toEqual({ conf, needsChallenge })
  })

  it.each<[string, unknown]>([
    ['not a text', 1],
    ['empty', ''],
    ['no scheme', 'bucket/path'],
    ['a scheme in capitals', 'HTTPS://h.example'],
    ['another scheme', 'ftp://h.example'],
    ['a retired one', 'logdna://logs.eu-de.logging.cloud.ibm.com?ingress_key=FAKE'],
    ['plain http', 'http://h.example'],
    ['a name that every object has', 'constructor://h.example'],
    ['no host', 'https:///path'],
    ['a user', 'https://user:FAKE@h.example'],
    ['a port of nothing', 'https://h.example:'],
    ['port 0', 'https://h.example:0'],
    ['a port too large', 'https://h.example:65536'],
    ['a port in words', 'https://h.example:https'],
    ['two ports', 'https://h.example:1:2'],
    ['a space', 'https://h.example/a b'],
    ['a space at the end', 'https://h.example '],
    ['a letter beyond ASCII', 'https://hé.example'],
    ['a quote', 'https://h.example/"a"'],
    ['a fragment', 'https://h.example/#a'],
    ['a bare %', 'https://h.example/?header_A=100%'],
    ['bytes that are not UTF-8', 'https://h.example/?header_A=%ff'],
    ['a header without a name', 'https://h.example/?header_=FAKE'],
    ['a header that is no token', 'https://h.example/?header_X%20Y=FAKE'],
    ['a header with a line break', 'https://h.example/?header_X=FAKE%0d%0aY:1'],
    ['a parameter without a name', 'https://h.example/?a=1&&b=2'],
    ['a day where there are no folders', 'https://h.example/{DATE}'],
    ['Splunk with a query before its path', splunk('h.example?a=/b')],
    ['Splunk elsewhere', splunk('h.example').replace('/raw', '/event')],
    ['Splunk on another port', splunk('h.example:8089')],
    ['Splunk without a channel', splunk('h.example', HEC.replace(`channel=${ID}&`, ''))],
    ['Splunk with a channel that is none', splunk('h.example', HEC.replace(ID, 'main'))],
    ['Splunk without a token', splunk('h.example', HEC.replace('Splunk%20FAKE-token', ''))],
    ['Splunk without its word', splunk('h.example', HEC.replace('Splunk%20', ''))],
    ['Splunk without a source type', splunk('h.example', HEC.replace(/sourcetype=[^&]+&/, ''))],
    ['Splunk with another flag', splunk('h.example', HEC.replace('false', 'no'))],
    ['S3 without a region', 's3://bucket/logs'],
    ['S3 with half a key', 's3://bucket?region=us-east-1&access-key-id=FAKE'],
    ['S3 elsewhere without a key', 's3://bucket?region=us-east-1&endpoint=storage.example'],
    ['R2 without its account', `r2://bucket?${KEYS}`],
    ['Azure without a signature', 'azure://account.blob.example/container'],
    ['Datadog without a key', 'datadog://intake.example/v1'],
    ['a day twice', 'gs://bucket/{DATE}/a/{DATE}'],
    ['an hour', 'gs://bucket/{HOUR}'],
    ['COS without an instance', 'cos://bucket?region=us'],
    ['Cloud Logs without a key', `ibmcl://${ID}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles`],
  ])('is refused: %s', (_, conf) => {
    expect(() => fromConf(conf)).toThrow(Refused)
  })
})
