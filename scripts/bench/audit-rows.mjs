import '../lib/app-modules.mjs'

const { hashOf, chainStart } = await import('../../lib/server/db/audit-hash.ts')
const { rebuildIndex } = await import('../../lib/server/db/audit-rebuild.ts')

/** What pages are filtered by. The rare ones are the three oldest rows: whoever walks there walks past all others. */
export const rare = {
  zoneId: 'f'.repeat(32),
  jobId: '999999',
  action: 'destination.test',
  outcome: 'unknown',
  actor: 'Rare Person',
  text: 'zebra',
}
export const common = {
  zoneId: '7'.padStart(32, '0'),
  jobId: '1007',
  action: 'job.update',
  outcome: 'failed',
  actor: 'person-7@example.com',
  text: 'bench',
}
/** Each is in every other row, and no row has both. */
export const neverTogether = ['north', 'south']

const people = 97
const zones = 1_000
const jobs = 1_000

export const zoneIdOf = (n) => String(n % zones).padStart(32, '0')

/** As long as what is written down of a job with a list of fields. */
function shape(n, enabled) {
  const name = n <= 3 ? rare.text : `bench-${n % jobs}`
  const names = Array.from({ length: 20 }, (_, at) => `EdgeField${at}`)
  const bucket = `logs-${n % 50}`
  const destination = { kind: 'cos', bucket, region: 'eu-de', path: neverTogether[n % 2] }
  return JSON.stringify({
    name,
    enabled,
    keyPrint: null,
    destination,
    logs: { fields: { mode: 'list', names } },
  })
}

const actions = ['job.update', 'job.pause', 'job.resume', 'job.create']

function attemptOf(n, at, { accountId, instanceId }) {
  const isRare = n <= 3
  const id = `bench-${String(n).padStart(30, '0')}`
  return {
    seq: 2 * n - 1,
    id,
    at,
    account_id: accountId,
    actor_id: isRare ? 'IBMid-rare' : `IBMid-${n % people}`,
    actor_name: isRare ? rare.actor : `Person ${n % people}`,
    actor_email: isRare ? '' : `person-${n % people}@example.com`,
    actor_address: '127.0.0.1',
    action: isRare ? rare.action : actions[n % 4],
    instance_id: instanceId,
    zone_id: isRare ? rare.zoneId : zoneIdOf(n),
    zone_name: isRare ? 'rare.example' : `zone-${n % zones}.example`,
    job_id: isRare ? rare.jobId : String(1_000 + (n % jobs)),
    job_name: isRare ? rare.text : `bench-${n % jobs}`,
    request_id: id,
    before_json: shape(n, true),
    after_json: shape(n, false),
    via: 'session',
    connection_id: null,
    subject: null,
  }
}

const outcomeOf = (n, at) => ({
  seq: 2 * n,
  attempt_id: `bench-${String(n).padStart(30, '0')}`,
  nth: 1,
  at: at + 400,
  outcome: n <= 3 ? rare.outcome : n % 10 === 0 ? 'failed' : 'succeeded',
  correlation_id: `correlation-${n}`,
  job_id: null,
  job_name: null,
  code: n % 10 === 0 ? 'role_missing' : null,
  detail: n % 10 === 0 ? 'Your role on this instance is too low.' : null,
  after_json: null,
})

const atOnce = 500

/**
 * Fills an empty audit with `count` attempts in one instance, a second apart, each with its outcome, chained and indexed: what
 * the app writes one by one (lib/server/db/audit.ts), at once.
 * @returns when the first was made, epoch ms
 */
export async function fillAudit({ db, engine }, count, place) {
  const end = Date.now() - 3_600_000
  await db.transaction().execute(async (transaction) => {
    let hash = chainStart
    const chained = (table, row) => {
      hash = hashOf(hash, table, row)
      return { ...row, hash }
    }
    for (let first = 1; first <= count; first += atOnce) {
      const attempts = []
      const outcomes = []
      for (let n = first; n < first + atOnce && n <= count; n++) {
        const at = end - (count - n) * 1_000
        attempts.push(chained('audit_attempts', attemptOf(n, at, place)))
        outcomes.push(chained('audit_outcomes', outcomeOf(n, at)))
      }
      await transaction.insertInto('audit_attempts').values(attempts).execute()
      await transaction.insertInto('audit_outcomes').values(outcomes).execute()
    }
    await transaction
      .updateTable('audit_head')
      .set({ seq: 2 * count, hash })
      .execute()
    await rebuildIndex(transaction, engine)
  })
  return end - (count - 1) * 1_000
}
