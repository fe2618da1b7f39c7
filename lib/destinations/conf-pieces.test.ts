import { expect, test } from 'vitest'
import { emptyDraft, toDestination } from '@/lib/jobs/draft'
import { draftOf } from '@/lib/jobs/testing'
import { type ConfPiece, confPieces } from './conf-pieces'
import { confText } from './conf-text'

/** Joined, without the line breaks that only the eye needs. */
const letters = (pieces: ConfPiece[]) =>
  pieces
    .map((piece) => (typeof piece === 'string' ? piece : piece.text))
    .join('')
    .replace(/\n */g, '')

const textOf = (draft: Parameters<typeof toDestination>[0]) => confText(toDestination(draft)) ?? ''

test.each([
  ['a bucket with a key', draftOf()],
  ['a bucket by challenge', draftOf({ cos: { auth: 'challenge', apiKey: '', path: '' } })],
  ['a path with a blank', draftOf({ cos: { path: 'logs of shop' } })],
  ['Cloud Logs', draftOf({ kind: 'cloudLogs' })],
])('%s is shown letter by letter, without its key', (_, draft) => {
  const text = textOf(draft)
  expect(letters(confPieces(text))).toBe(text)
  expect(text).not.toContain('FAKE')
})

test.each([
  'https://collector.example/v1/••••?header_X-Api-Key=••••&tags=••••',
  's3://partner/logs?region=eu-central-1',
  '••••',
])('%s too', (text) => expect(letters(confPieces(text))).toBe(text))

test('what is not chosen yet is an ellipsis', () => {
  expect(letters(confPieces(textOf(emptyDraft())))).toBe(
    'cos://…/{DATE}?region=…&instance-id=…&ibm_api_key=••••',
  )
  expect(letters(confPieces(textOf({ ...emptyDraft(), kind: 'cloudLogs' })))).toContain(
    '….ingress.….logs',
  )
})

test('a part can be shown in another way', () => {
  const mark = (part: string, text: string) =>
    part === 'path' || part === 'region' ? [{ text, as: 'differs' } as const] : null
  const pieces = confPieces('cos://logs/http?region=eu-de&instance-id=1', mark)
  expect(pieces.filter((piece) => typeof piece !== 'string' && piece.as === 'differs')).toEqual([
    { text: 'http', as: 'differs' },
    { text: 'eu-de', as: 'differs' },
  ])
})
