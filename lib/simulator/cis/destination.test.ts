import { describe, expect, it } from 'vitest'
import { guid } from '../seed/ids.ts'
import { readDestination } from './destination.ts'
import { Refused } from './envelope.ts'

const ID = guid('some-instance')
const RULES = { current: null, takesBareToken: false }

const cos = (over: object = {}) => ({
  cos: { bucket_name: 'my-bucket', id: ID, region: 'us', ibm_api_key: 'FAKE+/key', ...over },
})
const splunk = (over: object = {}) => ({
  splunk: {
    endpoint_url: 'splunk.example:8088/services/collector/raw',
    channel_id: ID,
    skip_verify: false,
    source_type: 'cloudflare:json',
    auth_token: 'Splunk FAKE-token',
    ...over,
  },
})
const ibmcl = (over: object = {}) => ({
  ibmcl: { instance_id: ID, region: 'eu-de', api_key: 'FAKE-key', ...over },
})

describe('the text of a destination', () => {
  const at = `region=us&instance-id=${ID}`
  it.each<[Record<string, unknown>, string, boolean]>([
    [cos(), `cos://my-bucket?${at}&ibm_api_key=FAKE%2B%2Fkey`, false],
    [cos({ ibm_api_key: undefined }), `cos://my-bucket?${at}`, true],
    [cos({ path: 'a/b', ibm_api_key: undefined }), `cos://my-bucket/a/b?${at}`, true],
    [
      cos({ path: 'a', use_daily_subfolder: true, ibm_api_key: undefined }),
      `cos://my-bucket/a/{DATE}?${at}`,
      true,
    ],
    [
      cos({ path: 'a/{DATE}', use_daily_subfolder: true, ibm_api_key: undefined }),
      `cos://my-bucket/a/{DATE}?${at}`,
      true,
    ],
    [
      ibmcl(),
      `ibmcl://${ID}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-key`,
      false,
    ],
    [{ qradar: { url: 'q.example', port: 8088 } }, 'https://q.example:8088', false],
    [{ qradar: { url: 'https://q.example', port: 443 } }, 'https://q.example:443', false],
    [
      splunk(),
      `splunk://splunk.example:8088/services/collector/raw?channel=${ID}&header_Authorization=Splunk%20FAKE-token&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false`,
      false,
    ],
    [
      { logdna: { hostname: 'h', ingress_key: 'FAKE', region: 'eu-de' } },
      'https://logs.eu-de.logging.cloud.ibm.com/logs/ingest?hostname=h&header_apikey=FAKE',
      false,
    ],
    [
      { destination_conf: 'https://h.example/x?header_A=b' },
      'https://h.example/x?header_A=b',
      false,
    ],
    [{ destination_conf: `cos://b?${at}` }, `cos://b?${at}`, true],
  ])('%j', (body, conf, needsChallenge) => {
    expect(readDestination(body, RULES)).toEqual({ conf, needsChallenge })
  })

  it('has the odd letters of a token encoded', () => {
    const destination = readDestination(splunk({ auth_token: 'Splunk FAKE "a" + b%2F é' }), RULES)
    expect(destination?.conf).toContain(
      '&header_Authorization=Splunk%20FAKE%20%22a%22%20%2B%20b%252F%20%C3%A9&',
    )
  })

  it('gets the word of a token by the setting', () => {
    const lax = { ...RULES, takesBareToken: true }
    const conf = readDestination(splunk(), RULES)?.conf
    expect(readDestination(splunk({ auth_token: 'FAKE-token' }), lax)?.conf).toBe(conf)
    expect(readDestination(splunk(), lax)?.conf).toBe(conf)
  })

  it('is none when none is given', () => {
    expect(readDestination({ enabled: true }, RULES)).toBeNull()
  })
})

describe('a destination that is refused', () => {
  it.each<[string, Record<string, unknown>]>([
    ['two of them', { ...cos(), ...ibmcl() }],
    ['not an object', { cos: 'bucket' }],
    ['an unknown member', cos({ bucket: 'x' })],
    ['api_key in cos', cos({ api_key: 'FAKE' })],
    ['ibm_api_key in ibmcl', ibmcl({ ibm_api_key: 'FAKE' })],
    ['an empty key', cos({ ibm_api_key: '' })],
    ['no region', cos({ region: undefined })],
    ['a region with a host in it', cos({ region: 'us.evil.example' })],
    ['an id that is no GUID', cos({ id: 'abc' })],
    ['a CRN as id', cos({ id: `crn:v1:bluemix:public:cloud-object-storage:global:a/x:${ID}::` })],
    ['a path with a slash before', cos({ path: '/a' })],
    ['a path with a slash after', cos({ path: 'a/' })],
    ['a path with dots', cos({ path: 'a/../b' })],
    ['a path with a query', cos({ path: 'a?b=c' })],
    ['a path with another placeholder', cos({ path: '{HOUR}' })],
    ['a flag as text', cos({ use_daily_subfolder: 'true' })],
    ['a port as text', { qradar: { url: 'q.example', port: '8088' } }],
    ['a port too large', { qradar: { url: 'q.example', port: 65536 } }],
    ['plain http', { qradar: { url: 'http://q.example', port: 80 } }],
    ['Splunk with a scheme', splunk({ endpoint_url: 'https://s.example/services/collector/raw' })],
    ['Splunk elsewhere', splunk({ endpoint_url: 's.example/services/collector/event' })],
    ['Splunk on another port', splunk({ endpoint_url: 's.example:9/services/collector/raw' })],
    ['a token without its word', splunk({ auth_token: 'FAKE' })],
    ['a word without a token', splunk({ auth_token: 'Splunk ' })],
    ['a token with a space at its end', splunk({ auth_token: 'Splunk FAKE ' })],
    ['a token with a line break', splunk({ auth_token: 'Splunk FAKE\nX' })],
    ['no token', splunk({ auth_token: undefined })],
    ['a channel that is no GUID', splunk({ channel_id: 'main' })],
    ['a flag in words', splunk({ skip_verify: 'false' })],
    ['no source type', splunk({ source_type: '' })],
    ['a token that makes it too long', splunk({ auth_token: `Splunk ${'%'.repeat(1400)}` })],
    ['a day twice', cos({ path: '{DATE}/a/{DATE}' })],
    ['a day twice by the flag', cos({ path: '{DATE}/a', use_daily_subfolder: true })],
    ['not a URI', { destination_conf: 'bucket/path' }],
    ['an unknown scheme', { destination_conf: 'ftp://h.example' }],
    ['plain http again', { destination_conf: 'http://h.example' }],
    ['too long', { destination_conf: `https://h.example/${'x'.repeat(4096)}` }],
  ])('%s', (_, body) => {
    expect(() => readDestination(body, RULES)).toThrow(Refused)
  })
})
