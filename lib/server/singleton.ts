import 'server-only'

const store: Record<string, unknown> = ((
  globalThis as { logpush?: Record<string, unknown> }
).logpush ??= {})

/**
 * One value per process. A module's own variable is not enough: the framework may load a module once for each
 * route's bundle, and a token refresh or a rate budget that is counted twice is wrong.
 */
export function singleton<Value>(name: string, make: () => Value): Value {
  if (!(name in store)) store[name] = make()
  return store[name] as Value // Only this function writes the slot, under the same name.
}
