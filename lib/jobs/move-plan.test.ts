import { describe, expect, it } from 'vitest'
import type { CloudLogsInput } from '@/lib/destinations/cloud-logs'
import type { CosInput } from '@/lib/destinations/cos'
import type { Job } from '@/lib/schemas/job'
import { checkName, maxNameLength } from './job-name'
import {
  challengedBuckets,
  moveNames,
  planKeys,
  planLeftovers,
  planMove,
  withKey,
} from './move-plan'
import { guid, jobOf } from './testing'
import { isChallenged, isLeftover } from './trouble'

const bucket: CosInput = {
  kind: 'cos',
  auth: 'apiKey',
  instanceId: guid,
  bucket: 'new-bucket',
  region: 'eu-de',
  path: 'logs',
  dailyFolders: true,
  apiKey: 'FAKE-bucket-key',
}
const cloudLogs: CloudLogsInput = {
  kind: 'cloudLogs',
  instanceId: guid,
  region: 'eu-de',
  apiKey: 'FAKE-logs-key',
}
const leftover = (over: Partial<Job> = {}) =>
  jobOf({
    destination: { kind: 'logdna', hostname: 'legacy', region: 'eu-de', hasKey: true },
    ...over,
  })

describe('the names of a second job', () => {
  it.each<[string, string | null, (string | null)[], string, string]>([
    ['a plain one', 'edge', [], 'edge-moved', 'edge'],
    ['a number where it is taken', 'edge', ['edge-moved', 'edge-moved-2'], 'edge-moved-3', 'edge'],
    ['no suffix twice', 'edge-moved', [], 'edge-moved-2', 'edge-moved'],
    ['an odd one', '<b>my_job</b>', [], 'b-my-job-b-moved', 'b-my-job-b'],
    ['an odd one whose like is taken', 'my_job', ['my-job'], 'my-job-moved', 'my-job-moved'],
    ['one that keeps nothing', '•', [], 'job-7-moved', 'job-7-moved'],
    ['none', null, [null], 'job-7-moved', 'job-7-moved'],
    ['only the suffix', '-moved', [], 'job-7-moved', '-moved'],
    ['what is odd and allowed', 'a--b.', [], 'a--b.-moved', 'a--b.'],
  ])('%s', (_, name, others, temporary, final) => {
    expect(moveNames({ id: '7', name }, [name, ...others])).toEqual({ temporary, final })
  })

  it.each([null, '', '…', 'n'.repeat(maxNameLength), `${'n'.repeat(511)}ß`, ' a ', 'ÄÖ', '-'])(
    'are allowed for %j',
    (name) => {
      for (const one of Object.values(moveNames({ id: '7', name }, [name]))) {
        expect(checkName(one)).toEqual({ ok: true })
      }
    },
  )
})

describe('what a move comes to', () => {
  it('keeps everything but the destination', () => {
    const job = leftover({ managedElsewhere: ['filter'] })
    job.logs.otherOptions = [{ name: 'sample', value: '0.1' }]
    const { kept, changed } = planMove(job, bucket, [])
    expect(Object.fromEntries(kept.map(({ what, value }) => [what, value]))).toEqual({
      Name: 'edge-http',
      Dataset: 'HTTP requests',
      Fields: '2 selected',
      Timestamps: 'rfc3339',
      Frequency: 'high',
      Enabled: 'yes',
      'Other options': 'sample=0.1',
      'Set elsewhere': 'filter',
    })
    expect(changed).toEqual([
      {
        what: 'Destination',
        now: 'LogDNA, retired, legacy',
        after: 'Cloud Object Storage, new-bucket/logs/{DATE}',
      },
    ])
  })

  it('names the authentication where the place stays, and the key where all does', () => {
    const { destination, ...job } = jobOf()
    if (destination.kind !== 'cos') throw new Error('not a bucket')
    const challenged = { ...job, destination: { ...destination, auth: 'challenge' as const } }
    const target = withKey({ destination }, 'FAKE-bucket-key')
    if (!target) throw new Error('no target')
    expect(planMove(challenged, target, []).changed).toEqual([
      { what: 'Authentication', now: 'ownership challenge', after: 'API key' },
    ])
    expect(planMove({ ...job, destination }, target, []).changed).toEqual([
      { what: 'Destination key', now: 'current key', after: 'new key' },
    ])
  })
})

