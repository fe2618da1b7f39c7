/** A PostgreSQL server to make schemas on; undefined: tests run on SQLite alone. */
export const testDatabaseUrl = process.env.TEST_DATABASE_URL

/**
 * Sets what the app reads of its environment; undefined unsets. The app reads it once, so its modules have to be
 * loaded after this.
 * @returns puts back what was there
 */
export function setEnv(values: Record<string, string | undefined>): () => void {
  const former = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]))
  apply(values)
  return () => apply(former)
}

function apply(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
