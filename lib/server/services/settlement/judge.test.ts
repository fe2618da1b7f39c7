import { describe, expect, it } from 'vitest'
import type { JobSnapshot } from '@/lib/jobs/snapshot'
import type { AuditRow } from '@/lib/server/db/audit-list'
import { judge, type Reading } from './judge'

const start = 1_800_000_000_000
const settings: JobSnapshot = {
  name: 'edge',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  destination: {
    kind: 'cos',
    auth: 'apiKey',
    instanceId: null,
    bucket: 'logs',
    region: 'eu-de',
    dailyFolders: true,
    hasKey: true,
  },
  logs: { fields: { mode: 'list', names: ['A', 'B'] }, timestamps: 'rfc3339', otherOptions: [] },
  keyPrint: 'print-1',
}

let made = 0
function attempt(action: string, given: Partial<AuditRow> = {}): AuditRow {
  made += 1
  return {
    id: String(made).padStart(8, '0'),
    seq: made,
    hash: '',
    at: start + made,
    accountId: 'account-1',
    actor: { id: 'IBMid-1', name: 'Ada Example', email: '', address: '' },
    via: 'session',
    connectionId: null,
    action,
    instanceId: 'instance-1',
    zoneId: 'zone-1',
    zoneName: null,
    jobId: action === 'job.create' ? null : '7',
    jobName: 'edge',
    subject: null,
    requestId: 'request',
    outcome: 'unknown',
    settledAt: null,
    correlationId: null,
    code: null,
    detail: null,
    before: action === 'job.create' ? { otherJobIds: ['1'] } : settings,
    after: settings,
    ...given,
  }
}

const read = (...jobs: [string, Partial<JobSnapshot>?][]): Reading => ({
  jobs: jobs.map(([id, over]) => ({ id, settings: { ...settings, ...over } })),
  retention: null,
})
/** With an entry in the list that could not be read. */
const readPartly = (...jobs: Parameters<typeof read>): Reading => ({
  ...read(...jobs),
  isPartial: true,
})
const verdict = (one: AuditRow, others: AuditRow[], reading: Reading) =>
  judge(one, [...others, one], reading).state

describe('a create', () => {
  const create = () => attempt('job.create')

  it.each<[string, Reading, string]>([
    ['shows', read(['1'], ['2']), 'done'],
    ['shows with its fields in another order', read(['2', logsOf('B', 'A')]), 'done'],
    ['shows, its key hidden', read(['2', { keyPrint: null }]), 'done'],
    ['does not show', read(['1']), 'open'],
    ['was not read', { jobs: null, retention: null }, 'open'],
    ['shows with another name', read(['2', { name: 'other' }]), 'open'],
    ['shows with other fields', read(['2', logsOf('A')]), 'open'],
    ['shows switched off', read(['2', { enabled: false }]), 'open'],
    ['shows with another key', read(['2', { keyPrint: 'print-2' }]), 'open'],
    ['was there before', read(['1']), 'open'],
  ])('that %s', (_, reading, state) => expect(verdict(create(), [], reading)).toBe(state))

  it('is not what another attempt made', () => {
    const other = attempt('job.create', { outcome: 'succeeded', jobId: '2', settledAt: start })
    const one = create()
    expect(verdict(one, [other], read(['1'], ['2']))).toBe('open')
    expect(verdict(one, [other], read(['1'], ['2'], ['3']))).toBe('done')
  })

  it('that two asked for waits for the one that is under way', () => {
    const pending = attempt('job.create', { outcome: 'pending' })
    expect(verdict(create(), [pending], read(['2']))).toBe('open')
    const failed = attempt('job.create', { outcome: 'failed' })
    expect(verdict(create(), [failed], read(['2']))).toBe('done')
  })

  it('is told from an equal one that found its job there already', () => {
    const one = create()
    const later = attempt('job.create', { before: { otherJobIds: ['1', '2'] } })
    expect(judge(one, [one, later], read(['1'], ['2']))).toEqual({ state: 'done', jobId: '2' })
    expect(verdict(later, [one], read(['1'], ['2']))).toBe('open')
  })

  it('takes the jobs in the order of the attempts, however long their ids', () => {
    const [first, second] = [create(), create()]
    const reading = read(['10'], ['9'])
    expect(judge(first, [first, second], reading)).toEqual({ state: 'done', jobId: '9' })
    expect(judge(second, [first, second], reading)).toEqual({ state: 'done', jobId: '10' })
  })

  it('whose record is of another form can’t be judged', () => {
    expect(verdict(attempt('job.create', { after: {} }), [], read(['2']))).toBe('undecidable')
    expect(verdict(attempt('job.create', { before: null }), [], read(['2']))).toBe('undecidable')
  })
})

