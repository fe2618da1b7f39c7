import { describe, expect, it } from 'vitest'
import { settlePatch, shownDestination } from '@/lib/destinations/settle-patch'
import { type Job, updateJobInput } from '@/lib/schemas/job'
import { changesOf } from './changes'
import type { JobDraft } from './draft'
import { fromJob, namedChoice } from './from-job'
import { guid, jobOf } from './testing'

type Edit = (draft: JobDraft) => JobDraft

const cos =
  (over: Partial<JobDraft['cos']>): Edit =>
  (draft) => ({ ...draft, cos: { ...draft.cos, ...over } })
const toLogs =
  (over: Partial<JobDraft['cloudLogs']>): Edit =>
  (draft) => ({
    ...draft,
    kind: 'cloudLogs',
    cloudLogs: { ...draft.cloudLogs, ...over },
  })
const logs =
  (over: Partial<JobDraft['logs']>): Edit =>
  (draft) => ({ ...draft, logs: { ...draft.logs, ...over } })

const challenged = jobOf({
  destination: {
    kind: 'cos',
    auth: 'challenge',
    instanceId: guid,
    bucket: 'a-bucket',
    region: 'eu-de',
    dailyFolders: false,
  },
})
const inCloudLogs = jobOf({
  destination: { kind: 'cloudLogs', instanceId: guid, region: 'eu-de', hasKey: true },
})
const inSplunk = jobOf({
  destination: {
    kind: 'splunk',
    endpoint: 'x.example:8088',
    channelId: null,
    sourceType: null,
    skipVerify: false,
    hasKey: true,
  },
})
const fullSplunk = jobOf({
  destination: {
    kind: 'splunk',
    endpoint: 'x.example:8088/services/collector/raw',
    channelId: guid,
    sourceType: 'edge',
    skipVerify: false,
    hasKey: true,
  },
})
const withDefaults = jobOf({
  logs: { fields: { mode: 'default' }, timestamps: null, otherOptions: [], notes: [] },
})
const odd = jobOf({
  name: 'an old_name',
  dataset: 'spectrum_events',
  logs: {
    fields: { mode: 'list', names: ['RayID', 'Odd name'] },
    timestamps: 'rfc3339,sample=1.0',
    otherOptions: [
      { name: 'flag', value: '' },
      { name: 'sample', value: '0.1' },
    ],
    notes: [{ code: 'options_joined', message: 'x' }],
  },
})
const bare = jobOf({ name: null, frequency: null, dataset: 'page_shield_events' })

describe('a job that was not edited', () => {
  it.each<[string, Job]>([
    ['by key', jobOf()],
    ['by challenge', challenged],
    ['of Cloud Logs', inCloudLogs],
    ['of Splunk', inSplunk],
    ['with IBM’s fields', withDefaults],
    ['of an unknown dataset, without a name', bare],
    ['of odd logs', odd],
  ])('%s has no changes', (_, job) => {
    expect(changesOf(job, fromJob(job))).toEqual({ change: { revision: 'r1' }, rows: [] })
    const { apiKey, ownershipToken } = fromJob(job).cos
    expect([apiKey, ownershipToken]).toEqual(['', ''])
  })
})

const splunk =
  (over: Partial<JobDraft['splunk']>): Edit =>
  (draft) => ({ ...draft, splunk: { ...draft.splunk, ...over } })

describe('a field of Splunk that was emptied', () => {
  /** What is shown, and whether the API would change anything. */
  function emptied(over: Partial<JobDraft['splunk']>) {
    const { rows, change } = changesOf(fullSplunk, splunk(over)(fromJob(fullSplunk)))
    const held = shownDestination(fullSplunk.destination)
    const outcome = change.destination && settlePatch(change.destination, held).outcome
    return [rows.map(({ what, now, after }) => `${what}: ${now} → ${after}`), outcome]
  }

  it('takes out the source type', () => {
    expect(emptied({ sourceType: '' })).toEqual([['Source type: edge → none'], 'changed'])
  })

  it('leaves the channel, without which HEC takes nothing', () => {
    expect(emptied({ channelId: '' })).toEqual([[], undefined])
  })
})

