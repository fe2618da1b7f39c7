import 'server-only'
import type { DestinationInput } from '@/lib/destinations/registry'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { UpstreamError } from '@/lib/server/errors'
import { sendLines } from '@/lib/server/ibm/cloud-logs'
import { putObject } from '@/lib/server/ibm/cos'
import { deeds, iamWords, sentences } from '@/lib/server/ibm/friendly-words'
import { serviceTokenByApiKey } from '@/lib/server/ibm/iam'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import type { CallContext } from '@/lib/server/ibm/token'
import { audited } from '../audited'
import { cisContext } from '../gate'

/** One fixed name: Object Writer may overwrite, so at most one small object stays behind. */
const testObject = '.logpush-dashboard-test'

type Tested = { test: DestinationTest; correlationId?: string | undefined }

/**
 * Writes one byte into the bucket, or sends one line, with the destination's own key. Every refusal is an answer
 * (`ok: false`), not an error: finding out is what the test is for.
 */
export async function testDestination(
  ctx: ServiceContext,
  place: ZonePlace,
  destination: DestinationInput,
): Promise<DestinationTest> {
  const apiKey = destination.apiKey
  if (!apiKey) {
    return {
      ok: false,
      code: 'not_possible',
      detail:
        'Without a key there is nothing to test with: by ownership challenge IBM writes with its own rights.',
      wrote: null,
    }
  }
  // Only somebody who sees this zone writes a row about it.
  await cisContext(ctx, place.instanceId)
  const attempt = {
    action: 'destination.test',
    verb: 'test-write',
    ...place,
    after: { destination },
  } as const
  return audited(ctx, attempt, async () => {
    const { test, correlationId } = await write(ctx, destination, apiKey).catch((error: unknown) =>
      refusal(error, destination),
    )
    return { result: test, correlationId, after: { destination, test } }
  })
}

async function write(
  ctx: ServiceContext,
  destination: DestinationInput,
  apiKey: string,
): Promise<Tested> {
  const { deadlineMs, requestId } = ctx
  const { accessToken } = await serviceTokenByApiKey(apiKey, { deadlineMs, requestId })
  const context: CallContext = {
    token: accessToken,
    identity: ctx.credential.owner,
    deadlineMs,
    requestId,
  }
  if (destination.kind === 'cos') {
    const { region, bucket, path } = destination
    const key = path ? `${path}/${testObject}` : testObject
    const { correlationId } = await putObject(context, { region, bucket, key, body: '.' })
    return { correlationId, test: { ok: true, detail: provesWriting, wrote: key } }
  }
  const sent = await sendLines(context, destination, [
    {
      applicationName: destination.applicationName || 'ibm-platform-log',
      subsystemName: destination.subsystemName || 'logpush-dashboard-test',
      severity: 3,
      text: 'Test line of the Logpush dashboard: this key may send to this instance.',
    },
  ])
  if (sent.dropped > 0) {
    return {
      correlationId: sent.correlationId,
      test: {
        ok: false,
        code: 'dropped',
        detail: `The key may send, but the line was dropped${sent.note ? `: ${sent.note}` : '.'}`,
        wrote: null,
      },
    }
  }
  return {
    correlationId: sent.correlationId,
    test: { ok: true, detail: provesSending, wrote: '1 line' },
  }
}

const provesWriting =
  'It proves the key and the role from this server. A bucket firewall may still stop IBM, which comes from other addresses; watch the first delivery.'
const provesSending =
  'It proves the key and the role Sender from this server. IBM sends from other addresses; watch the first delivery.'

function refusal(error: unknown, destination: DestinationInput): Tested {
  const no = (code: string, detail: string): Tested => ({
    correlationId: error instanceof UpstreamError ? error.facts.correlationId : undefined,
    test: { ok: false, code, detail, wrote: null },
  })
  if (error instanceof IamRefusal) {
    return no(
      'destination_key_refused',
      sentences(iamWords[error.reason], deeds['test-write'].undone),
    )
  }
  if (!(error instanceof UpstreamError)) throw error
  const { status, code, message } = error.facts
  const toCos = destination.kind === 'cos'
  if (status === 403 && toCos && /firewall|network/i.test(`${code} ${message}`)) {
    return no(
      'firewall',
      'Refused (403) by the bucket’s firewall. It sees this server’s address here, and IBM’s when logs are sent: this says nothing of those.',
    )
  }
  if (status === 403 || status === 401) {
    return no(
      'role_missing',
      toCos
        ? `Refused (${status}): the key may not write. It needs the role Object Writer on ${destination.bucket}. A bucket’s firewall may answer in the same words.`
        : `Refused (${status}): the key may not send. It needs the role Sender on this instance. For a service ID, make the key after the role was given; an older key does not learn of it.`,
    )
  }
  if (status === 404) {
    return no(
      'not_found',
      toCos
        ? `There is no bucket ${destination.bucket} in ${destination.region}.`
        : 'There is no such Cloud Logs instance in this region.',
    )
  }
  if (error.failure === 'timeout' || error.failure === 'network') {
    return no(
      'unreachable',
      'The destination can’t be reached from here; whether IBM reaches it is not known.',
    )
  }
  return no('refused', `The destination refused the test${status ? ` (${status})` : ''}.`)
}
