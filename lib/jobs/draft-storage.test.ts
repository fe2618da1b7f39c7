import { beforeEach, describe, expect, it } from 'vitest'
import { loadDraft } from './draft-reading'
import { draftKey, draftPrefix, dropDraft, saveDraft, withoutSecrets } from './draft-storage'
import { draftOf } from './testing'

/** A browser's storage, as far as it is used. */
class Memory implements Storage {
  readonly #items = new Map<string, string>()
  get length() {
    return this.#items.size
  }
  clear = () => this.#items.clear()
  getItem = (key: string) => this.#items.get(key) ?? null
  key = (index: number) => [...this.#items.keys()][index] ?? null
  removeItem = (key: string) => void this.#items.delete(key)
  setItem = (key: string, value: string) => void this.#items.set(key, value)
}

class Refusing extends Memory {
  override getItem = () => {
    throw new Error('The storage is not available')
  }
  override setItem = () => {
    throw new Error('The storage is full')
  }
  override removeItem = () => {
    throw new Error('The storage is not available')
  }
}

const at = '2026-11-22T12:00:00Z'
const key = draftKey('IBMid-1', 'zone')
const draft = draftOf({
  cos: { apiKey: 'FAKE-bucket-key', ownershipToken: 'FAKE.token.x' },
  cloudLogs: { apiKey: 'FAKE-logs-key' },
})

describe('a stored draft', () => {
  let storage: Memory
  beforeEach(() => {
    storage = new Memory()
  })

  it('comes back with everything but the secrets', () => {
    expect(saveDraft(storage, key, draft, at)).toBe(true)
    expect(loadDraft(storage, key)).toEqual({ draft: withoutSecrets(draft), savedAt: at })
    expect(storage.getItem(key)).not.toContain('FAKE')
    expect(withoutSecrets(draft)).toMatchObject({
      name: draft.name,
      cos: { bucket: 'a-bucket', apiKey: '', ownershipToken: '' },
      cloudLogs: { region: 'eu-de', apiKey: '' },
    })
    // The form itself keeps them.
    expect(draft.cos.apiKey).toBe('FAKE-bucket-key')
  })

  it.each([
    ['https://hec:FAKE-pass@in.example/x', ''],
    ['https://in.example/x?token=FAKE', ''],
    ['https://hooks.example/services/T0FAKE/b1Ng', ''],
    ['in.example/x?FAKE', ''],
    ['https://in.example:8443/services/x', 'https://in.example:8443/services/x'],
    // As a job's own address is shown.
    ['https://hooks.example/services/••••', 'https://hooks.example/services/••••'],
    ['', ''],
  ])('has of the address %s only what is shown of it anywhere', (url, kept) => {
    const endpoint = url.replace('https://', '')
    const typed = {
      ...draftOf(),
      https: { url, headers: [], params: [] },
      splunk: { ...draftOf().splunk, endpoint },
      qradar: { host: endpoint, port: '' },
    }
    saveDraft(storage, key, typed, at)
    expect(loadDraft(storage, key)?.draft).toMatchObject({
      https: { url: kept },
      splunk: { endpoint: kept.replace('https://', '') },
      qradar: { host: kept.replace('https://', '') },
    })
  })

  it('is one person’s, for one zone and one job', () => {
    const keys = [
      draftKey('IBMid-1', 'zone'),
      draftKey('IBMid-2', 'zone'),
      draftKey('IBMid-1', 'zone', '7'),
      draftKey('IBMid-1', 'other'),
    ]
    expect(new Set(keys).size).toBe(4)
    expect(keys.every((one) => one.startsWith(draftPrefix))).toBe(true)
    saveDraft(storage, key, draft, at)
    for (const other of keys.slice(1)) expect(loadDraft(storage, other)).toBeNull()
  })

  it('can be dropped', () => {
    saveDraft(storage, key, draft, at)
    dropDraft(storage, key)
    expect(loadDraft(storage, key)).toBeNull()
  })

  it('that was kept before names followed the dataset has a name of its own', () => {
    const { nameTyped: _, ...before } = draft
    storage.setItem(key, JSON.stringify({ version: 1, savedAt: at, draft: before }))
    expect(loadDraft(storage, key)?.draft).toMatchObject({ name: draft.name, nameTyped: true })
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['another version', JSON.stringify({ version: 2, savedAt: at, draft })],
    ['half a draft', JSON.stringify({ version: 1, savedAt: at, draft: { ...draft, logs: {} } })],
    ['no time', JSON.stringify({ version: 1, draft })],
  ])('that is %s is none', (_, text) => {
    storage.setItem(key, text)
    expect(loadDraft(storage, key)).toBeNull()
  })
})

it('a browser that refuses storage loses the draft and nothing else', () => {
  const storage = new Refusing()
  expect(saveDraft(storage, key, draft, at)).toBe(false)
  expect(loadDraft(storage, key)).toBeNull()
  expect(() => dropDraft(storage, key)).not.toThrow()
})