describe('a change', () => {
  const paused = { ...settings, enabled: false }
  const pause = (given: Partial<AuditRow> = {}) => attempt('job.pause', { after: paused, ...given })

  it.each<[string, Reading, string]>([
    ['shows', read(['7', { enabled: false }]), 'done'],
    ['shows beside something else', read(['7', { enabled: false, name: 'other' }]), 'done'],
    ['does not show', read(['7']), 'open'],
    ['is not shown by what else changed', read(['7', { name: 'other' }]), 'open'],
    ['is about a job that is gone', read(['1']), 'undecidable'],
    ['was not read', { jobs: null, retention: null }, 'open'],
  ])('that %s', (_, reading, state) => expect(verdict(pause(), [], reading)).toBe(state))

  it('of a key that IBM hides can’t be seen, unless something else shows', () => {
    const key = attempt('job.update', { after: { ...settings, keyPrint: 'print-2' } })
    expect(verdict(key, [], read(['7', { keyPrint: null }]))).toBe('undecidable')
    expect(verdict(key, [], read(['7', { keyPrint: 'print-2' }]))).toBe('done')
    expect(verdict(key, [], read(['7']))).toBe('open')
    const more = { ...settings, keyPrint: 'print-2', name: 'other' }
    const both = attempt('job.update', { after: more })
    expect(verdict(both, [], read(['7', { keyPrint: null, name: 'other' }]))).toBe('done')
  })

  it.each<[string, Partial<AuditRow>, string]>([
    ['by one of the same settings', { outcome: 'succeeded' }, 'undecidable'],
    ['by one that is not known either', {}, 'undecidable'],
    ['not by one under way: that is waited for', { outcome: 'pending' }, 'open'],
    ['not by one that failed', { outcome: 'failed' }, 'done'],
    ['not by one of another job', { outcome: 'succeeded', jobId: '8' }, 'done'],
    [
      'not by one of other settings',
      { outcome: 'succeeded', before: settings, after: { ...settings, name: 'x' } },
      'done',
    ],
    ['by a deletion', { action: 'job.delete', outcome: 'succeeded', after: null }, 'undecidable'],
  ])('is overtaken %s', (_, rival, state) => {
    const one = pause()
    const later = attempt('job.resume', { before: paused, after: settings, ...rival })
    expect(verdict(one, [later], read(['7', { enabled: false }]))).toBe(state)
  })

  it('is not overtaken by a move that was asked for, whose steps are attempts of their own', () => {
    const move = attempt('job.move', { outcome: 'pending', after: paused })
    expect(verdict(pause(), [move], read(['7', { enabled: false }]))).toBe('done')
  })

  it.each(['change.request', 'change.approve', 'change.decline'])(
    'is not overtaken by a %s, which changes nothing',
    (action) => {
      const about = { outcome: 'succeeded', before: null, after: paused, settledAt: start } as const
      const others = [attempt(action, about)]
      const one = attempt('job.pause', { after: paused })
      expect(verdict(one, [...others, attempt(action, about)], read(['7', paused]))).toBe('done')
    },
  )

  it('is not overtaken by what was settled before it began', () => {
    const earlier = attempt('job.resume', { outcome: 'succeeded', before: paused })
    expect(verdict(pause(), [earlier], read(['7', { enabled: false }]))).toBe('done')
  })

  it('is not told from an earlier one that was under way when it began, and asked for the same', () => {
    const underWay = (given: Partial<AuditRow>) =>
      attempt('job.pause', { outcome: 'succeeded', settledAt: start * 2, ...given })
    const shows = read(['7', { enabled: false }])
    const same = underWay({ after: paused })
    expect(verdict(pause(), [same], shows)).toBe('undecidable')
    const opposite = underWay({ action: 'job.resume', before: paused, after: settings })
    expect(verdict(pause(), [opposite], shows)).toBe('done')
  })

  it('says by whom it was overtaken', () => {
    const one = pause()
    const later = attempt('job.resume', { outcome: 'succeeded', before: paused })
    expect(judge(one, [one, later], read(['7']))).toEqual({
      state: 'undecidable',
      why: expect.stringMatching(/resumed by Ada Example since/),
    })
  })
})

describe('a deletion', () => {
  const remove = (given: Partial<AuditRow> = {}) => attempt('job.delete', { after: null, ...given })

  it('is done once the job is gone, and nobody else deleted it', () => {
    expect(verdict(remove(), [], read(['1']))).toBe('done')
    expect(verdict(remove(), [], read(['7']))).toBe('open')
    expect(verdict(remove(), [remove({ outcome: 'succeeded' })], read(['1']))).toBe('undecidable')
    expect(verdict(remove(), [remove({ outcome: 'failed' })], read(['1']))).toBe('done')
  })

  it('is not proven by a list that is not whole, nor is that a job is gone', () => {
    expect(verdict(remove(), [], readPartly(['1']))).toBe('open')
    const renamed = attempt('job.update', { after: { ...settings, name: 'other' } })
    expect(verdict(renamed, [], readPartly(['1']))).toBe('open')
    expect(verdict(renamed, [], readPartly(['7', { name: 'other' }]))).toBe('done')
  })
})

describe('log retention, an ownership challenge', () => {
  const retention = (given: Partial<AuditRow> = {}) =>
    attempt('retention.update', {
      jobId: null,
      before: { enabled: false },
      after: { enabled: true },
      ...given,
    })
  const flag = (enabled: boolean | null): Reading => ({ jobs: null, retention: enabled })

  it('shows by its flag', () => {
    expect(verdict(retention(), [], flag(true))).toBe('done')
    expect(verdict(retention(), [], flag(false))).toBe('open')
    expect(verdict(retention(), [], flag(null))).toBe('open')
    const one = retention()
    const later = retention({ outcome: 'succeeded', after: { enabled: false } })
    expect(verdict(one, [later], flag(true))).toBe('undecidable')
    const underWay = { outcome: 'succeeded', settledAt: start * 2 } as const
    const [same, opposite] = [
      retention(underWay),
      retention({ ...underWay, after: { enabled: false } }),
    ]
    expect(verdict(retention(), [same], flag(true))).toBe('undecidable')
    expect(verdict(retention(), [opposite], flag(true))).toBe('done')
  })

  it('shows nowhere', () => {
    expect(verdict(attempt('ownership.challenge'), [], read())).toBe('undecidable')
  })
})

function logsOf(...names: string[]): Partial<JobSnapshot> {
  return { logs: { ...settings.logs, fields: { mode: 'list', names } } }
}
