/** What pages are filtered by. The rare ones are the three oldest rows: whoever walks there walks past all others. */
export const rare = {
  zoneId: 'f'.repeat(32),
  jobId: '999999',
  action: 'destination.test',
  outcome: 'unknown',
  actor: 'Rare Person',
}
export const common = {
  zoneId: '7'.padStart(32, '0'),
  jobId: '1007',
  action: 'job.update',
  outcome: 'failed',
  actor: 'person-7@example.com',
}

const people = 97
const zones = 200
const jobs = 1_000

const dialects = {
  sqlite: { pad: (text, width) => `printf('%0${width}d', ${text})`, newline: 'char(10)' },
  postgres: { pad: (text, width) => `lpad((${text})::text, ${width}, '0')`, newline: 'chr(10)' },
}

const series = (last) =>
  `with recursive series(n) as (select 1 union all select n + 1 from series where n < ${last})`

/** As long as what is written down of a job with a list of fields. */
const shape = (enabled) =>
  JSON.stringify({
    name: 'bench',
    enabled,
    fields: Array.from({ length: 20 }, (_, at) => `EdgeField${at}`),
  })

/**
 * SQL that fills an empty audit with `count` attempts in one instance, a second apart, each with its outcome: what the
 * app writes one by one (lib/server/db/audit.ts), at once.
 */
export function fillAudit(engine, count, { accountId, instanceId }) {
  const { pad, newline } = dialects[engine]
  const orRare = (member, other) => `case when n <= 3 then '${rare[member]}' else ${other} end`
  const id = `'bench-' || ${pad('n', 30)}`
  const at = `${Date.now() - 3_600_000} - (${count} - n) * 1000`
  const person = `(n % ${people})`
  const zoneId = orRare('zoneId', pad(`n % ${zones}`, 32))
  const jobId = orRare('jobId', `cast(1000 + n % ${jobs} as text)`)
  const action = orRare(
    'action',
    `case n % 4 when 0 then 'job.update' when 1 then 'job.pause' when 2 then 'job.resume' else 'job.create' end`,
  )
  const outcome = orRare('outcome', `case n % 10 when 0 then 'failed' else 'succeeded' end`)
  const place = `'${accountId}', '${instanceId}', ${zoneId}, ${jobId}, ${action}`
  const placed = 'account_id, instance_id, zone_id, job_id, action'
  return [
    `insert into audit_actors (no, account_id, actor_id, text)
      ${series(people)} select n, '${accountId}', 'IBMid-' || ${person},
        'person ' || ${person} || ${newline} || 'person-' || ${person} || '@example.com' from series`,
    `insert into audit_actors (no, account_id, actor_id, text)
      values (${people + 1}, '${accountId}', 'IBMid-rare', '${rare.actor.toLowerCase()}')`,
    `insert into audit_attempts (seq, id, at, ${placed}, zone_name, job_name,
        actor_id, actor_name, actor_email, actor_address, request_id, before_json, after_json)
      ${series(count)} select 2 * n - 1, ${id}, ${at}, ${place}, 'zone.example', 'bench',
        case when n <= 3 then 'IBMid-rare' else 'IBMid-' || ${person} end,
        ${orRare('actor', `'Person ' || ${person}`)}, 'person-' || ${person} || '@example.com',
        '127.0.0.1', ${id}, '${shape(true)}', '${shape(false)}' from series`,
    `insert into audit_outcomes (seq, attempt_id, nth, at, outcome, correlation_id)
      ${series(count)} select 2 * n, ${id}, 1, ${at} + 400, ${outcome}, ${id} from series`,
    `insert into audit_entries (seq, newest_seq, at, ${placed}, actor_no, outcome)
      ${series(count)} select 2 * n - 1, 2 * n, ${at}, ${place},
        case when n <= 3 then ${people + 1} when ${person} = 0 then ${people} else ${person} end,
        ${outcome} from series`,
    `update audit_head set seq = ${2 * count}`,
  ]
}
