import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { CosInput } from '@/lib/destinations/cos'
import { destinationInput, toRequest } from '@/lib/destinations/registry'
import { anyCloudLogs, anyCos } from '@/lib/destinations/testing/generators'
import { forAll, type Random } from '@/lib/destinations/testing/random'
import { buildOptions } from '@/lib/jobs/options'
import { asCli } from './as-cli'
import { asCurl } from './as-curl'
import { asJson, asPatchJson } from './as-json'
import { type ExportedText, placeholderMeanings, render, shellArgument } from './pieces'
import type { ExportedJob } from './request'

const zoneId = '3f9c0d8e51b24a0f9e6d2c7b8a10a71e'
const challenge: CosInput = {
  kind: 'cos',
  auth: 'challenge',
  instanceId: '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20',
  bucket: 'edge-logs',
  region: 'eu-de',
  path: 'it\'s $HOME `x` "y"',
  dailyFolders: true,
  ownershipToken: 'eyJFAKE.FAKE.FAKE',
}
const job: ExportedJob = {
  zoneId,
  name: 'checkout-http-siem',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  fields: { mode: 'list', names: ['ClientASN', 'RayID'] },
  timestamps: 'rfc3339',
  destination: challenge,
}
const withKey: ExportedJob = {
  ...job,
  destination: { ...challenge, auth: 'apiKey', apiKey: 'FAKE-KEY-00000001' },
}
const cloudLogs: ExportedJob = {
  ...job,
  fields: { mode: 'all', names: ['ClientASN', 'RayID'] },
  otherOptions: [{ name: 'sample', value: '0.1' }],
  destination: {
    kind: 'cloudLogs',
    instanceId: 'b7c0e5d2-41f8-4f0a-8a57-93d2c6e1aa04',
    region: 'eu-gb',
    apiKey: 'FAKE-KEY-00000001',
    subsystemName: 'checkout',
  },
}

const values = {
  IBM_API_KEY: 'FAKE-KEY-from-the-shell',
  OWNERSHIP_TOKEN: 'eyJFAKE.from.shell',
  IAM_TOKEN: 'FAKE-IAM',
  CRN: 'crn%3Av1%3Afake',
}

/** What the commands in these texts are called with, as a POSIX shell reads them; one list a command. */
function argumentsOf(command: string, texts: string[]): string[][] {
  const script = `${command}() { for a in "$@"; do printf '%s\\037' "$a"; done; printf '\\036'; }\n${texts.join('\n')}`
  const env = { NODE_ENV: 'test' as const, ...values }
  const output = execFileSync('/bin/sh', ['-s'], { input: script, env, encoding: 'utf8' })
  return output
    .split('\x1e')
    .slice(0, -1)
    .map((line) => line.split('\x1f').slice(0, -1))
}

function anyJob(r: Random): ExportedJob {
  const names = Array.from({ length: r.int(1, 5) }, () => r.text('ABCabc', 1, 8))
  return {
    ...job,
    name: r.text('abcXYZ019.-', 1, 30),
    enabled: r.chance(0.5),
    fields: r.pick([{ mode: 'list' as const, names }, { mode: 'default' as const }]),
    otherOptions: r.chance(0.3) ? [{ name: 'sample', value: '0.5' }] : [],
    destination: destinationInput.parse(r.chance(0.7) ? anyCos(r) : anyCloudLogs(r)),
  }
}

/** The body that IBM should get: this job's request with the shell's secrets in it. */
function expectedBody({ destination, ...job }: ExportedJob) {
  const secrets = { apiKey: values.IBM_API_KEY, ownershipToken: values.OWNERSHIP_TOKEN }
  return {
    name: job.name,
    enabled: job.enabled,
    dataset: job.dataset,
    frequency: job.frequency,
    ...toRequest({ ...destination, ...secrets }),
    logpull_options: buildOptions({
      fields: job.fields.names ?? null,
      timestamps: job.timestamps,
      others: job.otherOptions ?? [],
    }),
  }
}

function expectSound({ text, spans }: ExportedText) {
  for (const { start, end, name } of spans) expect(text.slice(start, end)).toBe(`$${name}`)
  for (const { name } of spans) expect(placeholderMeanings[name]).not.toBe('')
  expect(text).not.toContain('FAKE')
}

