import { expect, test } from 'vitest'
import { saveDraft } from '@/lib/jobs/draft-storage'
import { draftOf, guid, jobOf } from '@/lib/jobs/testing'
import { canMoveToKey, startMove } from './start-move'

const place = { instanceId: guid, bucket: 'a-bucket', region: 'eu-de', path: 'logs/dns' }
const challenged = jobOf({
  dataset: 'dns_logs',
  destination: { kind: 'cos', auth: 'challenge', ...place, dailyFolders: true },
})

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

test('begins without a destination, whatever the job has', () => {
  const { draft, keptAt } = startMove(null, 'k', jobOf({ dataset: 'dns_logs' }), false)
  expect(draft).toMatchObject({ kind: 'cos', cos: { bucket: '' }, logs: { dataset: 'dns_logs' } })
  expect(keptAt).toBeNull()
})

test('goes on at the draft that was kept', () => {
  const storage = memory()
  saveDraft(storage, 'k', draftOf({ cos: { bucket: 'chosen' } }), '2026-11-20T09:00:00.000Z')
  const start = startMove(storage, 'k', jobOf(), false)
  expect(start).toMatchObject({ draft: { cos: { bucket: 'chosen', apiKey: '' } } })
  expect(start.keptAt).toBe('2026-11-20T09:00:00.000Z')
})

test('to a key begins at the job’s own bucket and folder, of which only the key is missing', () => {
  const storage = memory()
  saveDraft(storage, 'k', draftOf({ cos: { bucket: 'chosen' } }), '2026-11-20T09:00:00.000Z')
  const { draft, keptAt } = startMove(storage, 'k', challenged, true)
  expect(draft.cos).toMatchObject({ ...place, auth: 'apiKey', dailyFolders: true, apiKey: '' })
  expect(keptAt).toBeNull()
})

test('only a bucket whose instance and region are known can be moved to a key', () => {
  expect(canMoveToKey(challenged)).toBe(true)
  const destination = { ...challenged.destination, region: null } as typeof challenged.destination
  expect(canMoveToKey({ ...challenged, destination })).toBe(false)
  expect(canMoveToKey(jobOf({ destination: { kind: 'qradar', host: 'h', port: 1 } }))).toBe(false)
})