describe('an edit', () => {
  const place = {
    kind: 'cos',
    auth: 'apiKey',
    instanceId: guid,
    bucket: 'a-bucket',
    region: 'eu-de',
    dailyFolders: true,
  }
  const cases: [string, Job, Edit, object, string[]][] = [
    [
      'of the name',
      jobOf(),
      (draft) => ({ ...draft, name: 'b' }),
      { name: 'b' },
      ['Name: edge-http → b'],
    ],
    [
      'that gives a name',
      bare,
      (draft) => ({ ...draft, name: 'b' }),
      { name: 'b' },
      ['Name: unnamed → b'],
    ],
    [
      'that pauses',
      jobOf(),
      (draft) => ({ ...draft, enabled: false }),
      { enabled: false },
      ['Enabled: yes → no'],
    ],
    [
      'of the frequency',
      jobOf(),
      logs({ frequency: 'low' }),
      { frequency: 'low' },
      ['Frequency: high → low'],
    ],
    [
      'of a frequency that was not set',
      bare,
      logs({ frequency: 'low' }),
      { frequency: 'low' },
      ['Frequency: not set → low'],
    ],
    [
      'of the path',
      jobOf(),
      cos({ path: 'logs/new' }),
      { destination: { ...place, path: 'logs/new' } },
      ['Path: logs/http → logs/new'],
    ],
    [
      'that drops the path',
      jobOf(),
      cos({ path: '' }),
      { destination: place },
      ['Path: logs/http → none'],
    ],
    [
      'of bucket, region and folders',
      jobOf(),
      cos({ bucket: 'b-bucket', region: 'eu', dailyFolders: false }),
      {
        destination: {
          ...place,
          bucket: 'b-bucket',
          region: 'eu',
          path: 'logs/http',
          dailyFolders: false,
        },
      },
      ['Bucket: a-bucket → b-bucket', 'Region: eu-de → eu', 'Daily folders: yes → no'],
    ],
    [
      'of the key',
      jobOf(),
      cos({ apiKey: 'FAKE-new-key' }),
      { destination: { ...place, path: 'logs/http', apiKey: 'FAKE-new-key' } },
      ['Destination key: current key → new key'],
    ],
    [
      'from a challenge to a key',
      challenged,
      cos({ auth: 'apiKey', apiKey: 'FAKE-new-key' }),
      { destination: { ...place, dailyFolders: false, apiKey: 'FAKE-new-key' } },
      ['Authentication: Ownership challenge → API key', 'Destination key: none → new key'],
    ],
    [
      'of a challenged path, with its token',
      challenged,
      cos({ path: 'x', ownershipToken: 'FAKE.t.x' }),
      {
        destination: {
          ...place,
          auth: 'challenge',
          dailyFolders: false,
          path: 'x',
          ownershipToken: 'FAKE.t.x',
        },
      },
      ['Path: none → x'],
    ],
    [
      'to Cloud Logs',
      jobOf(),
      toLogs({ instanceId: guid, region: 'eu-gb', apiKey: 'FAKE-logs-key' }),
      {
        destination: {
          kind: 'cloudLogs',
          instanceId: guid,
          region: 'eu-gb',
          apiKey: 'FAKE-logs-key',
        },
      },
      [
        `Destination: Cloud Object Storage, a-bucket/logs/http/{DATE} → IBM Cloud Logs, ${guid} · eu-gb`,
      ],
    ],
    [
      'of a Cloud Logs name',
      inCloudLogs,
      toLogs({ applicationName: 'edge' }),
      {
        destination: {
          kind: 'cloudLogs',
          instanceId: guid,
          region: 'eu-de',
          applicationName: 'edge',
        },
      },
      ['Application name: none → edge'],
    ],
    [
      'of the fields',
      jobOf(),
      logs({ names: ['RayID', 'EdgeColoCode'] }),
      {
        logs: { fields: { mode: 'list', names: ['RayID', 'EdgeColoCode'] }, timestamps: 'rfc3339' },
      },
      ['Fields: 2 selected → 2 selected; adds EdgeColoCode; removes ClientIP'],
    ],
    [
      'to all fields',
      jobOf(),
      logs({ choice: 'all', names: ['RayID', 'ClientIP', 'EdgeColoCode'] }),
      { logs: { fields: { mode: 'all' }, timestamps: 'rfc3339' } },
      ['Fields: 2 selected → All; adds EdgeColoCode'],
    ],
    [
      'of all fields, without one that IBM lists no more',
      jobOf({
        logs: {
          fields: { mode: 'all', names: ['RayID', 'Retired'] },
          timestamps: 'unix',
          otherOptions: [],
          notes: [],
        },
      }),
      logs({ names: ['RayID'] }),
      { logs: { fields: { mode: 'all', names: ['RayID'] }, timestamps: 'unix' } },
      ['Fields: All → All; removes Retired'],
    ],
    [
      'of an odd format, the odd fields as they were read',
      odd,
      logs({ timestamps: 'unix' }),
      { logs: { fields: odd.logs.fields, timestamps: 'unix' } },
      ['Timestamps: rfc3339,sample=1.0 → unix'],
    ],
    [
      'of fields, the odd format as it was read',
      odd,
      logs({ names: ['RayID'] }),
      {
        logs: {
          fields: { mode: 'list', names: ['RayID'] },
          timestamps: 'rfc3339,sample=1.0',
        },
      },
      ['Fields: 2 selected → 1 selected; removes Odd name'],
    ],
    [
      'that removes an option',
      odd,
      logs({ otherOptions: [{ name: 'flag', value: '' }] }),
      {
        logs: {
          fields: odd.logs.fields,
          timestamps: 'rfc3339,sample=1.0',
          otherOptions: [{ name: 'flag', value: '' }],
        },
      },
      ['Other options: flag sample=0.1 → flag'],
    ],
    [
      'to IBM’s fields',
      jobOf(),
      logs({ choice: 'default' }),
      { logs: { fields: { mode: 'default' }, timestamps: 'rfc3339' } },
      ['Fields: 2 selected → IBM’s default set'],
    ],
    [
      'of fields alone leaves timestamps that are not set',
      withDefaults,
      logs({ choice: 'list', names: ['RayID'] }),
      { logs: { fields: { mode: 'list', names: ['RayID'] }, timestamps: null } },
      ['Fields: IBM’s default set → 1 selected'],
    ],
    [
      'of the timestamps',
      withDefaults,
      logs({ timestamps: 'unix' }),
      { logs: { fields: { mode: 'default' }, timestamps: 'unix' } },
      ['Timestamps: not set → unix'],
    ],
    [
      'of a destination that can only be read is none',
      inSplunk,
      cos({ bucket: 'b-bucket' }),
      {},
      [],
    ],
  ]

  it.each(cases)('%s', (_, job, edit, change, rows) => {
    const changes = changesOf(job, edit(fromJob(job)))
    expect(changes.change).toEqual({ revision: 'r1', ...change })
    expect(changes.rows.map(({ what, now, after }) => `${what}: ${now} → ${after}`)).toEqual(rows)
    expect(updateJobInput.safeParse(changes.change).error).toBeUndefined()
    expect(JSON.stringify(changes.rows)).not.toContain('FAKE')
  })

  it('in another order of the same fields is none', () => {
    const job = jobOf()
    const draft = logs({ names: ['ClientIP', 'RayID'] })(fromJob(job))
    expect(changesOf(job, draft).rows).toEqual([])
  })
})

