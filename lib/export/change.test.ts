import { describe, expect, it } from 'vitest'
import { changeRequest } from '@/lib/destinations/change-request'
import { fromConf } from '@/lib/destinations/registry'
import { heldDestination, settlePatch } from '@/lib/destinations/settle-patch'
import { asChangeCli } from './as-cli'
import { asChangeCurl } from './as-curl'
import { asChangeJson } from './as-json'
import { asChangeTerraform } from './as-terraform'
import { languages } from './languages'
import type { Exported, ExportedText } from './pieces'
import type { ExportedChange } from './request'
import { zoneId } from './testing/jobs'

const guid = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const change = (more: Partial<ExportedChange>): ExportedChange => ({
  zoneId,
  jobId: '42',
  jobName: 'shop-http',
  ...more,
})
const sure = (exported: Exported): ExportedText => {
  if ('unavailable' in exported) throw new Error(exported.unavailable)
  return exported
}

/** Jobs' destinations as IBM holds them, with a change of each. */
const moved: Record<string, [held: string, patch: object, body: object]> = {
  cos: [
    `cos://logs/http?region=eu-de&instance-id=${guid}&ibm_api_key=FAKE-KEY-00000001`,
    { kind: 'cos', auth: 'apiKey', instanceId: guid, bucket: 'logs', region: 'eu-de', path: 'b' },
    {
      cos: {
        bucket_name: 'logs',
        id: guid,
        region: 'eu-de',
        path: 'b',
        ibm_api_key: '$IBM_API_KEY',
      },
    },
  ],
  'cos with a parameter of its own': [
    `cos://logs/http?region=eu-de&instance-id=${guid}&x=FAKE1&ibm_api_key=FAKE-KEY-00000001`,
    { kind: 'cos', auth: 'apiKey', instanceId: guid, bucket: 'logs', region: 'eu-de', path: 'b' },
    {
      destination_conf: `cos://logs/b?region=eu-de&instance-id=${guid}&ibm_api_key=$IBM_API_KEY&x=$PARAM_X`,
    },
  ],
  cloudLogs: [
    `ibmcl://${guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-KEY-00000001`,
    { kind: 'cloudLogs', instanceId: guid, region: 'eu-de', apiKey: 'FAKE-KEY-00000002' },
    { ibmcl: { instance_id: guid, region: 'eu-de', api_key: '$IBM_API_KEY' } },
  ],
  splunk: [
    `splunk://hec.example:8088/services/collector/raw?channel=${guid}&header_Authorization=Splunk%20FAKE1&insecure-skip-verify=false`,
    {
      kind: 'splunk',
      endpoint: 'hec.example:8088/services/collector/raw',
      channelId: guid,
      skipVerify: true,
    },
    {
      destination_conf: `splunk://hec.example:8088/services/collector/raw?channel=${guid}&header_Authorization=$HEADER_AUTHORIZATION&insecure-skip-verify=true`,
    },
  ],
  https: [
    'https://hooks.example/in/T0FAKE1x?header_Authorization=Bearer%20FAKE1&x=FAKE2',
    {
      kind: 'https',
      url: 'https://hooks.example/in/••••',
      headers: [{ name: 'Authorization', value: 'Bearer FAKE3' }],
      params: [{ name: 'x' }],
    },
    {
      destination_conf:
        'https://hooks.example/in/$RECEIVER_PATH?header_Authorization=$HEADER_AUTHORIZATION&x=$PARAM_X',
    },
  ],
  qradar: [
    'https://qradar.example:8088',
    { kind: 'qradar', host: 'qradar.example', port: 8089 },
    { destination_conf: 'https://qradar.example:8089' },
  ],
  other: [
    'gs://logs/http',
    { kind: 'other', conf: 'gs://logs/b', ownershipToken: 'eyJFAKE' },
    { destination_conf: 'gs://logs/b', ownership_challenge: '$OWNERSHIP_TOKEN' },
  ],
}

