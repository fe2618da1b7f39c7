import 'server-only'
import { randomBytes } from 'node:crypto'
import type { CloudLogsInput } from '@/lib/destinations/cloud-logs'
import type { CosInput } from '@/lib/destinations/cos'
import type { DestinationInput } from '@/lib/destinations/registry'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { UpstreamError } from '@/lib/server/errors'
import { getZone } from '@/lib/server/ibm/cis-zones'
import { sendLines } from '@/lib/server/ibm/cloud-logs'
import { deleteObject, type ObjectPlace, putObject } from '@/lib/server/ibm/cos'
import { sentences } from '@/lib/server/ibm/friendly-words'
import { serviceTokenByApiKey } from '@/lib/server/ibm/iam'
import type { CallContext } from '@/lib/server/ibm/token'
import { audited } from '../audited'
import { cisContext } from '../gate'
import { destinationOf } from '../jobs/snapshot'
import { assertFewTests } from './test-limit'
import { keyRefusal, type TestRefusal, writeRefusal } from './test-refusal'

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
  const apiKey = 'apiKey' in destination ? destination.apiKey : undefined
  if (!apiKey || (destination.kind !== 'cos' && destination.kind !== 'cloudLogs')) {
    return {
      ok: false,
      code: 'not_possible',
      detail:
        'Only a key can be tested: with an ownership challenge IBM writes with its own rights.',
      wrote: null,
    }
  }
  const target = await cisContext(ctx, place.instanceId)
  // Only somebody whom IBM lets see this zone writes a row about it, and not without limit.
  await getZone(target, place.zoneId)
  await assertFewTests(ctx)
  const after = destinationOf(destination)
  return audited(
    ctx,
    target,
    { action: 'destination.test', place, after },
    {
      act: async () => {
        const { test, correlationId } = await tryOut(ctx, destination, apiKey)
        return { result: test, correlationId, after: { ...after, test } }
      },
    },
  )
}

async function tryOut(
  ctx: ServiceContext,
  destination: CosInput | CloudLogsInput,
  apiKey: string,
): Promise<Tested> {
  const { deadlineMs, requestId } = ctx
  let token: string
  try {
    token = (await serviceTokenByApiKey(apiKey, { deadlineMs, requestId })).accessToken
  } catch (error) {
    return no(error, keyRefusal(error))
  }
  const call: CallContext = { token, identity: ctx.credential.iamId, deadlineMs, requestId }
  try {
    return await (destination.kind === 'cos' ? write(call, destination) : send(call, destination))
  } catch (error) {
    return no(error, writeRefusal(error, destination))
  }
}

function no(error: unknown, { code, detail }: TestRefusal): Tested {
  return {
    correlationId: error instanceof UpstreamError ? error.facts.correlationId : undefined,
    test: { ok: false, code, detail, wrote: null },
  }
}

/** A name of its own each time: where retention forbids to overwrite, the second test of one name would be refused. */
function testObject(): string {
  const at = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `.logpush-dashboard-test-${at}-${randomBytes(4).toString('hex')}`
}

async function write(call: CallContext, { region, bucket, path }: CosInput): Promise<Tested> {
  const name = testObject()
  const place = { region, bucket, key: path ? `${path}/${name}` : name }
  const { correlationId } = await putObject(call, { ...place, body: '.' })
  const detail = sentences(await cleanUp(call, place), provesWriting)
  return { correlationId, test: { ok: true, detail, wrote: place.key } }
}

/** Deletes what the test wrote, where the key may; says what is left. The test itself has succeeded either way. */
async function cleanUp(call: CallContext, place: ObjectPlace): Promise<string> {
  try {
    await deleteObject(call, place)
    return 'The test object was deleted again.'
  } catch (error) {
    // Object Writer uploads and overwrites only (IBM, Object Storage, iam.md); retention refuses whatever the role.
    return error instanceof UpstreamError && error.failure === 'refused'
      ? 'The 1-byte object stays in the bucket: the key or the bucket’s retention policy doesn’t allow deleting it.'
      : 'The 1-byte object may still be in the bucket: deleting it got no response.'
  }
}

async function send(call: CallContext, destination: CloudLogsInput): Promise<Tested> {
  const { correlationId, dropped, note } = await sendLines(call, destination, [
    {
      applicationName: destination.applicationName || 'ibm-platform-log',
      subsystemName: destination.subsystemName || 'logpush-dashboard-test',
      severity: 3,
      text: 'Test line of the Logpush dashboard: this key may send to this instance.',
    },
  ])
  if (dropped === 0) {
    return { correlationId, test: { ok: true, detail: provesSending, wrote: '1 line' } }
  }
  const detail = `The key may send, but the line was dropped${note ? `: ${note}` : '.'}`
  return { correlationId, test: { ok: false, code: 'dropped', detail, wrote: null } }
}

const provesWriting =
  'The key and its role work from this server. IBM writes from other addresses, which the bucket’s firewall may block; watch the first delivery.'
const provesSending =
  'The key and its Sender role work from this server. IBM sends from other addresses; watch the first delivery.'
