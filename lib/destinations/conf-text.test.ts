import { describe, expect, it } from 'vitest'
import { confText } from './conf-text'
import { fromConf } from './registry'

const guid = '5f3c8a1e-0000-4000-8000-000000000001'

describe('confText', () => {
  it.each([
    [
      `cos://logs/http/{DATE}?region=eu-de&instance-id=${guid}&ibm_api_key=FAKE-key-12345678`,
      `cos://logs/http/{DATE}?region=eu-de&instance-id=${guid}&ibm_api_key=••••`,
    ],
    [
      `cos://logs/http?region=eu&instance-id=${guid}&use_daily_subfolder=true`,
      `cos://logs/http?region=eu&instance-id=${guid}&use_daily_subfolder=true`,
    ],
    [`cos://logs?region=eu&instance-id=${guid}`, `cos://logs?region=eu&instance-id=${guid}`],
    [
      `ibmcl://${guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-key-12345678`,
      `ibmcl://${guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=••••`,
    ],
    [
      `splunk://splunk.example:8088/services/collector/raw?channel=${guid}&header_Authorization=Splunk%20FAKE-token&sourcetype=json&insecure-skip-verify=false`,
      `splunk://splunk.example:8088/services/collector/raw?channel=${guid}&header_Authorization=••••&sourcetype=json&insecure-skip-verify=false`,
    ],
    ['https://qradar.example:8088', 'https://qradar.example:8088'],
    [
      'https://collector.example/v1/logs?header_X-Api-Key=FAKE-header&tags=a',
      'https://collector.example/v1/logs?header_X-Api-Key=••••&tags=••••',
    ],
    ['s3://partner/logs?region=eu-central-1', 's3://partner/logs?region=eu-central-1'],
  ])('writes %s without its secrets', (conf, text) => {
    expect(confText(fromConf(conf))).toBe(text)
  })

  it.each([
    [
      { kind: 'splunk', endpoint: ' ', token: '' },
      'splunk://…/services/collector/raw?header_Authorization=••••&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false',
    ],
    [{ kind: 'qradar', host: '', port: Number.NaN }, 'https://…:…'],
    [{ kind: 'qradar', host: 'qradar.example', port: Number.NaN }, 'https://qradar.example:…'],
    [{ kind: 'https', url: '' }, 'https://…'],
  ] as const)('leaves open what a form does not have yet: %j', (input, text) => {
    expect(confText(input)).toBe(text)
  })

  it('says nothing where too little is known', () => {
    expect(confText({ kind: 'cloudLogs', instanceId: null, region: 'eu-de', hasKey: true })).toBe(
      null,
    )
    expect(confText({ kind: 'other', scheme: '', conf: '', hasKey: false })).toBe(null)
  })
})
