// `npm run rotate-secret`: encrypts everything in the database with a new secret, beside a running app too. It may be ended at
// any point and run again. Prints what was done and what to do next; exits with 1 when something is left to do.
import './lib/app-modules.mjs'
import { loadSettings } from './lib/settings.mjs'

async function main() {
  loadSettings()
  const { rotateSecret } = await import('../lib/server/rotation.ts')
  return rotateSecret()
}

function nextSteps({ from, left }) {
  if (left) {
    return 'Something still encrypts with the old secret. Restart every process of the app with APP_SECRET_NEXT, then run this again.'
  }
  return from === 'file'
    ? 'The new secret is in the data directory; the running app uses it already. Remove APP_SECRET_NEXT, if it is set, at the next restart. Back up the data directory again: older backups need the old secret.'
    : 'Set APP_SECRET to the value of APP_SECRET_NEXT, unset APP_SECRET_NEXT, and restart every process of the app. Keep the old secret as long as you keep backups made before.'
}

try {
  const rotated = await main()
  for (const { table, column, done, kept, unreadable } of rotated.parts) {
    const lost =
      unreadable > 0 ? `, ${unreadable} sealed with an unknown secret and left alone` : ''
    console.log(`${table}.${column}: ${done} encrypted anew, ${kept} already up to date${lost}`)
  }
  console.log(nextSteps(rotated))
  if (rotated.left) process.exitCode = 1
} catch (error) {
  const isOld = /no such (?:column|table)|column .* does not exist|relation .* does not exist/
  console.error(
    isOld.test(error.message)
      ? 'The database was written by an older version of this app. Start the app once, then run this again.'
      : `The secret could not be rotated. ${error.message}`,
  )
  process.exitCode = 1
}
