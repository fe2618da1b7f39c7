import 'server-only'
import type { CloudLogsInput } from '@/lib/destinations/cloud-logs'
import type { CosInput } from '@/lib/destinations/cos'
import { UpstreamError } from '@/lib/server/errors'
import { deeds, iamWords, sentences } from '@/lib/server/ibm/friendly-words'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'

export type TestRefusal = { code: string; detail: string }

/** IAM gave no token for the key. Rethrows what is neither IAM's nor the way's to it. */
export function keyRefusal(error: unknown): TestRefusal {
  const { undone } = deeds['test-write']
  if (error instanceof IamRefusal) {
    return {
      code: 'destination_key_refused',
      detail: sentences(iamWords[error.reason], undone),
    }
  }
  if (!(error instanceof UpstreamError)) throw error
  const detail = sentences(
    'IBM Cloud IAM is not responding, so the key could not be tried.',
    undone,
  )
  return { code: 'iam_unavailable', detail }
}

/** The destination did not take the test. Rethrows what is not from there. */
export function writeRefusal(error: unknown, destination: CosInput | CloudLogsInput): TestRefusal {
  if (!(error instanceof UpstreamError)) throw error
  const { failure, facts, maybeCarriedOut } = error
  const { status } = facts
  const open = maybeCarriedOut ? deeds['test-write'].open : ''
  if (failure === 'timeout' || failure === 'network') {
    const what = maybeCarriedOut
      ? 'This server got no response from the destination.'
      : 'The destination can’t be reached from this server.'
    return {
      code: 'unreachable',
      detail: sentences(what, open, 'Whether IBM can reach it is not known.'),
    }
  }
  if (failure === 'unusable' && (status ?? 0) < 500) {
    return {
      code: 'unreachable',
      detail: `Something between this server and the destination answered (${status ?? 'no status'}), such as a proxy. Whether IBM can reach it is not known.`,
    }
  }
  if (failure !== 'refused') {
    const what = status === undefined ? '' : ` (${status})`
    return {
      code: 'refused',
      detail: sentences(
        `The destination failed the test${what}.`,
        open || 'Try again in a minute.',
      ),
    }
  }
  return destination.kind === 'cos'
    ? bucketRefusal(facts, destination)
    : cloudLogsRefusal(facts.status)
}

type Facts = UpstreamError['facts']

/** The words of Object Storage for a firewall and for retention are unproven; `AccessDenied` alone may be any of them. */
function bucketRefusal(
  { status, code, message }: Facts,
  { bucket, region }: { bucket: string; region: string },
): TestRefusal {
  const said = `${code ?? ''} ${message ?? ''}`
  if (/firewall|network|\bip address/i.test(said)) {
    return {
      code: 'firewall',
      detail: `Refused (${status}) by the bucket’s firewall. It saw this server’s address; IBM writes from other addresses, so allow IBM CIS in the firewall and watch the first delivery.`,
    }
  }
  if (/retention|immutab|object ?lock|legal ?hold|\bworm\b|content-?md5|integrity/i.test(said)) {
    return {
      code: 'retention',
      detail: `Refused (${status}) because of the bucket’s retention policy or object lock. Use a bucket without one for logs, or change the policy.`,
    }
  }
  if (status === 404) {
    return { code: 'not_found', detail: `Bucket ${bucket} doesn’t exist in ${region}.` }
  }
  if (status === 403 || status === 401) {
    return {
      code: 'role_missing',
      detail: `Refused (${status}): the key may not write. It needs Object Writer on ${bucket}. The bucket’s firewall or a retention policy can refuse with the same answer.`,
    }
  }
  return { code: 'refused', detail: `The destination refused the test (${status}).` }
}

function cloudLogsRefusal(status: number | undefined): TestRefusal {
  if (status === 404) {
    return {
      code: 'not_found',
      detail: 'This Cloud Logs instance doesn’t exist in this region.',
    }
  }
  if (status === 403 || status === 401) {
    return {
      code: 'role_missing',
      detail: `Refused (${status}): the key may not send. It needs Sender on this instance. For a service ID, create the key after granting the role; keys created earlier don’t get the role.`,
    }
  }
  return { code: 'refused', detail: `The destination refused the test (${status}).` }
}
