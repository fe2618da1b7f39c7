import { describe, expect, it } from 'vitest'
import type { DestinationView } from '@/lib/destinations/registry'
import { adviceFor } from './advice'

const cos = (more: object = {}): DestinationView => ({
  kind: 'cos',
  auth: 'apiKey',
  instanceId: null,
  bucket: 'logs',
  region: 'eu-de',
  dailyFolders: false,
  hasKey: true,
  ...more,
})
const logs = (region: string | null): DestinationView => ({
  kind: 'cloudLogs',
  instanceId: null,
  region,
  hasKey: true,
})
const heads = (
  destination: DestinationView,
  dataset: string | null = 'http_requests',
  lastComplete: string | null = null,
) => adviceFor({ destination, dataset, lastComplete }).map(({ what }) => what)

describe('adviceFor', () => {
  it('begins with the firewall for a bucket and ends with its region', () => {
    expect(heads(cos())).toEqual([
      'A bucket firewall.',
      'No traffic of this kind.',
      'A very busy zone.',
      'The API key.',
      'A region that Logpush does not support.',
    ])
  })

  it('blames no first batch where there was one', () => {
    expect(heads(cos(), null, '2026-10-14T07:41:12Z')).not.toContain('A very busy zone.')
  })

  it('begins with a region that is known to stay silent', () => {
    expect(heads(logs('eu-fr2'))[0]).toBe('A region that Logpush does not support.')
    expect(heads(logs('eu-de')).at(-1)).toBe('A region that Logpush does not support.')
    expect(heads(logs(null)).at(-1)).toBe('A region that Logpush does not support.')
  })

  it('asks for the invited user where there is no key', () => {
    const advice = adviceFor({
      destination: cos({ auth: 'challenge', hasKey: undefined }),
      dataset: null,
      lastComplete: null,
    })
    expect(advice.some(({ text }) => text.includes('cislogp@us.ibm.com'))).toBe(true)
    expect(advice.some(({ what }) => what === 'The API key.')).toBe(false)
  })

  it('names the permissions of a bucket elsewhere', () => {
    const view: DestinationView = { kind: 'other', scheme: 'gs', conf: 'gs://a', hasKey: false }
    expect(heads(view)[0]).toBe('The bucket’s permissions.')
  })

  it.each(['splunk', 'qradar', 'https', 'other'] as const)('names the receiver for %s', (kind) => {
    const views: Record<typeof kind, DestinationView> = {
      splunk: {
        kind: 'splunk',
        endpoint: 'a:8088',
        channelId: null,
        sourceType: null,
        skipVerify: false,
        hasKey: true,
      },
      qradar: { kind: 'qradar', host: 'a', port: 1 },
      https: { kind: 'https', url: 'https://a', headers: [], params: [], hasKey: false },
      other: { kind: 'other', scheme: 'datadog', conf: 'datadog://a', hasKey: false },
    }
    expect(heads(views[kind])).toEqual([
      'The receiver’s firewall.',
      'No traffic of this kind.',
      'A very busy zone.',
    ])
  })

  it('says what each dataset needs', () => {
    const texts = [
      'http_requests',
      'firewall_events',
      'range_events',
      'dns_logs',
      'tomorrow',
      null,
    ].map((dataset) => adviceFor({ destination: cos(), dataset, lastComplete: null })[1]?.text)
    expect(new Set(texts).size).toBe(5)
  })
})
