import 'server-only'

/**
 * Base of the server's own errors. One that was thrown in another bundle is an instance as well: the framework loads a
 * module once for each route's bundle and once more for what runs in the background, and a promise that all of them share
 * (singleton.ts) rejects in all of them with an error of the bundle that made it.
 */
export abstract class ServerError extends Error {
  /** The class's own name, which a build would shorten. */
  static readonly kind: string = 'ServerError'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.kind
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class that was asked for, which extends this one.
    return kindsOf(value).includes(this.kind)
  }
}

/** Of the class and all that it extends, as far as they have one. */
function kindsOf(value: unknown): unknown[] {
  const kinds: unknown[] = []
  for (let at = value; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, 'constructor')) kinds.push((at.constructor as { kind?: unknown }).kind)
  }
  return kinds
}
