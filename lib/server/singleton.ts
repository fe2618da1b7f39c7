import 'server-only'

type Host = typeof globalThis & { logpushSingletons?: Map<string, unknown> }

/**
 * One value per process. A module's own variable is not enough: the framework may load a module once for each
 * route's bundle, and a token refresh or a rate budget that is counted twice is wrong.
 */
export function singleton<Value>(name: string, make: () => Value): Value {
  const host: Host = globalThis
  host.logpushSingletons ??= new Map()
  if (!host.logpushSingletons.has(name)) host.logpushSingletons.set(name, make())
  return host.logpushSingletons.get(name) as Value // Only this function sets it, under the same name.
}
