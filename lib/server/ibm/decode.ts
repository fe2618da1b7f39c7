import 'server-only'
import type { Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** `whole`: a body that ends too early is an error, and not what was cut off here. */
type Decoder = (whole: boolean) => Transform

const flush = (whole: boolean) => (whole ? {} : { finishFlush: constants.Z_SYNC_FLUSH })
const gunzip: Decoder = (whole) => createGunzip(flush(whole))

const decoders = new Map<string, Decoder>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', (whole) => createInflate(flush(whole))],
  [
    'br',
    (whole) =>
      createBrotliDecompress(whole ? {} : { finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  ],
])

/** One is usual; what is packed more often is packed to exhaust its reader. */
const mostCodings = 2

/** The codings of `Content-Encoding` in the order in which they were applied (RFC 9110 8.4). */
function codingsIn(header: string | readonly string[] | undefined): string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',')
  return text
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
}

export type Unpacked = { bytes: Buffer; cut: boolean }

async function unpack(bytes: Buffer, decoder: Transform, maxBytes: number): Promise<Unpacked> {
  const chunks: Buffer[] = []
  let room = maxBytes
  decoder.end(bytes)
  // Leaving the loop destroys the decoder, so that nothing beyond the limit is ever unpacked.
  for await (const chunk of decoder as AsyncIterable<Buffer>) {
    // zlib streams give buffers
    if (chunk.length > room) {
      chunks.push(chunk.subarray(0, room))
      return { bytes: Buffer.concat(chunks), cut: true }
    }
    chunks.push(chunk)
    room -= chunk.length
  }
  return { bytes: Buffer.concat(chunks), cut: false }
}

/**
 * A body without its content codings, at most `maxBytes` of it at any stage: a few bytes may unpack to gigabytes. `cut`:
 * what is given was cut off before its end; so may be what comes out. Rejects for an unknown coding and for bytes that
 * are not packed as the header says.
 */
export async function decodeBody(
  given: Unpacked,
  encoding: string | readonly string[] | undefined,
  maxBytes: number,
): Promise<Unpacked> {
  const codings = codingsIn(encoding)
  if (codings.length > mostCodings) throw new Error('too many content codings')
  let body = given
  for (const coding of codings.reverse()) {
    const decoder = decoders.get(coding)
    if (decoder === undefined) throw new Error('unknown content coding')
    if (body.bytes.length === 0) return body
    const next = await unpack(body.bytes, decoder(!body.cut), maxBytes)
    body = { bytes: next.bytes, cut: next.cut || body.cut }
  }
  return body
}
