/** Runs once when the server starts, before the first request. */
export async function register() {
  if (
    process.env.NEXT_RUNTIME === 'nodejs' &&
    process.env.NEXT_PHASE !== 'phase-production-build'
  ) {
    if (process.env.NODE_ENV === 'production') {
      const { captureOutput, captureWarnings } = await import('./lib/server/framework-output')
      captureOutput()
      captureWarnings()
    }
    const { boot } = await import('./lib/server/boot')
    await boot()
  }
}
