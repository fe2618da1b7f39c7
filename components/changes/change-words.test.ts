import { describe, expect, it } from 'vitest'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { changeTitle, checksOf, newsWords, railsWords, statusSentence } from './change-words'

const change: ChangeRequest = {
  id: 'c',
  action: 'job.resume',
  instanceId: 'i',
  zoneId: 'z',
  zoneName: 'shop.example',
  jobId: '7',
  jobName: 'edge',
  asker: { id: 'a', name: 'Ada', email: 'ada@example.com' },
  askedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-01-08T00:00:00Z',
  before: null,
  after: null,
  status: 'waiting',
  decidedBy: null,
  decidedAt: null,
  note: null,
  code: null,
  detail: null,
  isSeen: false,
}
const decidedBy = { id: 'b', name: 'Berta', email: 'berta@example.com' }

describe('a change in words', () => {
  it.each<[Partial<ChangeRequest>, string]>([
    [{}, 'Resume edge'],
    [{ action: 'job.create', jobId: null, jobName: 'new' }, 'Create new'],
    [{ action: 'job.create', jobId: null, jobName: null }, 'Create a job'],
    [{ action: 'job.delete', jobName: ' ' }, 'Delete job 7'],
    [
      { action: 'retention.update', jobName: null, jobId: null, after: { enabled: true } },
      'Turn log retention on',
    ],
    [{ action: 'retention.update', after: { enabled: false } }, 'Turn log retention off'],
  ])('%o: %s', (over, title) => expect(changeTitle({ ...change, ...over })).toBe(title))

  it.each<[ChangeRequest['status'], string]>([
    ['carried_out', 'Your request to resume edge was approved by Berta and carried out.'],
    ['failed', 'Your request to resume edge was approved by Berta, but not carried out.'],
    ['declined', 'Your request to resume edge was declined by Berta.'],
  ])('tells its asker that it was %s', (status, text) =>
    expect(newsWords({ ...change, status, decidedBy })).toBe(text),
  )

  it('tells that it expired, which nobody did', () => {
    const expired = { ...change, status: 'expired' as const }
    expect(newsWords(expired)).toBe('Your request to resume edge expired without a decision.')
    expect(statusSentence(expired).key).toBe('Expired.')
  })

  it('says why it was not carried out', () => {
    const detail = 'The job was changed since this was requested.'
    const failed = { ...change, status: 'failed' as const, decidedBy, detail }
    expect(statusSentence(failed)).toEqual({
      key: 'Approved by Berta, but not carried out.',
      rest: detail,
    })
  })

  it('names guard rails, and what will be checked', () => {
    expect(railsWords(null)).toEqual([])
    expect(
      railsWords({
        needsApproval: true,
        datasets: ['http_requests'],
        destinations: [{ kind: 'cos', bucket: 'shop-*' }],
      }),
    ).toEqual(['needs approval', 'only HTTP requests', 'only Object Storage, buckets shop-*'])
    expect(railsWords({ datasets: [], destinations: [] })).toEqual(['no dataset', 'no destination'])
    expect(checksOf({ action: 'job.create' })[0]).toContain('same destination')
    expect(checksOf({ action: 'job.pause' })[0]).toContain('has not been changed')
  })
})