describe('all leftovers of a zone', () => {
  const jobs = [
    jobOf({ id: '1', name: 'stays' }),
    leftover({ id: '2', name: 'a' }),
    leftover({ id: '3', name: 'a', dataset: 'firewall_events' }),
    leftover({ id: '4', name: null, dataset: null }),
    leftover({ id: '5', name: 'b' }),
  ]

  it('get a folder of their own in a bucket', () => {
    const plans = planLeftovers(jobs, bucket)
    expect(
      plans.map(({ job, destination, names }) => [
        job.id,
        destination.kind === 'cos' && destination.path,
        names.temporary,
      ]),
    ).toEqual([
      ['2', 'logs/http_requests', 'a-moved'],
      ['3', 'logs/firewall_events', 'a-moved-2'],
      ['4', 'logs/job-4', 'job-4-moved'],
      ['5', 'logs/http_requests-2', 'b-moved'],
    ])
    expect(plans.every(({ needsToken }) => !needsToken)).toBe(true)
  })

  it('leave the folders of other jobs alone, and name no dataset twice', () => {
    const taken = jobOf({
      id: '9',
      destination: { ...bucket, path: 'http_requests', dailyFolders: true, hasKey: true },
    })
    const target = { ...bucket, path: '/http_requests/' }
    const [plan] = planLeftovers([taken, leftover({ id: '2' })], target)
    expect(plan?.destination).toMatchObject({ path: 'http_requests-2' })
  })

  it('share any other target', () => {
    const plans = planLeftovers(jobs, cloudLogs)
    expect(plans.map(({ destination }) => destination)).toEqual(Array(4).fill(cloudLogs))
  })

  it('need a token each where the bucket asks for one', () => {
    const { apiKey: _, ...target } = { ...bucket, auth: 'challenge' as const, ownershipToken: 'x' }
    const [plan] = planLeftovers(jobs, target)
    expect(plan?.needsToken).toBe(true)
    expect(plan?.destination).not.toHaveProperty('ownershipToken')
  })

  it('are told from jobs that only have no key', () => {
    const { destination } = jobOf()
    const challenged = { destination: { ...destination, auth: 'challenge' as const } } as Job
    expect([isLeftover(leftover()), isLeftover(challenged)]).toEqual([true, false])
    expect([isChallenged(leftover()), isChallenged(challenged)]).toEqual([false, true])
    expect(withKey(leftover(), 'FAKE-key')).toBeNull()
  })
})

describe('all jobs that hang on a challenge', () => {
  const challenged = (id: string, bucket: string, path: string) =>
    jobOf({
      id,
      name: `job-${id}`,
      destination: {
        kind: 'cos',
        auth: 'challenge',
        instanceId: guid,
        bucket,
        region: 'eu-de',
        path,
        dailyFolders: false,
      },
    })
  const jobs = [
    challenged('1', 'a', 'http'),
    jobOf({ id: '2' }),
    challenged('3', 'b', 'dns'),
    challenged('4', 'a', 'firewall'),
  ]

  it('are told by their buckets', () => {
    const told = challengedBuckets(jobs).map((one) => [one.bucket, one.jobs.map(({ id }) => id)])
    expect(told).toEqual([
      ['a', ['1', '4']],
      ['b', ['3']],
    ])
  })

  it('keep bucket and folder, each with its bucket’s key', () => {
    const moves = planKeys(jobs, (bucket) => `FAKE-key-of-${bucket}`)
    expect(moves.map(({ job, destination }) => [job.id, destination])).toMatchObject([
      ['1', { auth: 'apiKey', bucket: 'a', path: 'http', apiKey: 'FAKE-key-of-a' }],
      ['4', { auth: 'apiKey', bucket: 'a', path: 'firewall', apiKey: 'FAKE-key-of-a' }],
      ['3', { auth: 'apiKey', bucket: 'b', path: 'dns', apiKey: 'FAKE-key-of-b' }],
    ])
    expect(moves.every(({ needsToken }) => !needsToken)).toBe(true)
  })
})