function changeOf(name: string): ExportedChange {
  const [held = '', patch] = moved[name] ?? []
  // Written above in the form of each kind.
  const destination = { patch: patch as never, held: fromConf(held) }
  return change({ destination })
}

describe('a change', () => {
  it('holds what changes and nothing else', () => {
    const json = (more: Partial<ExportedChange>) => sure(asChangeJson(change(more))).text
    expect(json({ enabled: false })).toBe('{\n  "enabled": false\n}')
    expect(json({})).toBe('{}')
    const options = { fields: ['A'], timestamps: null, others: [{ name: 'sample', value: '1' }] }
    expect(JSON.parse(json({ options }))).toEqual({ logpull_options: 'fields=A&sample=1' })
  })

  it.each(Object.keys(moved))('of the destination %s is the PUT that the app sends', (name) => {
    const [held = '', patch, body] = moved[name] ?? []
    const { text } = sure(asChangeJson(changeOf(name)))
    expect(JSON.parse(text)).toEqual(body)
    const settled = settlePatch(patch as never, heldDestination(held))
    if (settled.outcome !== 'changed') throw new Error(settled.outcome)
    expect(Object.keys(changeRequest(settled.input, held))).toEqual(Object.keys(body ?? {}))
  })

  it.each(Object.keys(moved))('lets no secret of %s out, in any language', (name) => {
    for (const { ofChange } of languages) {
      const exported = ofChange(changeOf(name))
      expect('text' in exported ? exported.text : '').not.toContain('FAKE')
      expect('text' in exported ? exported.text : '').not.toContain('•')
    }
  })

  it('is a PUT for curl', () => {
    const { text } = sure(asChangeCurl(changeOf('qradar')))
    expect(text).toContain('curl -X PUT ')
    expect(text).toContain(`/zones/${zoneId}/logpush/jobs/42'`)
  })

  it('is an update for the CLI, by the job’s id', () => {
    const { text, notes } = sure(
      asChangeCli(
        change({
          name: 'new',
          enabled: false,
          frequency: 'low',
          options: { fields: ['A', 'B'], timestamps: 'unix', others: [] },
        }),
      ),
    )
    expect(text).toBe(
      `ibmcloud cis logpush-job-update ${zoneId} --jobid 42 \\
  --enable false \\
  --fields A,B \\
  --timestamps unix \\
  --frequency low
`,
    )
    expect(notes).toEqual(['The CLI cannot rename a job.'])
    expect(asChangeCli(change({ name: 'new' }))).toEqual({
      unavailable: 'The CLI cannot rename a job.',
    })
    expect(asChangeCli(changeOf('other'))).toMatchObject({ unavailable: /challenge/ })
  })

  it('has for Terraform what the provider sends', () => {
    const { text, hints, notes } = sure(
      asChangeTerraform(change({ name: 'new', enabled: true, frequency: 'low' })),
    )
    expect(text).toBe(
      'resource "ibm_cis_logpush_job" "shop_http" {\n  enabled   = true\n  frequency = "low"\n}\n',
    )
    expect(hints).toEqual(['Only the arguments that change; the others stay as they are.'])
    expect(notes).toEqual(['The provider does not send a change of name.'])
    expect(asChangeTerraform(change({ enabled: false }))).toEqual({
      unavailable:
        'The provider never sends enabled = false: to pause the job, use the CLI or the API.',
    })
    expect(sure(asChangeTerraform(changeOf('cloudLogs'))).text).toContain('api_key     = var.ibm')
  })

  it('is said to be impossible where the destination lacks something', () => {
    const held = fromConf(moved.splunk?.[0])
    const patch = { kind: 'splunk', endpoint: 'other.example:8088' } as const
    expect(asChangeJson(change({ destination: { patch, held } }))).toEqual({
      unavailable: expect.stringMatching(/^Enter the HEC token/),
    })
  })
})
