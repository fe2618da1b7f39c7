import { describe, expect, it } from 'vitest'
import { confText } from '@/lib/destinations/conf-text'
import { toConf } from '@/lib/destinations/registry'
import { forAll } from '@/lib/destinations/testing/random'
import { asCli } from './as-cli'
import type { ExportedText } from './pieces'
import type { ExportedJob } from './request'
import { decoded, valuesFor } from './testing/filled'
import { anyJob, destinations, jobTo, type Sample, zoneId } from './testing/jobs'
import { argumentsOf } from './testing/shell'

function written(job: ExportedJob): ExportedText {
  const exported = asCli(job)
  if ('unavailable' in exported) throw new Error(exported.unavailable)
  return exported
}

/** The destination's whole text, as IBM holds it. */
function heldText({ destination }: ExportedJob): string {
  const key = 'apiKey' in destination ? (destination.apiKey ?? '') : ''
  return toConf(destination) ?? (confText(destination) ?? '').replace('••••', key)
}

const inCommand =
  'The CLI takes secrets in the command only: other users of your computer can see them while it runs.'
const noChallenge = 'The ibmcloud CLI has had no ownership challenge since March 2026.'

describe('asCli', () => {
  it('is the CLI’s own command', () => {
    expect(written(jobTo('splunk')).text).toBe(
      [
        `uri() { printf %s "$1" | jq -sRr @uri; }`,
        `ibmcloud cis logpush-job-create ${zoneId} \\`,
        `  --destination 'splunk://hec.example:8088/services/collector/raw?channel=6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20&header_Authorization=Splunk%20'"$(uri "$SPLUNK_TOKEN")"'&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false' \\`,
        '  --name checkout-http-siem \\',
        '  --enable true \\',
        '  --fields ClientASN,RayID \\',
        '  --timestamps rfc3339 \\',
        '  --dataset http_requests \\',
        '  --frequency high',
        '',
      ].join('\n'),
    )
  })

  it('gives IBM the destination that the app gives it, whatever its letters', () => {
    const jobs = (Object.keys(destinations) as Sample[]).map((sample) => jobTo(sample)) // Its own keys.
    forAll(80, (r) => jobs.push(anyJob(r)))
    const able = jobs.filter((job) => 'text' in asCli(job))
    const calls = argumentsOf(
      'ibmcloud',
      able.map((job) => ({ text: written(job).text, values: valuesFor(job) ?? {} })),
    )
    calls.forEach((call, index) => {
      const job = able[index]
      if (!job) throw new Error('More calls than jobs')
      expect(decoded(call.slice(0, 5))).toEqual([
        ...['cis', 'logpush-job-create', zoneId, '--destination'],
        decoded(heldText(job)),
      ])
      expect(call.slice(5, 9)).toEqual(['--name', job.name, '--enable', String(job.enabled)])
      expect(written(job).text).not.toContain('FAKE')
    })
  })

  it.each<[Sample, string]>([
    ['cosChallenge', `${noChallenge} Use curl, or authenticate with an API key.`],
    ['otherToken', `${noChallenge} Use curl.`],
  ])('has no command for %s', (sample, unavailable) => {
    expect(asCli(jobTo(sample))).toEqual({ unavailable })
  })

  it.each<[Sample, string[]]>([
    ['cosKey', [inCommand]],
    ['cloudLogs', ['The CLI cannot set the application and subsystem names.', inCommand]],
    ['splunk', [inCommand]],
    ['qradar', []],
    ['https', [inCommand]],
    ['otherKey', [inCommand]],
  ])('says what applies to %s', (sample, notes) => {
    expect(written(jobTo(sample)).notes).toEqual(notes)
  })

  it('leaves fields and options to what the CLI knows of them', () => {
    const all = jobTo('qradar', { fields: { mode: 'all', names: ['A', 'B'] } })
    expect(written(all).text).toContain('--fields all')
    expect(written(jobTo('qradar', { fields: { mode: 'default' } })).text).not.toContain('--fields')
    const odd = jobTo('qradar', {
      timestamps: 'rfc3339ms',
      otherOptions: [{ name: 'sample', value: '0.1' }],
    })
    expect(written(odd).text).not.toContain('--timestamps')
    expect(written(odd).notes).toEqual(['The CLI cannot set timestamps=rfc3339ms, sample.'])
    expect(written(jobTo('qradar', { timestamps: null })).text).toContain('--timestamps unixnano')
  })

  it('asks for a name where the job has none', () => {
    const { text, notes } = written(jobTo('qradar', { name: null, frequency: null }))
    expect(text).toContain('--name "$JOB_NAME"')
    expect(text).not.toContain('--frequency')
    expect(notes).toEqual(['The CLI needs a name; this job has none.'])
  })
})
