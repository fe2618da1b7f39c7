import { beforeAll, expect, test } from 'vitest'
import { destinationErrors } from '@/components/destinations/draft-errors'
import { kindChunks } from '@/components/destinations/kinds/chunks'
import { cloudLogsDraft, cosDraft } from '@/components/destinations/testing'
import { boundConf, emptyDraft } from '@/lib/jobs/draft'
import { railNotes } from './rail-notes'

const notes = (draft: Parameters<typeof railNotes>[0]) =>
  railNotes(draft, destinationErrors(draft), (token) => `holds ${token}`)

test('an empty draft names the kind and nothing else', () => {
  expect(notes(emptyDraft())).toMatchObject({
    destination: { isDone: false, note: 'Cloud Object Storage' },
    ownership: { isDone: false, isSkipped: true },
    logs: { isDone: false },
  })
})

// As the form does when it is chosen.
beforeAll(() => kindChunks.cloudLogs.load())

test('a chosen destination is named by its place', () => {
  expect(notes(cosDraft()).destination).toEqual({ isDone: true, note: 'edge-logs/http/{DATE}' })
  expect(notes(cloudLogsDraft()).destination.note).toBe('IBM Cloud Logs, eu-gb')
  expect(notes(cosDraft({ apiKey: '' })).destination).toEqual({
    isDone: false,
    note: 'edge-logs/http/{DATE}; API key missing',
  })
})

test('ownership is done with a token that was validated for this destination', () => {
  const draft = cosDraft({ auth: 'challenge', apiKey: '', ownershipToken: 'FAKE-token' })
  expect(notes(draft).ownership).toEqual({ isDone: false })
  const validated = { at: '', conf: boundConf(draft) }
  expect(notes({ ...draft, ownership: { ...draft.ownership, validated } }).ownership).toEqual({
    isDone: true,
    note: 'holds FAKE-token',
  })
})

test('the logs are done once they have a name and fields', () => {
  expect(notes(cosDraft({}, { name: 'shop-http' })).logs).toEqual({
    isDone: true,
    note: 'HTTP requests, IBM’s default fields',
  })
  expect(notes(cosDraft({}, { name: 'shop_http' })).logs.isDone).toBe(false)
  const none = { ...emptyDraft().logs, choice: 'list' as const }
  expect(notes(cosDraft({}, { name: 'shop-http', logs: none })).logs.isDone).toBe(false)
})
