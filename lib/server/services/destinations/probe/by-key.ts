import 'server-only'
import type { CloudLogsInput } from '@/lib/destinations/cloud-logs'
import type { CosInput } from '@/lib/destinations/cos'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import type { ServiceContext } from '@/lib/server/context'
import { UpstreamError } from '@/lib/server/errors'
import { serviceTokenByApiKey } from '@/lib/server/ibm/iam'
import type { CallContext } from '@/lib/server/ibm/token'
import { sendTestLine, triedSending } from './cloud-logs'
import { triedWriting, writeTestObject } from './cos'
import { keyRefusal, type TestRefusal, writeRefusal } from './key-refusal'

export type Tested = { test: DestinationTest; correlationId?: string | undefined }

/** A destination of IBM Cloud's that is written to with a key of its own. */
export type KeyedDestination = (CosInput | CloudLogsInput) & { apiKey: string }

/**
 * Writes one byte into the bucket, or sends one line, with the destination's own key. Every refusal is an answer
 * (`ok: false`), not an error: finding out is what the test is for.
 */
export async function probeByKey(
  ctx: ServiceContext,
  destination: KeyedDestination,
): Promise<Tested> {
  const { deadlineMs, requestId } = ctx
  let token: string
  try {
    token = (await serviceTokenByApiKey(destination.apiKey, { deadlineMs, requestId })).accessToken
  } catch (error) {
    return no(error, 'A sign-in to IBM Cloud IAM with the key.', keyRefusal(error))
  }
  const call: CallContext = { token, identity: ctx.credential.iamId, deadlineMs, requestId }
  try {
    return destination.kind === 'cos'
      ? await writeTestObject(call, destination)
      : await sendTestLine(call, destination)
  } catch (error) {
    return no(
      error,
      destination.kind === 'cos' ? triedWriting : triedSending,
      writeRefusal(error, destination),
    )
  }
}

function no(error: unknown, tried: string, { code, detail }: TestRefusal): Tested {
  return {
    correlationId: error instanceof UpstreamError ? error.facts.correlationId : undefined,
    test: {
      ok: false,
      tried,
      proves: 'Nothing yet about the destination.',
      cannotProve: 'Whether IBM can write there: it uses the same key, from other addresses.',
      code,
      detail,
      wrote: null,
    },
  }
}