describe('the preset of a job’s fields', () => {
  const live = ['ClientIP', 'RayID', 'ClientRequestHost']
  it.each<[string, Job, string]>([
    [
      'all',
      jobOf({
        logs: {
          fields: { mode: 'all', names: live },
          timestamps: null,
          otherOptions: [],
          notes: [],
        },
      }),
      'all',
    ],
    ['IBM’s own', withDefaults, 'default'],
    ['a list', jobOf(), 'list'],
    ['of an unknown dataset', bare, 'list'],
  ])('%s', (_, job, expected) => {
    expect(namedChoice(job, live)).toBe(expected)
  })
})

it('a string or an address that was typed is shown masked', () => {
  const job = jobOf({
    destination: {
      kind: 'other',
      scheme: 's3',
      conf: 's3://logs/http?region=us-east-1',
      hasKey: false,
    },
  })
  const conf = 's3://logs/http?region=us-east-1&secret-access-key=FAKE-very-secret-key'
  const said = (draft: JobDraft) => JSON.stringify(changesOf(job, draft).rows)
  const before = fromJob(job)
  expect(said({ ...before, other: { ...before.other, conf } })).toContain('secret-access-key=•')
  expect(said({ ...before, other: { ...before.other, conf } })).not.toContain('FAKE-very')
  const https = { url: 'https://hooks.example/T0/FAKEsecret0Path1Key2', headers: [], params: [] }
  expect(said({ ...before, kind: 'https', https })).toContain('hooks.example')
  expect(said({ ...before, kind: 'https', https })).not.toContain('FAKEsecret')
})
