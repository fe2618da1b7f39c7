// `npm run audit:verify`: walks the chain of the audit, beside a running app too. Prints how many rows there are and the
// hash of the newest; exits with 1 and names the first row that does not fit, with 2 when it could not look.
//   --expect HASH   a hash printed earlier: its row must still be there
import { parseArgs } from 'node:util'
import './lib/app-modules.mjs'
import { loadSettings } from './lib/settings.mjs'

const usage = 'Usage: npm run audit:verify [-- --expect HASH]'

async function main() {
  const { expect } = parseArgs({ options: { expect: { type: 'string' } } }).values
  if (expect !== undefined && !/^[0-9a-f]{64}$/.test(expect)) {
    throw new Error(`--expect takes a hash of 64 hexadecimal digits. ${usage}`)
  }
  loadSettings()
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = process.env
  const { openForReading } = await import('../lib/server/db/reading.ts')
  const { verifyAudit } = await import('../lib/server/db/audit-verify.ts')
  const { db, close } = openForReading(databaseUrl ? { databaseUrl } : { dataDir })
  try {
    return await verifyAudit(db, expect)
  } finally {
    await close()
  }
}

try {
  const verdict = await main()
  if (verdict.ok) {
    const { rows, head, cutSeq } = verdict
    console.log(`The audit is intact: ${rows} rows, the newest is row ${head.seq}.`)
    if (cutSeq > 0) console.log(`Rows up to ${cutSeq} were removed because of their age.`)
    console.log(`Head hash: ${head.hash}`)
  } else {
    console.error(`The audit is NOT intact. ${verdict.problem}`)
    process.exitCode = 1
  }
} catch (error) {
  const isOld = /no such (?:column|table)|column .* does not exist|relation .* does not exist/
  console.error(
    isOld.test(error.message)
      ? 'The database was written by an older version of this app, which kept no chain. Start the app once.'
      : `The audit could not be verified. ${error.message}`,
  )
  process.exitCode = 2
}
