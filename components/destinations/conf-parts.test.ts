import { expect, test } from 'vitest'
import { codeText } from '@/components/ui/code-block'
import { toMaskedConf } from '@/lib/destinations/registry'
import { emptyDraft, toDestination } from '@/lib/jobs/draft'
import { confParts } from './conf-parts'
import { cloudLogsDraft, cosDraft, fakeKey } from './testing'

/** Without the line breaks and the remark that only the eye needs. */
const letters = (draft: Parameters<typeof confParts>[0]) =>
  codeText(confParts(draft)).replace(/\s/g, '').replace('(hidden)', '')

test.each([
  ['a bucket with a key', cosDraft()],
  ['a bucket by challenge', cosDraft({ auth: 'challenge', apiKey: '', path: '' })],
  ['a path with a blank', cosDraft({ path: 'logs of shop' })],
  ['Cloud Logs', cloudLogsDraft()],
])('%s is shown letter by letter, without its key', (_, draft) => {
  expect(letters(draft)).toBe(toMaskedConf(toDestination(draft)))
  expect(letters(draft)).not.toContain(fakeKey)
})

test('what is not chosen yet is an ellipsis', () => {
  expect(letters(emptyDraft())).toBe('cos://…/{DATE}?region=…&instance-id=…&ibm_api_key=••••')
  expect(letters({ ...emptyDraft(), kind: 'cloudLogs' })).toContain('….ingress.….logs')
})
