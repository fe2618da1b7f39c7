import { describe, expect, it } from 'vitest'
import { fromConf } from '@/lib/destinations/registry'
import { forAll } from '@/lib/destinations/testing/random'
import { jobOf } from '@/lib/jobs/testing'
import { asJson } from './as-json'
import { fromJob } from './from-job'
import { languages } from './languages'
import type { ExportedJob } from './request'
import { zoneId } from './testing/jobs'

const guid = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const cos = `cos://logs/http/{DATE}?region=eu-de&instance-id=${guid}`
const cloudLogs = `ibmcl://${guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-KEY-00000001`

function copied(conf: string, more: Parameters<typeof jobOf>[0] = {}): ExportedJob {
  const job = fromJob(jobOf({ ...more, destination: fromConf(conf) }), zoneId)
  if ('unavailable' in job) throw new Error(job.unavailable)
  return job
}
const bodyOf = (job: ExportedJob) => JSON.parse(asJson(job).text)

describe('fromJob', () => {
  it.each<[string, object]>([
    [
      `${cos}&ibm_api_key=FAKE-KEY-00000001`,
      { cos: { bucket_name: 'logs', path: 'http/{DATE}', ibm_api_key: '$IBM_API_KEY' } },
    ],
    [cos, { cos: { id: guid }, ownership_challenge: '$OWNERSHIP_TOKEN' }],
    [cloudLogs, { ibmcl: { instance_id: guid, region: 'eu-de', api_key: '$IBM_API_KEY' } }],
    [
      `splunk://hec.example:8088/services/collector/raw?channel=${guid}&header_Authorization=Splunk%20FAKE1&insecure-skip-verify=true`,
      {
        splunk: {
          endpoint_url: 'hec.example:8088/services/collector/raw',
          channel_id: guid,
          skip_verify: true,
          auth_token: 'Splunk $SPLUNK_TOKEN',
        },
      },
    ],
    ['https://qradar.example:8088', { destination_conf: 'https://qradar.example:8088' }],
    [
      'https://hooks.example/in/T0FAKE1x/FAKEx2?header_X-Key=FAKE3&tags=a',
      {
        destination_conf:
          'https://hooks.example/in/$RECEIVER_PATH?header_X-Key=$HEADER_X_KEY&tags=$PARAM_TAGS',
      },
    ],
    [
      's3://logs/http?region=eu-central-1&secret-access-key=FAKE1',
      {
        destination_conf:
          's3://logs/http?region=eu-central-1&secret-access-key=$PARAM_SECRET_ACCESS_KEY',
      },
    ],
    [
      'gs://logs/http',
      { destination_conf: 'gs://logs/http', ownership_challenge: '$OWNERSHIP_TOKEN' },
    ],
    ['FAKE, of no known form', { destination_conf: '$DESTINATION' }],
  ])('makes the request that creates %s again', (conf, members) => {
    const job = copied(conf)
    expect(bodyOf(job)).toMatchObject(members)
    for (const { ofJob } of languages) {
      const exported = ofJob(job)
      expect('text' in exported ? exported.text : '').not.toMatch(/FAKE|•/)
    }
  })

  it.each([
    ['', /no destination/],
    [`cos://logs?instance-id=${guid}`, /no region/],
    ['ibmcl://logs.example/logs/v1/singles', /no region/],
    ['logdna://logs.example?region=eu-de', /ended Log Analysis/],
  ])('says why %s cannot be created again', (conf, why) => {
    expect(fromJob(jobOf({ destination: fromConf(conf) }), zoneId)).toEqual({
      unavailable: expect.stringMatching(why),
    })
  })

  it('says what a copy has not', () => {
    const left = (conf: string, more = {}) => copied(conf, more).copyOf?.leftOut
    expect(left(cos)).toEqual([expect.stringMatching(/^Request a new ownership token/)])
    expect(left(`${cos}&ibm_api_key=FAKE-KEY-00000001&use_daily_subfolder=true&x=1`)).toEqual([
      'Daily folders are written as {DATE} in place of use_daily_subfolder.',
      'Not included: the parameters x of its destination.',
    ])
    expect(left(cloudLogs)).toEqual([expect.stringMatching(/may not return/)])
    expect(left('https://a.example', { managedElsewhere: ['output_options', 'filter'] })).toEqual([
      'Not included: output_options, filter.',
      'The job sends what output_options says; the copy sends what its log options say.',
    ])
    expect(left('https://a.example')).toEqual([])
  })

  it('keeps name, options and frequency as they are, also where there are none', () => {
    const logs = {
      fields: { mode: 'default' as const },
      timestamps: 'rfc3339ms',
      otherOptions: [{ name: 'sample', value: '0.1' }],
      notes: [],
    }
    const more = { name: null, frequency: null, logs }
    const body = bodyOf(copied('https://a.example', more))
    expect(body).not.toHaveProperty('name')
    expect(body).not.toHaveProperty('frequency')
    expect(body.logpull_options).toBe('timestamps=rfc3339ms&sample=0.1')
  })

  it('takes any text that IBM may hold', () => {
    forAll(150, (r) => {
      const conf = `${r.pick(['', 'https://', 'cos://', 'splunk://', 's3://'])}${r.nasty(30)}`
      const job = fromJob(jobOf({ destination: fromConf(conf) }), zoneId)
      if ('unavailable' in job) return
      expect(asJson(job).text).not.toContain('••••')
      for (const { ofJob } of languages) ofJob(job)
    })
  })
})
