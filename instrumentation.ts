/** Runs once when the server starts, before the first request. */
export async function register() {
  if (
    process.env.NEXT_RUNTIME === 'nodejs' &&
    process.env.NEXT_PHASE !== 'phase-production-build'
  ) {
    const { boot } = await import('./lib/server/boot')
    await boot()
  }
}
