import { type ExportedText, jsonPieces, type Piece, render, shellArgument } from './pieces'
import { createBody, type ExportedJob } from './request'

/**
 * The request that creates this job, for a shell in which the placeholders are set as variables. `cisEndpoint` is
 * IBM's own unless the installation has another.
 */
export function asCurl(
  job: ExportedJob,
  cisEndpoint = 'https://api.cis.cloud.ibm.com',
): ExportedText {
  const url: Piece[] = [
    `${cisEndpoint}/v2/`,
    { placeholder: 'CRN' },
    `/zones/${encodeURIComponent(job.zoneId)}/logpush/jobs`,
  ]
  const token: Piece[] = ['X-Auth-User-Token: Bearer ', { placeholder: 'IAM_TOKEN' }]
  return render([
    'curl -X POST ',
    ...shellArgument(url),
    ' \\\n  -H ',
    ...shellArgument(token),
    ' \\\n  -H ',
    ...shellArgument(['Content-Type: application/json']),
    ' \\\n  -d ',
    ...shellArgument(jsonPieces(createBody(job))),
    '\n',
  ])
}
