import { describe, expect, it } from 'vitest'
import { createJobInput } from '@/lib/schemas/job'
import {
  boundConf,
  emptyDraft,
  hasTokenOfAnotherPlace,
  ownershipProgress,
  toCreateInput,
  toDestination,
} from './draft'
import { jobDraft } from './draft-schema'
import { draftOf, guid } from './testing'

const at = '2026-11-22T12:00:00Z'

describe('an empty draft', () => {
  it('is a draft, and no job yet', () => {
    expect(jobDraft.parse(emptyDraft())).toEqual(emptyDraft())
    const result = createJobInput.safeParse(toCreateInput(emptyDraft()))
    const paths = result.error?.issues.map(({ path }) => path.join('.'))
    expect(paths).toEqual(
      expect.arrayContaining([
        'name',
        'destination.instanceId',
        'destination.bucket',
        'destination.region',
        'destination.apiKey',
      ]),
    )
  })
})

describe('a destination', () => {
  it('by key has no token, by challenge no key', () => {
    const cos = { ownershipToken: 'FAKE.token.x', bucketTyped: true, path: ' logs/http ' }
    const place = { kind: 'cos', instanceId: guid, bucket: 'a-bucket', region: 'eu-de' }
    expect(toDestination(draftOf({ cos }))).toEqual({
      ...place,
      auth: 'apiKey',
      path: 'logs/http',
      dailyFolders: true,
      apiKey: 'FAKE-bucket-key',
    })
    expect(toDestination(draftOf({ cos: { ...cos, auth: 'challenge' } }))).toEqual({
      ...place,
      auth: 'challenge',
      path: 'logs/http',
      dailyFolders: true,
      ownershipToken: 'FAKE.token.x',
    })
  })

  it.each([
    [{ path: '' }, 'path'],
    [{ path: '  ' }, 'path'],
  ])('without a path (%j) has no member for it', (cos, member) => {
    expect(toDestination(draftOf({ cos }))).not.toHaveProperty(member)
  })

  it('of Cloud Logs has names only where there are any', () => {
    const plain = { kind: 'cloudLogs', instanceId: guid, region: 'eu-de', apiKey: 'FAKE-logs-key' }
    expect(toDestination(draftOf({ kind: 'cloudLogs' }))).toEqual(plain)
    const cloudLogs = { applicationName: ' edge ', subsystemName: ' ' }
    expect(toDestination(draftOf({ kind: 'cloudLogs', cloudLogs }))).toEqual({
      ...plain,
      applicationName: 'edge',
    })
  })
})

describe('a whole draft', () => {
  const names = ['RayID', 'ClientIP']
  it.each([
    ['all', { mode: 'all' }],
    ['default', { mode: 'default' }],
    ['siem', { mode: 'list', names }],
    ['noPersonalData', { mode: 'list', names }],
    ['minimal', { mode: 'list', names }],
    ['list', { mode: 'list', names }],
  ] as const)('with the fields %s is a job that the API takes', (choice, fields) => {
    for (const kind of ['cos', 'cloudLogs'] as const) {
      const input = toCreateInput(draftOf({ kind, logs: { choice, names: [...names] } }))
      expect(input.logs.fields).toEqual(fields)
      expect(createJobInput.parse(input)).toMatchObject({
        name: 'edge-http',
        enabled: true,
        dataset: 'http_requests',
        frequency: 'high',
        destination: { kind },
      })
    }
  })
})

describe('the ownership step', () => {
  const challenge = { auth: 'challenge', ownershipToken: 'FAKE.token.x' } as const
  const validated = { at, conf: boundConf(draftOf()) }

  it('is bound to the destination letter by letter', () => {
    expect(boundConf(draftOf())).toBe(
      `cos://a-bucket/logs/http/{DATE}?region=eu-de&instance-id=${guid}`,
    )
    expect(boundConf(draftOf({ cos: { path: ' /logs/http/ ' } }))).toBe(boundConf(draftOf()))
  })

  it.each([
    ['a key', 'cos', { ...challenge, auth: 'apiKey' }, validated, 'not_needed', false],
    ['Cloud Logs', 'cloudLogs', challenge, validated, 'not_needed', false],
    ['nothing validated', 'cos', challenge, null, 'open', false],
    ['a validated token', 'cos', challenge, validated, 'done', false],
    ['a token that is gone', 'cos', { ...challenge, ownershipToken: '' }, validated, 'open', false],
    ['another path', 'cos', { ...challenge, path: 'logs' }, validated, 'open', true],
    ['another bucket', 'cos', { ...challenge, bucket: 'b-bucket' }, validated, 'open', true],
    ['another region', 'cos', { ...challenge, region: 'eu' }, validated, 'open', true],
    ['no daily folders', 'cos', { ...challenge, dailyFolders: false }, validated, 'open', true],
    ['the path as before', 'cos', { ...challenge, path: 'logs/http/' }, validated, 'done', false],
  ] as const)('with %s', (_, kind, cos, done, expected, ofAnother) => {
    const ownership = { granted: null, asked: null, validated: done }
    expect(ownershipProgress(draftOf({ kind, cos, ownership }))).toBe(expected)
    expect(hasTokenOfAnotherPlace(draftOf({ kind, cos, ownership }))).toBe(ofAnother)
  })
})
