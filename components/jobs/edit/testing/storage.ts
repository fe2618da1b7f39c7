/** A browser's storage in memory, for tests. */
export function testStorage(): Storage {
  const box = new Map<string, string>()
  return {
    get length() {
      return box.size
    },
    clear: () => box.clear(),
    getItem: (key) => box.get(key) ?? null,
    key: () => null,
    removeItem: (key) => {
      box.delete(key)
    },
    setItem: (key, value) => {
      box.set(key, value)
    },
  }
}
