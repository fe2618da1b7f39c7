import { expect, test } from 'vitest'
import { emptyDraft, type FieldChoice, type JobDraft } from '@/lib/jobs/draft'
import { fieldCount } from './field-count'
import { accessWords, logsLine } from './review-words'

const draft = (choice: FieldChoice, names: string[] = []) => {
  const empty = emptyDraft()
  return { ...empty, logs: { ...empty.logs, choice, names } }
}

test.each([
  [draft('all'), 99, 'all 99 fields', 'All 99 fields, timestamps rfc3339, high frequency'],
  [draft('all'), undefined, 'all fields', 'All fields, timestamps rfc3339, high frequency'],
  [
    draft('default'),
    99,
    'IBM’s default fields',
    'IBM’s default fields, timestamps rfc3339, high frequency',
  ],
  [
    draft('siem', ['A', 'B']),
    99,
    '2 fields',
    'SIEM list, 2 of 99 fields, timestamps rfc3339, high frequency',
  ],
  [
    draft('list', ['A']),
    undefined,
    '1 field',
    'Custom list, 1 field, timestamps rfc3339, high frequency',
  ],
])('%#', (given, live, count, line) => {
  expect(fieldCount(given.logs, live)).toBe(count)
  expect(logsLine(given, live)).toBe(line)
})

const empty = emptyDraft()
const { cos, splunk, https } = empty
test.each([
  [{ ...empty, kind: 'cos' }, 'API key'],
  [{ ...empty, kind: 'cos', cos: { ...cos, auth: 'challenge' } }, 'ownership challenge'],
  [{ ...empty, kind: 'cloudLogs' }, 'API key'],
  [{ ...empty, kind: 'splunk' }, 'HEC token'],
  [
    { ...empty, kind: 'splunk', splunk: { ...splunk, skipVerify: true } },
    'HEC token, certificate not checked',
  ],
  [{ ...empty, kind: 'qradar' }, 'no token'],
  [{ ...empty, kind: 'https' }, 'no headers'],
  [
    {
      ...empty,
      kind: 'https',
      https: { ...https, headers: [{ name: ' Authorization', value: 'FAKE-secret' }] },
    },
    'header Authorization',
  ],
  [
    { ...empty, kind: 'other', other: { conf: 's3://edge', ownershipToken: '' } },
    'ownership challenge',
  ],
  [
    { ...empty, kind: 'other', other: { conf: 'datadog://in', ownershipToken: '' } },
    'credentials in the string',
  ],
] as [JobDraft, string][])('access of %#', (given, words) => {
  expect(accessWords(given)).toBe(words)
})
