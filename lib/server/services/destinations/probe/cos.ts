import 'server-only'
import { randomBytes } from 'node:crypto'
import type { CosInput } from '@/lib/destinations/cos'
import { DATE } from '@/lib/destinations/placeholders'
import { UpstreamError } from '@/lib/server/errors'
import { deleteObject, type ObjectPlace, putObject } from '@/lib/server/ibm/cos'
import { sentences } from '@/lib/server/ibm/friendly-words'
import type { CallContext } from '@/lib/server/ibm/token'
import type { Tested } from './by-key'

/** What stands for `{DATE}`, in UTC. */
const today = () => new Date().toISOString().slice(0, 10).replaceAll('-', '')

/** A name of its own each time: where retention forbids to overwrite, the second test of one name would be refused. */
function testObject(): string {
  const at = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `.logpush-dashboard-test-${at}-${randomBytes(4).toString('hex')}`
}

export async function writeTestObject(
  call: CallContext,
  { region, bucket, path }: Pick<CosInput, 'region' | 'bucket' | 'path'>,
): Promise<Tested> {
  const name = testObject()
  // A job made elsewhere may have its date anywhere in the path.
  const folder = path?.replaceAll(DATE, today())
  const place = { region, bucket, key: folder ? `${folder}/${name}` : name }
  const { correlationId } = await putObject(call, { ...place, body: '.' })
  const test = {
    ok: true,
    tried: triedWriting,
    proves: 'The key and its role work from this server.',
    cannotProve:
      'Whether the bucket’s firewall lets IBM in: it writes from other addresses. Watch the first delivery.',
    detail: sentences(await cleanUp(call, place), provesWriting),
    wrote: place.key,
  }
  return { correlationId, test }
}

export const triedWriting =
  'Wrote a test object of 1 byte to the bucket, with this destination’s key.'

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

const provesWriting =
  'The key and its role work from this server. IBM writes from other addresses, which the bucket’s firewall may block; watch the first delivery.'
