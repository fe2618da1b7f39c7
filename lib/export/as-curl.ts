import { jsonPieces } from './as-json'
import type { Exported, ExportedText, Piece, Variable } from './pieces'
import { remarksOn, remarksOnChange } from './remarks'
import {
  changeBody,
  createBody,
  type ExportedChange,
  type ExportedJob,
  settleChange,
} from './request'
import { script, shellArgument } from './shell'

const crn: Variable = {
  name: 'CRN',
  means: 'CRN of the CIS instance, with : and / written as %3A and %2F',
}
const iamToken: Variable = {
  name: 'IAM_TOKEN',
  means: 'IAM access token, without the word Bearer',
}

// IBM's own, unless the installation has another.
const ibm = 'https://api.cis.cloud.ibm.com'

/** The request that creates this job, for a shell in which the variables are set. */
export function asCurl(job: ExportedJob, cisEndpoint = ibm): ExportedText {
  const jobs = jobsOf(job.zoneId, cisEndpoint)
  return request('POST', jobs, createBody(job), remarksOn(job))
}

/** The request that saves a change. */
export function asChangeCurl(change: ExportedChange, cisEndpoint = ibm): Exported {
  const settled = settleChange(change)
  if ('unavailable' in settled) return settled
  const url = [...jobsOf(change.zoneId, cisEndpoint), `/${encodeURIComponent(change.jobId)}`]
  return request('PUT', url, changeBody(change, settled.members), remarksOnChange(change))
}

function jobsOf(zoneId: string, cisEndpoint: string): Piece[] {
  const path = `/zones/${encodeURIComponent(zoneId)}/logpush/jobs`
  return [`${cisEndpoint}/v2/`, { variable: crn }, path]
}

function request(
  method: string,
  url: readonly Piece[],
  body: Record<string, unknown>,
  notes: string[],
): ExportedText {
  const token: Piece[] = ['X-Auth-User-Token: Bearer ', { variable: iamToken }]
  return script(
    [
      `curl -X ${method} `,
      ...shellArgument(url),
      ' \\\n  -H ',
      ...shellArgument(token),
      ' \\\n  -H ',
      ...shellArgument(['Content-Type: application/json']),
      ' \\\n  -d ',
      ...shellArgument(jsonPieces(body), { inJson: true }),
      '\n',
    ],
    notes,
  )
}
