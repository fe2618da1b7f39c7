import { describe, expect, it } from 'vitest'
import { type CreatableKindName, creatableKinds } from '@/lib/destinations/registry'
import { forAll } from '@/lib/destinations/testing/random'
import { emptyDraft, toDestination } from '@/lib/jobs/draft'
import { asJson } from './as-json'
import { languages } from './languages'
import { decoded, filledJson, valuesFor } from './testing/filled'
import { anyJob, destinations, jobTo, type Sample, sentBody } from './testing/jobs'

const bodyOf = (sample: Sample) => JSON.parse(asJson(jobTo(sample)).text)

describe('asJson', () => {
  it('is the create request, readable, with variables for its secrets', () => {
    const { text, spans, variables } = asJson(jobTo('cosChallenge'))
    expect(text).toBe(`{
  "name": "checkout-http-siem",
  "enabled": true,
  "dataset": "http_requests",
  "frequency": "high",
  "cos": {
    "bucket_name": "edge-logs",
    "id": "6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20",
    "region": "eu-de",
    "path": "http/{DATE}"
  },
  "ownership_challenge": "$OWNERSHIP_TOKEN",
  "logpull_options": "fields=ClientASN,RayID&timestamps=rfc3339"
}`)
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['$OWNERSHIP_TOKEN'])
    expect(variables).toEqual([
      { name: '$OWNERSHIP_TOKEN', means: 'content of the challenge file' },
    ])
  })

  it.each<[Sample, object]>([
    ['cosKey', { cos: { ibm_api_key: '$IBM_API_KEY' } }],
    [
      'cloudLogs',
      { ibmcl: { api_key: '$IBM_API_KEY' }, ibmcl_names: { subsystem_name: 'checkout' } },
    ],
    ['splunk', { splunk: { auth_token: 'Splunk $SPLUNK_TOKEN', skip_verify: false } }],
    ['qradar', { qradar: { url: 'qradar.example', port: 8088 } }],
    [
      'https',
      {
        destination_conf:
          'https://hooks.example/services/$RECEIVER_PATH?header_Authorization=$HEADER_AUTHORIZATION&header_Path=$HEADER_PATH&header_PATH=$HEADER_PATH_2&tags=$PARAM_TAGS',
      },
    ],
    [
      'otherKey',
      {
        destination_conf:
          's3://logs/http/{DATE}?region=eu-central-1&access-key-id=$PARAM_ACCESS_KEY_ID&secret-access-key=$PARAM_SECRET_ACCESS_KEY',
      },
    ],
    ['otherToken', { destination_conf: 'gs://logs/http', ownership_challenge: '$OWNERSHIP_TOKEN' }],
  ])('writes %s as IBM takes it', (sample, members) => {
    expect(bodyOf(sample)).toMatchObject(members)
  })

  it('has the place of a secret that is not given yet', () => {
    const splunk = { ...destinations.splunk, token: '' }
    const cos = { ...destinations.cosChallenge, ownershipToken: undefined }
    const other = { kind: 'other' as const, conf: 'gs://logs/http' }
    const names = [splunk, cos, other].map((destination) =>
      asJson(jobTo('qradar', { destination })).variables.map(({ name }) => name),
    )
    expect(names).toEqual([['$SPLUNK_TOKEN'], ['$OWNERSHIP_TOKEN'], ['$OWNERSHIP_TOKEN']])
  })

  it.each(Object.keys(creatableKinds) as CreatableKindName[])(
    // Its own keys.
    'takes a form for %s that is still empty, as every language does',
    (kind) => {
      const job = jobTo('qradar', { destination: toDestination({ ...emptyDraft(), kind }) })
      for (const { ofJob } of languages) expect(() => ofJob(job)).not.toThrow()
    },
  )

  it('hides a channel that is the token as well', () => {
    const { channelId } = destinations.splunk
    const destination = { ...destinations.splunk, token: channelId }
    const { text } = asJson(jobTo('qradar', { destination }))
    expect(text).toContain('"channel_id": "$SPLUNK_CHANNEL"')
    expect(text).not.toContain(channelId)
  })

  it('takes no text of a person’s for a variable', () => {
    const destination = { ...destinations.cosChallenge, path: '$IBM_API_KEY/$CRN' }
    expect(asJson(jobTo('qradar', { destination })).spans).toHaveLength(1)
  })

  it('says where a value has to be percent-encoded', () => {
    const means = (sample: Sample) => asJson(jobTo(sample)).variables.map(({ means }) => means)
    expect(means('otherKey')[1]).toBe('value of the parameter secret-access-key, percent-encoded')
    expect(means('splunk')[0]).toBe('HEC token, without the word Splunk')
  })

  it('says that IBM refuses a name', () => {
    expect(asJson(jobTo('qradar', { name: 'a_b' })).notes).toEqual([
      'IBM refuses this name: it takes letters, digits, “-” and “.” only.',
    ])
  })

  it('is, filled in, what the app itself sends, and lets no secret out, whatever the job', () => {
    forAll(200, (r) => {
      const job = anyJob(r)
      const { text, spans } = asJson(job)
      expect(text).not.toContain('FAKE')
      for (const { start, end, name } of spans) expect(text.slice(start, end)).toBe(name)
      const values = valuesFor(job)
      if (values === null) throw new Error(`Not what is sent: ${text}`)
      expect(decoded(filledJson(job, values))).toEqual(decoded(sentBody(job)))
    })
  })
})
