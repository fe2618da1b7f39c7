import { describe, expect, it } from 'vitest'
import { forAll } from '@/lib/destinations/testing/random'
import { asCurl } from './as-curl'
import type { ExportedJob } from './request'
import { decoded, valuesFor } from './testing/filled'
import { anyJob, destinations, jobTo, type Sample, sentBody, zoneId } from './testing/jobs'
import { argumentsOf } from './testing/shell'

const callers = { IAM_TOKEN: 'FAKE-IAM', CRN: 'crn%3Av1%3Afake' }

describe('asCurl', () => {
  it('is a command that a shell reads as meant, secrets of any letters filled in', () => {
    const jobs = (Object.keys(destinations) as Sample[]).map((sample) => jobTo(sample)) // Its own keys.
    forAll(80, (r) => jobs.push(anyJob(r)))
    const calls = argumentsOf(
      'curl',
      jobs.map((job) => ({ text: asCurl(job).text, values: { ...callers, ...valuesFor(job) } })),
    )
    expect(calls).toHaveLength(jobs.length)
    for (const [index, call] of calls.entries()) expectSent(call, jobs[index])
  })

  it('needs jq for what has to be encoded alone', () => {
    const hints = (sample: Sample) => asCurl(jobTo(sample)).hints
    expect(hints('cosKey')).toEqual([])
    expect(hints('qradar')).toEqual([])
    expect(hints('splunk')).toEqual([
      'The function json escapes a value with jq, which has to be installed.',
    ])
    expect(hints('https')).toEqual([
      'The function uri percent-encodes a value with jq, which has to be installed.',
    ])
  })
})

function expectSent(call: string[], job: ExportedJob | undefined) {
  if (!job) throw new Error('More calls than jobs')
  expect(call.slice(0, -1)).toEqual([
    '-X',
    'POST',
    `https://api.cis.cloud.ibm.com/v2/${callers.CRN}/zones/${zoneId}/logpush/jobs`,
    '-H',
    `X-Auth-User-Token: Bearer ${callers.IAM_TOKEN}`,
    '-H',
    'Content-Type: application/json',
    '-d',
  ])
  expect(decoded(JSON.parse(call.at(-1) ?? ''))).toEqual(decoded(sentBody(job)))
  expect(asCurl(job).text).not.toContain('FAKE')
}
