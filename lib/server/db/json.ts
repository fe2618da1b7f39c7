import 'server-only'

/** JSON columns are text on both engines; `undefined` and `null` are stored as SQL's null. */
export function toJsonText(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

/** What `toJsonText` wrote. The caller says by its type what it put there; nothing else writes these columns. */
export function fromJsonText(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
