import { describe, expect, it } from 'vitest'
import { leaksIn } from '@/lib/testing/leaks'
import { alarms, said } from '../testing/checks'
import { forAll } from '../testing/random'
import { plantedConf } from '../testing/secrets'
import { checkOther } from './other'

const now = new Date('2026-11-27T00:00:00Z')
const guid = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const check = (conf: string, rest = {}) => checkOther({ kind: 'other', conf, ...rest }, now)

const keys = 'access-key-id=AKIAFAKEFAKEFAKEFAKE&secret-access-key=FAKEabc%2Bdef%2F123'
const sas = 'sv=2022-11-02&ss=b&srt=o&sp=w&se=2032-01-01T00%3A00%3A00Z&spr=https&sig=FAKE%2Babc%3D'
const good = {
  s3: 's3://burritobot/logs/{DATE}?region=us-east-1&sse=AES256',
  gs: 'gs://burritobot/logs/{DATE}',
  azure: `azure://acme.blob.core.windows.net/edge/logs/{DATE}?${sas}`,
  r2: `r2://edge-logs/http/{DATE}?account-id=0123456789abcdef0123456789abcdef&${keys}`,
  compatible: `s3://edge-logs/http?region=sfo2&${keys}&endpoint=sfo2.digitaloceanspaces.com`,
  sumo: 'sumo://endpoint4.collection.sumologic.com/receiver/v1/http/FAKEabcDEF0123456789fakefake==',
  datadog:
    'datadog://http-intake.logs.datadoghq.com/api/v2/logs?header_DD-API-KEY=fa4e6d94e8c57924ad1be3c29bcaee01&ddsource=cloudflare&service=edge&host=www&ddtags=env:prod,team:edge',
  splunk: `splunk://splunk.cf-analytics.com:8088/services/collector/raw?channel=${guid}&insecure-skip-verify=false&sourcetype=cloudflare:json&header_Authorization=Splunk%20fa4e94e8-5792-4ad1-be3c-29bcaee0197d`,
  https:
    'https://logs.example.com?header_Authorization=Basic%20b3BzOkZBS0U%3D&tags=host:theburritobot.com,dataset:http_requests',
  newRelic:
    'https://log-api.eu.newrelic.com/log/v1?Api-Key=fa4e6d94e8c57924ad1be3c29bcaee01NRAL&format=cloudflare',
  ibmcl: `ibmcl://${guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-KEY-0123456789`,
  cos: `cos://edge-logs/http/{DATE}?region=us&instance-id=${guid}&ibm_api_key=FAKE-KEY-0123456789`,
  challenge: `cos://edge-logs/http?region=eu-de&instance-id=${guid}`,
  qradar: 'https://qradar.example:8443',
  hive: 's3://edge-logs/region=eu/service=dns/dt={DATE}?region=eu-central-1',
}