describe('asJson', () => {
  it('is the create request, readable, with placeholders for its secrets', () => {
    const { text, spans } = asJson(job)
    expect(text).toBe(`{
  "name": "checkout-http-siem",
  "enabled": true,
  "dataset": "http_requests",
  "frequency": "high",
  "cos": {
    "bucket_name": "edge-logs",
    "id": "6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20",
    "region": "eu-de",
    "path": "it's $HOME \`x\` \\"y\\"/{DATE}"
  },
  "ownership_challenge": "$OWNERSHIP_TOKEN",
  "logpull_options": "fields=ClientASN,RayID&timestamps=rfc3339"
}`)
    expect(spans.map(({ name }) => name)).toEqual(['OWNERSHIP_TOKEN'])
    expect(JSON.parse(asJson(withKey).text)).toMatchObject({ cos: { ibm_api_key: '$IBM_API_KEY' } })
    expect(JSON.parse(asJson(cloudLogs).text)).toMatchObject({
      ibmcl: { api_key: '$IBM_API_KEY' },
      ibmcl_names: { subsystem_name: 'checkout' },
      logpull_options: 'fields=ClientASN,RayID&timestamps=rfc3339&sample=0.1',
    })
  })

  it('has the place of a secret that is not given yet', () => {
    const { text } = asJson({ ...job, destination: { ...challenge, ownershipToken: undefined } })
    expect(JSON.parse(text)).toMatchObject({ ownership_challenge: '$OWNERSHIP_TOKEN' })
  })

  it('takes no text of a person’s for a placeholder', () => {
    const destination = { ...challenge, path: '$IBM_API_KEY/$CRN' }
    expect(asJson({ ...job, destination }).spans).toHaveLength(1)
  })

  it('is valid, and lets no secret out, whatever the job', () => {
    forAll(500, (r) => {
      const job = anyJob(r)
      const exported = asJson(job)
      expectSound(exported)
      const filled = exported.spans.reduceRight(
        (text, { start, end, name }) => text.slice(0, start) + values[name] + text.slice(end),
        exported.text,
      )
      expect(JSON.parse(filled)).toEqual(expectedBody(job))
    })
  })
})

describe('asPatchJson', () => {
  it('holds what changes and nothing else', () => {
    expect(asPatchJson({ enabled: false }).text).toBe('{\n  "enabled": false\n}')
    expect(asPatchJson({}).text).toBe('{}')
    const { text, spans } = asPatchJson({
      destination: withKey.destination,
      options: { fields: ['A'], timestamps: null, others: [{ name: 'sample', value: '1' }] },
    })
    expect(Object.keys(JSON.parse(text))).toEqual(['cos', 'logpull_options'])
    expect(JSON.parse(text).logpull_options).toBe('fields=A&sample=1')
    expect(spans.map(({ name }) => name)).toEqual(['IBM_API_KEY'])
    expect(text).not.toContain('FAKE')
  })
})

describe('asCurl', () => {
  it('is a command that a shell reads as meant, with its own secrets filled in', () => {
    const jobs: ExportedJob[] = [job, withKey, cloudLogs]
    forAll(150, (r) => jobs.push(anyJob(r)))
    const calls = argumentsOf(
      'curl',
      jobs.map((job) => asCurl(job).text),
    )
    expect(calls).toHaveLength(jobs.length)
    for (const [index, call] of calls.entries()) {
      const job = jobs[index]
      if (!job) throw new Error('More calls than jobs')
      expect(call.slice(0, -1)).toEqual([
        '-X',
        'POST',
        `https://api.cis.cloud.ibm.com/v2/${values.CRN}/zones/${zoneId}/logpush/jobs`,
        '-H',
        `X-Auth-User-Token: Bearer ${values.IAM_TOKEN}`,
        '-H',
        'Content-Type: application/json',
        '-d',
      ])
      expect(JSON.parse(call.at(-1) ?? '')).toEqual(expectedBody(job))
      expectSound(asCurl(job))
    }
  })
})

describe('asCli', () => {
  it('is the CLI’s own command', () => {
    const cli = asCli(withKey)
    if ('unavailable' in cli) throw new Error(cli.unavailable)
    expectSound(cli)
    expect(argumentsOf('ibmcloud', [cli.text])[0]).toEqual([
      ...['cis', 'logpush-job-create', zoneId, '--destination'],
      `cos://edge-logs/it's%20$HOME%20%60x%60%20%22y%22/{DATE}?region=eu-de&instance-id=6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20&ibm_api_key=${values.IBM_API_KEY}`,
      ...['--name', 'checkout-http-siem', '--enable', 'true', '--fields', 'ClientASN,RayID'],
      ...['--timestamps', 'rfc3339', '--dataset', 'http_requests', '--frequency', 'high'],
    ])
  })

  it('says what the CLI cannot do', () => {
    expect(asCli(job)).toEqual({ unavailable: expect.stringMatching(/since March 2026/) })
    const cli = asCli(cloudLogs)
    if ('unavailable' in cli) throw new Error(cli.unavailable)
    expect(cli.notes).toEqual([
      'The CLI cannot set the application and subsystem names.',
      'The CLI cannot set sample.',
    ])
    expect(cli.text).toContain('--fields all')
    const plain = asCli({ ...withKey, fields: { mode: 'default' } })
    expect('text' in plain && plain.text).not.toContain('--fields')
  })
})

it('quotes any text so that a shell gives it back', () => {
  const texts: string[] = ['', "'", "''", '-n', '$(x)', 'a\\', '!!', '*', '~']
  forAll(400, (r) => texts.push(r.nasty(20).toWellFormed().replaceAll('\0', '')))
  const lines = texts.map((text) => `show ${render(shellArgument([text])).text}`)
  expect(argumentsOf('show', lines)).toEqual(texts.map((text) => [text]))
})
