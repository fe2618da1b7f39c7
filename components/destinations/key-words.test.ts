import { describe, expect, test } from 'vitest'
import type { KeyDetails } from '@/lib/schemas/destination-check'
import { formatDate, keyWords } from './key-words'

const now = Date.parse('2026-10-14T07:42:00Z')
const details = (change: Partial<KeyDetails> = {}): KeyDetails => ({
  name: 'logpush-writer',
  ownerId: 'iam-ServiceId-1a2b3c4d-0000-4000-8000-00000000fec8',
  ownerKind: 'serviceId',
  accountId: '4f2a0000000000000000000000009d20',
  sameAccount: true,
  disabled: false,
  locked: false,
  expiresAt: null,
  ...change,
})
const say = (change?: Partial<KeyDetails>, kind: 'cos' | 'cloudLogs' = 'cos') => {
  const { tone, name, text } = keyWords(details(change), kind, now, 'UTC')
  return [tone, `${name}${text}`]
}

describe('a key that can be used', () => {
  test('names its owner, its account and its end', () => {
    expect(say()).toEqual([
      'good',
      'logpush-writer, service ID 1a2b3c…fec8, this account. No expiry.',
    ])
    expect(say({ expiresAt: '2027-03-31T00:00:00Z' })[1]).toContain('Expires 31 Mar 2027.')
  })

  test('is good even where IAM says little', () => {
    const little = { name: null, ownerId: null, ownerKind: 'unknown', accountId: null } as const
    expect(say({ ...little, sameAccount: null })).toEqual(['good', 'The key. No expiry.'])
  })
})

describe('a key to think about', () => {
  test('belongs to a person', () => {
    const personal = { ownerKind: 'user', ownerId: 'IBMid-550000' } as const
    expect(say(personal)).toEqual([
      'warn',
      'logpush-writer belongs to a user; if they leave, the job stops. A service ID’s key does not depend on a user.',
    ])
    expect(say({ ...personal, expiresAt: '2026-10-23T08:00:00Z' })[1]).toBe(
      'logpush-writer belongs to a user and expires on 23 Oct, in 9 days. If the user leaves or the key expires, the job stops. A service ID’s key does not depend on a user.',
    )
  })

  test('ends within 30 days, but not after', () => {
    expect(say({ expiresAt: '2026-11-12T07:42:00Z' })[0]).toBe('warn')
    expect(say({ expiresAt: '2026-11-14T07:42:00Z' })[0]).toBe('good')
  })

  test('is of another account, and says what has to be there too', () => {
    const [tone, text] = say({ sameAccount: false })
    expect(tone).toBe('warn')
    expect(text).toContain('It belongs to another account: 4f2a…9d20; that works if the bucket is')
    expect(say({ sameAccount: false }, 'cloudLogs')[1]).toContain(
      'if the instance is in that account',
    )
  })
})

test.each([
  [{ disabled: true }, 'logpush-writer is disabled.'],
  [{ locked: true }, 'logpush-writer is locked.'],
  [{ expiresAt: '2026-10-13T00:00:00Z' }, 'logpush-writer expired on 13 Oct.'],
])('%j can’t be used', (change, text) => expect(say(change)).toEqual(['error', text]))

test('a date has its year when it is another one, in the reader’s zone', () => {
  const ms = Date.parse('2026-12-31T23:30:00Z')
  expect(formatDate(ms, now, 'UTC')).toBe('31 Dec')
  expect(formatDate(ms, now, 'Europe/Berlin')).toBe('1 Jan 2027')
})