describe('checkOther', () => {
  it.each(Object.entries(good))('raises no alarm for a good %s', (_, conf) => {
    expect(alarms(check(conf))).toEqual([])
    expect(alarms(check(`  ${conf}\n`))).toEqual([])
  })

  it.each([
    ['', 'error conf_missing conf'],
    ['s3', 'error scheme_missing conf'],
    ['s3:/bucket', 'error scheme_missing conf'],
    ['burritobot/logs', 'error scheme_missing conf'],
    ['hello world', 'error scheme_missing conf'],
    ['http://logs.example', 'error not_encrypted conf'],
    ['ftp://logs.example', 'error scheme_unknown conf'],
    ['gcs://bucket/logs', 'error scheme_unknown conf'],
    ['logdna://logs.eu-de.logging.cloud.ibm.com', 'error retired conf'],
    ['https://logs.eu-de.logging.cloud.ibm.com/x', 'error retired conf'],
    ['"gs://bucket/logs"', 'error quoted conf'],
    ['gs://bucket/lo\ngs', 'error control_character conf'],
    ['gs://bucket/••••', 'error masked conf'],
    [`gs://bucket/${'a'.repeat(4096)}`, 'error too_long conf'],
    ['gs://', 'error bucket_missing conf'],
    ['s3:///logs?region=us-east-1', 'error bucket_missing conf'],
    ['https://', 'error host_missing conf'],
    ['https:///in', 'error host_missing conf'],
    ['https://u:FAKE@logs.example', 'error secret_in_address conf'],
    ['s3://AKIAFAKE:FAKE@bucket/logs?region=us-east-1', 'error secret_in_address conf'],
    ['gs://<bucket>/logs', 'error placeholder conf'],
    ['s3://$BUCKET/logs?region=us-east-1', 'error placeholder conf'],
    // Where parameters begin and end.
    ['gs://bucket/logs&a=b', 'warning question_mark_missing conf'],
    ['https://logs.example/in&header_X=FAKE', 'error question_mark_missing conf'],
    ['https://logs.example/in/api_key=FAKE', 'error question_mark_missing conf'],
    [
      's3://bucket/logs?region=us-east-1,sse=AES256',
      'warning comma_for_ampersand conf',
      'warning region_unknown conf',
    ],
    ['https://logs.example?tags=a,header_X=FAKE', 'error comma_for_ampersand conf'],
    ['https://logs.example?tags=a;header_X=FAKE', 'error semicolon_for_ampersand conf'],
    ['https://logs.example?tags=a&amp;header_X=FAKE', 'warning ampersand_escaped conf', 'note'],
    ['https://logs.example?tags=a?header_X=FAKE', 'error question_mark_twice conf'],
    ['https://logs.example?tags=a?b', 'warning question_mark_twice conf'],
    [
      `cos://b-1?region=eu-de&instance-id=${guid}ibm_api_key=FAKE`,
      'error ampersand_missing conf',
      'warning instance_missing conf',
    ],
    // Signs.
    ['gs://bucket/a b', 'error blank conf'],
    ['https://logs.example?header_X=FAKE FAKE', 'error blank conf'],
    ['https://logs.example?header_X=FAKE+FAKE', 'warning plus conf'],
    ['https://logs.example?header_X=100%', 'error percent_malformed conf'],
    ['https://logs.example?header_X=%zz', 'error percent_malformed conf'],
    ['https://logs.example?header_X=FAKE#FAKE', 'error fragment conf'],
    ['gs://bucket/lögs', 'error not_encoded conf'],
    ['https://logs.example?header_Authorization=Bearer%2520FAKE', 'warning percent_encoded conf'],
    ['https://logs.example?header_Authorization=Basic%20ops:FAKE', 'warning basic_not_base64 conf'],
    ['https://logs.example?header_Host=FAKE', 'warning header_reserved conf'],
    ['https://logs.example?header_X%20Y=FAKE', 'error header_name conf'],
    ['https://logs.example?header_X=%3Ctoken%3E', 'warning placeholder conf'],
    ['https://logs.example?header_X=a&header_x=b', 'warning param_twice conf'],
    ['https://logs.example?tags=', 'warning value_missing conf'],
    // Days.
    ['gs://bucket/{DATE}/{DATE}', 'warning date_twice conf'],
    ['gs://bucket/{date}', 'warning date_spelling conf'],
    ['gs://bucket/{Date}/logs', 'warning date_spelling conf'],
    ['gs://bucket/%7Bdate%7D', 'warning date_spelling conf'],
    ['https://logs.example/{DATE}', 'warning date_not_replaced conf'],
    // Places.
    ['gs://Bucket_1/logs', 'warning bucket_name conf'],
    ['gs://bucket//logs', 'warning path_segments conf'],
    ['gs://bucket/AKIAFAKEFAKEFAKEFAKE/logs', 'error secret_in_path conf'],
    ['gs://bucket/eyJFAKEFAKE.eyJFAKE/logs', 'error secret_in_path conf'],
    ['https://10.0.0.7/in', 'warning host_private conf'],
    ['https://logs.local/in', 'warning host_private conf'],
    ['https://logs.example:99999/in', 'error port_range conf'],
    // Schemes.
    ['s3://bucket/logs', 'warning region_missing conf'],
    ['s3://bucket/logs?region=', 'warning region_missing conf', 'warning value_missing conf'],
    ['s3://bucket/logs?region=us-esat-1', 'warning region_unknown conf'],
    ['s3://bucket/logs?region=cn-north-1', 'warning region_unknown conf'],
    ['s3://bucket/logs?regoin=us-east-1', 'warning region_missing conf', 'warning param_name conf'],
    ['s3://bucket/logs?region=us-east-1&sse=aes', 'warning sse_unknown conf'],
    ['s3://bucket/logs?region=us-east-1&access-key-id=AKIAFAKE', 'warning keys_incomplete conf'],
    [`s3://bucket?region=sfo2&endpoint=sfo2.example.com`, 'warning keys_missing conf'],
    [
      `s3://bucket?region=sfo2&endpoint=https://sfo2.example.com&${keys}`,
      'warning endpoint_host conf',
    ],
    [
      `s3://bucket?region=sfo2&endpoint=sfo2.example.com/bucket&${keys}`,
      'warning endpoint_host conf',
    ],
    [`r2://bucket?${keys}`, 'warning account_missing conf'],
    [`r2://bucket?account-id=acme&${keys}`, 'warning account_malformed conf'],
    ['r2://bucket?account-id=0123456789abcdef0123456789abcdef', 'warning keys_missing conf'],
    ['azure://acme.blob.core.windows.net/edge', 'warning signature_missing conf'],
    [good.azure.replace('srt=o', 'srt=sco'), 'warning signature_scope conf'],
    [good.azure.replace('sp=w', 'sp=r'), 'warning signature_permission conf'],
    [good.azure.replace('2032', '2026'), 'error signature_expired conf'],
    [good.azure.replace('2032', '2027'), 'warning signature_expires conf'],
    ['sumo://collectors.example/in', 'warning source_address conf'],
    [
      'datadog://http-intake.logs.datadoghq.com/api/v2/logs?ddsource=x',
      'warning keys_missing conf',
    ],
    [good.datadog.replace('http-intake.logs', 'app'), 'warning host_unusual conf'],
    [good.splunk.replace('/raw', '/event'), 'error endpoint_not_raw conf'],
    [good.splunk.replace('/services/collector/raw', ''), 'warning endpoint_path conf'],
    [good.splunk.replace('8088', '8089'), 'warning port_unusual conf'],
    [good.splunk.replace('=false', '=true'), 'warning certificate_unchecked conf'],
    [good.splunk.replace('Splunk%20', ''), 'warning word_missing conf'],
    [good.splunk.replace('Splunk%20', 'Splunk%20Splunk%20'), 'warning word_twice conf'],
    [good.splunk.replace(guid, 'main'), 'error channel_not_guid conf'],
    [good.splunk.replace(`channel=${guid}&`, ''), 'warning channel_missing conf'],
    [good.splunk.replace(/&header_.*/, ''), 'warning token_missing conf'],
    [good.ibmcl.replace('eu-de', 'eu-fr2'), 'warning region_silent conf'],
    [good.ibmcl.replace('.ingress.', '.ingress.private.'), 'warning host_private conf'],
    [good.ibmcl.replace('singles', 'bulk'), 'warning endpoint_path conf'],
    [good.ibmcl.replace('ibm_api_key', 'api_key'), 'warning keys_missing conf'],
    [good.ibmcl.replace('ingress.', ''), 'warning host_unusual conf'],
    [good.cos.replace('region=us&', ''), 'warning region_missing conf'],
    [good.cos.replace('=us&', '=us-soth&'), 'warning region_unknown conf'],
    [good.cos.replace(guid, 'main'), 'warning instance_missing conf'],
    [good.cos.replace('FAKE-KEY-0123456789', guid), 'warning key_id conf'],
    ['kinesis://edge?region=us-east-1', 'warning scheme_unproven conf'],
  ])('says of %j: %s', (conf, ...expected) => {
    expect(alarms(check(conf))).toEqual(expected.filter((it) => it !== 'note'))
  })

  it('knows what was meant', () => {
    const message = (conf: string) => check(conf)[0]?.message
    expect(message('s3:/bucket')).toBe('Write the scheme as s3://.')
    expect(message('gcs://bucket')).toBe('Unknown scheme. Did you mean gs://?')
    expect(
      check('s3://bucket?region=us-east-1&access_key_id=FAKE').map(({ message }) => message),
    ).toContain('Unknown parameter. Did you mean access-key-id?')
  })

  it('says whether an ownership token is needed', () => {
    const ofToken = (conf: string, ownershipToken = '') =>
      check(conf, { ownershipToken })
        .filter(({ path }) => path === 'ownershipToken')
        .map(said)
    const needed = ['note ownership_needed ownershipToken']
    for (const conf of [good.s3, good.gs, good.azure, good.sumo, good.challenge]) {
      expect(ofToken(conf)).toEqual(needed)
      expect(ofToken(conf, 'eyJFAKE.FAKE.FAKE')).toEqual([])
    }
    for (const conf of [
      good.compatible,
      good.r2,
      good.datadog,
      good.splunk,
      good.https,
      good.cos,
    ]) {
      expect(ofToken(conf)).toEqual([])
      expect(ofToken(conf, 'eyJFAKE.FAKE.FAKE')).toEqual([
        'warning ownership_unused ownershipToken',
      ])
    }
  })

  it('says no secret, of whole texts and of half-typed ones', () => {
    forAll(200, (r) => {
      const { conf, secrets } = plantedConf(r)
      const named = Object.fromEntries(secrets.map((secret) => [secret, secret]))
      for (const text of [conf, conf.slice(0, r.int(0, conf.length)), conf.slice(r.int(0, 9))]) {
        expect(leaksIn(JSON.stringify(check(text)), named), text).toEqual([])
      }
    })
  })

  it('is always an alarm where a secret stands in the address or behind no “?”', () => {
    forAll(300, (r) => {
      const { conf, secrets } = plantedConf(r)
      const isOdd = conf.includes('@host.example') || (secrets.length > 0 && !conf.includes('?'))
      if (
        isOdd &&
        /^(?:https|s3|splunk|gs|cos|r2)/.test(conf) &&
        /api|token|key|secret|pass|@/i.test(conf)
      ) {
        expect(
          check(conf).map(({ level }) => level),
          conf,
        ).toContain('error')
      }
    })
  })

  it('takes whatever it is given, in time', () => {
    forAll(1000, (r) => check(r.nasty(60)))
    for (const piece of ['a=', '?', '&amp;', '{', '%', 'a', 'https://', 'a.', '@', '/', '-']) {
      check(`s3://b/${piece.repeat(2000)}`)
      check(`https://${piece.repeat(100_000)}`)
    }
  })
})
