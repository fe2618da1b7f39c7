import { createHash } from 'node:crypto'
import type { SimBucket, SimObject } from '../state.ts'
import { CosFailure } from './failure.ts'

/** Keys are at most this many bytes long. Source: the S3 limits, which IBM names too. */
const LONGEST_KEY = 1024

/** Puts an object into a bucket, overwriting one of that name; the ETag is the quoted MD5 of the body. */
export function storeObject(
  bucket: SimBucket,
  key: string,
  body: Uint8Array,
  contentType: string,
  now: number,
): SimObject {
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new CosFailure('KeyTooLong')
  const etag = `"${createHash('md5').update(body).digest('hex')}"`
  const object: SimObject = { key, body, contentType, modifiedAt: now, etag }
  bucket.objects.set(key, object)
  return object
}

export async function putObject(bucket: SimBucket, key: string, request: Request, now: number) {
  const body = new Uint8Array(await request.arrayBuffer())
  const claimed = request.headers.get('content-md5')
  if (claimed !== null) {
    if (Buffer.from(claimed, 'base64').byteLength !== 16) throw new CosFailure('InvalidDigest')
    if (claimed !== createHash('md5').update(body).digest('base64')) {
      throw new CosFailure('BadDigest')
    }
  }
  if (request.headers.get('if-none-match') === '*' && bucket.objects.has(key)) {
    throw new CosFailure('PreconditionFailed')
  }
  const type = request.headers.get('content-type') ?? 'binary/octet-stream'
  const stored = storeObject(bucket, key, body, type, now)
  return new Response(null, { status: 200, headers: { etag: stored.etag } })
}

function headersOf(object: SimObject): Record<string, string> {
  return {
    etag: object.etag,
    'content-type': object.contentType,
    'content-length': String(object.body.byteLength),
    'last-modified': new Date(object.modifiedAt).toUTCString(),
  }
}

/** First and last byte of `bytes=a-b`, `a-` or `-n`; null for any other form, which S3 ignores. */
function parseRange(text: string | null, size: number): [number, number] | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [, from = '', to = ''] = match
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  if (start >= size || (from === '' && Number(to) === 0)) throw new CosFailure('InvalidRange')
  return [start, end]
}

/** GET and HEAD of an object. HEAD's body is left out here, so that content-length stays the object's. */
export function readObject(bucket: SimBucket, key: string, request: Request): Response {
  const object = bucket.objects.get(key)
  if (!object) throw new CosFailure('NoSuchKey')
  const headers = headersOf(object)
  if (request.method === 'HEAD') return new Response(null, { status: 200, headers })
  const ifNoneMatch = request.headers.get('if-none-match')
  if (ifNoneMatch === object.etag) {
    return new Response(null, { status: 304, headers: { etag: object.etag } })
  }
  const range = parseRange(request.headers.get('range'), object.body.byteLength)
  if (!range) return new Response(Buffer.from(object.body), { status: 200, headers })
  const [start, end] = range
  return new Response(Buffer.from(object.body.subarray(start, end + 1)), {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${object.body.byteLength}`,
    },
  })
}

/** Deleting what is not there succeeds as well, as everywhere in S3. */
export function deleteObject(bucket: SimBucket, key: string): Response {
  bucket.objects.delete(key)
  return new Response(null, { status: 204 })
}
