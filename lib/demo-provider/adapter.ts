import type { Adapter, AdapterPayload } from 'oidc-provider'

type Entry = { payload: AdapterPayload; untilMs: number }

/** More than a demo ever has under way. */
const mostEntries = 5_000

const longestSeconds = 86_400

/** Keeps what the provider hands out in this process's memory, as long as it is good. */
export function memoryAdapter(): (model: string) => Adapter {
  const entries = new Map<string, Entry>()
  const byGrant = new Map<string, Set<string>>()
  const read = (key: string) => {
    const entry = entries.get(key)
    return entry && entry.untilMs > Date.now() ? entry.payload : undefined
  }
  const search = (prefix: string, member: 'uid' | 'userCode', value: string) => {
    for (const [key, { payload }] of entries) {
      if (key.startsWith(prefix) && payload[member] === value) return read(key)
    }
    return undefined
  }
  return (model) => {
    const prefix = `${model} `
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        for (const [key, { untilMs }] of entries) {
          if (entries.size < mostEntries && untilMs > Date.now()) break
          entries.delete(key)
        }
        const key = prefix + id
        entries.set(key, {
          payload,
          untilMs: Date.now() + (expiresInSeconds ?? longestSeconds) * 1000,
        })
        const { grantId } = payload
        if (grantId) byGrant.set(grantId, (byGrant.get(grantId) ?? new Set()).add(key))
      },
      find: async (id) => read(prefix + id),
      findByUid: async (uid) => search(prefix, 'uid', uid),
      findByUserCode: async (userCode) => search(prefix, 'userCode', userCode),
      consume: async (id) => {
        const payload = read(prefix + id)
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => {
        entries.delete(prefix + id)
      },
      revokeByGrantId: async (grantId) => {
        for (const key of byGrant.get(grantId) ?? []) entries.delete(key)
        byGrant.delete(grantId)
      },
    }
  }
}
