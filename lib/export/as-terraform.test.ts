import { describe, expect, it } from 'vitest'
import { confText } from '@/lib/destinations/conf-text'
import { toConf, toRequest } from '@/lib/destinations/registry'
import { forAll } from '@/lib/destinations/testing/random'
import { asTerraform } from './as-terraform'
import { hclValue } from './hcl'
import { type ExportedText, render } from './pieces'
import { type ExportedJob, optionsOf } from './request'
import { decoded, valuesFor } from './testing/filled'
import { anyJob, destinations, jobTo, type Sample } from './testing/jobs'
import { argumentsIn, evaluate } from './testing/terraform'

function written(job: ExportedJob): ExportedText {
  const exported = asTerraform(job)
  if ('unavailable' in exported) throw new Error(exported.unavailable)
  return exported
}

const state =
  'Terraform’s state keeps the secrets in clear text, and the provider does not mark destination_conf as sensitive.'
const always = [
  'The provider never sends enabled = false: to pause the job, use this dashboard, the CLI or the API.',
  'The provider does not send a later change of name or dataset; every plan then shows it again.',
]
const asText = (why: string) =>
  `${why}, so the destination is written as destination_conf. IBM documents this form for its CLI only.`

describe('asTerraform', () => {
  it('is a resource with the variables that it needs', () => {
    expect(written(jobTo('splunk')).text).toBe(`variable "cis_crn" {
  type        = string
  description = "CRN of the CIS instance"
}

variable "splunk_token" {
  type        = string
  description = "HEC token, without the word Splunk"
  sensitive   = true
}

resource "ibm_cis_logpush_job" "checkout_http_siem" {
  cis_id          = var.cis_crn
  domain_id       = "3f9c0d8e51b24a0f9e6d2c7b8a10a71e"
  name            = "checkout-http-siem"
  enabled         = true
  dataset         = "http_requests"
  frequency       = "high"
  logpull_options = "fields=ClientASN,RayID&timestamps=rfc3339"

  destination_conf = "splunk://hec.example:8088/services/collector/raw?channel=6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20&header_Authorization=Splunk%20\${replace(urlencode(var.splunk_token), "+", "%20")}&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false"
}
`)
  })

  it('uses the provider’s own arguments where it has them', () => {
    expect(written(jobTo('cloudLogs')).text).toContain(`
  ibmcl {
    instance_id = "6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20"
    region      = "eu-gb"
    api_key     = var.ibm_api_key
  }
}
`)
    expect(written(jobTo('cosChallenge')).text).toContain(`
  ownership_challenge = var.ownership_token

  cos = jsonencode({
    bucket_name = "edge-logs"
    id          = "6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20"
    region      = "eu-de"
    path        = "http/{DATE}"
  })
}
`)
  })

  it.each<[Sample, string[]]>([
    [
      'cosKey',
      [asText('The provider’s cos argument works with an ownership challenge only'), state],
    ],
    ['cosChallenge', ['Terraform’s state keeps the ownership token in clear text.']],
    [
      'cloudLogs',
      [
        'The provider cannot set the application and subsystem names (ibmcl_names): IBM’s own names are used.',
        state,
      ],
    ],
    ['splunk', [asText('The provider has no argument for Splunk'), state]],
    ['qradar', [asText('The provider has no argument for QRadar')]],
    ['https', [state]],
    ['otherKey', [state]],
  ])('says what the provider gets wrong with %s', (sample, notes) => {
    expect(written(jobTo(sample)).notes).toEqual([...notes, ...always])
  })

  it('has no text for a challenge that the provider does not take', () => {
    expect(asTerraform(jobTo('otherToken'))).toEqual({
      unavailable: 'The provider takes an ownership challenge for Object Storage only. Use curl.',
    })
  })

  it('says what applies to this job alone', () => {
    const notes = (more: Partial<ExportedJob>) => written(jobTo('qradar', more)).notes
    expect(notes({ enabled: false })[1]).toMatch(/^The job is created disabled/)
    const others = [{ name: 'timestamps', value: 'unix' }]
    expect(notes({ otherOptions: others })).toContain(
      'logpull_options has timestamps twice, as IBM’s own examples do: keep one of them.',
    )
    expect(notes({ copyOf: { jobId: '42', leftOut: [] } }).at(-1)).toContain(
      'terraform import ibm_cis_logpush_job.checkout_http_siem 42:3f9c0d8e51b24a0f9e6d2c7b8a10a71e:CRN',
    )
  })

  it('names the resource after the job, as far as Terraform takes it', () => {
    const label = (name: string | null) =>
      /"ibm_cis_logpush_job" "(.*)" \{/.exec(written(jobTo('qradar', { name })).text)?.[1]
    expect(['a.b-c', '9-x', '---', null].map(label)).toEqual([
      'a_b_c',
      'logpush_job_9_x',
      'logpush_job',
      'logpush_job',
    ])
    expect(written(jobTo('qradar', { name: null })).text).toContain('= var.job_name')
  })

  it('comes to what the app itself sends, whatever the job', () => {
    const jobs = (Object.keys(destinations) as Sample[]).map((sample) => jobTo(sample)) // Its own keys.
    forAll(120, (r) => jobs.push(anyJob(r)))
    for (const job of jobs) {
      const exported = asTerraform(job)
      if ('unavailable' in exported) continue
      expect(exported.text).not.toContain('FAKE')
      const given = argumentsIn(exported.text)
      const values = valuesFor(job) ?? {}
      const evaluated = Object.fromEntries(
        Object.entries(given).map(([name, expression]) => [name, evaluate(expression, values)]),
      )
      expect(decoded(evaluated)).toMatchObject(decoded(membersOf(job)) as object)
      expect(evaluated).toMatchObject({
        name: job.name,
        enabled: String(job.enabled),
        logpull_options: optionsOf(job),
      })
    }
  })
})

/** What the provider is to send of a destination: its own members, or the whole text. */
function membersOf({ destination }: ExportedJob): Record<string, unknown> {
  const { cos, ibmcl, ownership_challenge } = toRequest(destination)
  if (destination.kind === 'cloudLogs') return ibmcl as Record<string, unknown>
  if (destination.kind === 'cos' && destination.auth === 'challenge') {
    return { ...(cos as object), ownership_challenge }
  }
  const key = 'apiKey' in destination ? (destination.apiKey ?? '') : ''
  const conf = toConf(destination) ?? confText(destination)?.replace('••••', key)
  return { destination_conf: conf }
}

describe('hclValue', () => {
  it('quotes any text so that Terraform gives it back', () => {
    forAll(400, (r) => {
      const text = r.nasty(20).toWellFormed()
      const name = { variable: { name: 'X', means: '' } }
      const quoted = render(hclValue([text, name, text])).text
      expect(evaluate(quoted, { X: 'x' })).toBe(`${text}x${text}`)
    })
    expect(render(hclValue('$${a} %{b} 100%')).text).toBe('"$\\u0024{a} \\u0025{b} 100\\u0025"')
  })
})
