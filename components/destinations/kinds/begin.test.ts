import { describe, expect, it } from 'vitest'
import { addressesUrl } from '@/lib/destinations/ibm-access'
import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { type Begin, type BeginFacts, hostOf } from './begin'
import { cloudLogsBegin } from './cloud-logs-begin'
import { cosBegin } from './cos-begin'
import { httpsBegin } from './https-begin'
import { otherBegin } from './other-begin'
import { qradarBegin } from './qradar-begin'
import { splunkBegin } from './splunk-begin'

const begins: Record<JobDraft['kind'], (draft: JobDraft, facts: BeginFacts) => Begin> = {
  cos: cosBegin,
  cloudLogs: cloudLogsBegin,
  splunk: splunkBegin,
  qradar: qradarBegin,
  https: httpsBegin,
  other: otherBegin,
}
const kinds = Object.keys(begins) as JobDraft['kind'][] // Exactly its keys.
const facts = { zone: 'shop.example', instance: 'edge-logs-prod' }
const nothing = { zone: undefined, instance: undefined }

const secret = 'FAKE-secret-that-opens-nothing'
const instanceId = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'

/** A form with a secret in every place that may hold one. */
function fullOfSecrets(): JobDraft {
  const draft = emptyDraft()
  return {
    ...draft,
    cos: { ...draft.cos, instanceId, bucket: 'edge', apiKey: secret, ownershipToken: secret },
    cloudLogs: { ...draft.cloudLogs, instanceId, region: 'eu-de', apiKey: secret },
    splunk: { ...draft.splunk, endpoint: `${secret}@splunk.example:8088/${secret}`, token: secret },
    qradar: { host: `https://${secret}:x@qradar.example/${secret}`, port: secret },
    https: {
      url: `https://me:${secret}@logs.example/hook/${secret}?key=${secret}#${secret}`,
      headers: [{ name: 'Authorization', value: secret }],
      params: [{ name: 'token', value: secret }],
    },
    other: {
      conf: `s3://${secret}:${secret}@edge/${secret}?access-key-id=${secret}`,
      ownershipToken: secret,
    },
  }
}

describe.each(kinds)('before a job to %s', (kind) => {
  const begin = begins[kind]

  it('says what is needed and asks for it, with nothing typed yet', () => {
    const { needs, message } = begin(emptyDraft(), nothing)
    expect(needs.length).toBeGreaterThan(1)
    expect(message).toMatch(/^We want to deliver the edge logs of a zone /)
    expect(message).toMatch(/\n1\. Please /)
    expect(message).not.toMatch(/undefined|null|NaN| {2}|\(\)/)
  })

  it('names the zone', () => {
    expect(begin(emptyDraft(), facts).message).toContain('the edge logs of shop.example (')
  })

  it('holds no secret, wherever it stands in the form', () => {
    expect(begin(fullOfSecrets(), facts).message).not.toContain(secret)
  })

  it('leaves out what may be a secret in the wrong field', () => {
    const draft = emptyDraft()
    draft.splunk.endpoint = secret
    draft.qradar = { host: secret, port: secret }
    draft.https.url = secret
    draft.other.conf = secret
    expect(begin(draft, facts).message).not.toContain(secret)
  })
})

describe('what is typed already', () => {
  it('is in the message', () => {
    const draft = emptyDraft()
    Object.assign(draft.cos, { instanceId, bucket: 'edge-logs', region: 'eu-de' })
    Object.assign(draft.cloudLogs, { instanceId, region: 'eu-gb' })
    Object.assign(draft.splunk, { endpoint: 'splunk.example:8088', sourceType: 'cloudflare:json' })
    draft.qradar = { host: 'qradar.example', port: '12470' }
    draft.https.url = 'https://logs.example:8443/ingest'
    draft.other.conf = 's3://edge-archive/logs?region=eu-west-1'
    expect(cosBegin(draft, facts).message).toContain(
      'Object Writer on the bucket edge-logs in eu-de (Object Storage instance edge-logs-prod).',
    )
    expect(cosBegin(draft, nothing).message).toContain(instanceId)
    expect(cloudLogsBegin(draft, facts).message).toContain(
      'Sender on the Cloud Logs instance edge-logs-prod in eu-gb.',
    )
    expect(splunkBegin(draft, facts).message).toContain('at splunk.example:8088, with its raw')
    expect(splunkBegin(draft, facts).message).toContain('source type cloudflare:json,')
    expect(qradarBegin(draft, facts).message).toContain('on qradar.example: communication type')
    expect(qradarBegin(draft, facts).message).toContain('listen port 12470.')
    expect(httpsBegin(draft, facts).message).toContain('to HTTPS, at logs.example:8443.')
    expect(otherBegin(draft, facts).message).toContain('may only write to s3://edge-archive,')
    expect(otherBegin(draft, facts).message).toContain('to prove the ownership')
  })

  it('asks by a challenge for other roles than by a key', () => {
    const draft = emptyDraft()
    draft.cos.auth = 'challenge'
    const { needs, message } = cosBegin(draft, facts)
    expect(message).toContain('invite cislogp@us.ibm.com')
    expect(message).not.toContain('API key')
    expect(needs.join(' ')).not.toContain('API key')
  })

  it('is asked to be let through every firewall but that of IBM Cloud Logs', () => {
    for (const kind of kinds) {
      const { message } = begins[kind](emptyDraft(), facts)
      expect(message.includes(addressesUrl), kind).toBe(kind !== 'cloudLogs')
    }
  })
})

describe('the host of an address', () => {
  it.each([
    ['splunk.example:8088', 'splunk.example:8088'],
    ['https://splunk.example/services/collector', 'splunk.example'],
    [' me:word@splunk.example ', 'splunk.example'],
    ['[2001:db8::1]:8088', '[2001:db8::1]:8088'],
    ['münchen.example', 'münchen.example'],
    ['', null],
    ['https://', null],
    ['0f3c1de6-7d41-4c0e-9b1a-5e0d3f8a9d20', null],
  ])('of %j is %j', (text, host) => {
    expect(hostOf(text)).toBe(host)
  })
})
