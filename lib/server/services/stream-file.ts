import 'server-only'
import type { RequestContext } from '@/lib/server/context'
import { log } from '@/lib/server/log'

type File = {
  /** Without the day and the format, which are added. */
  name: string
  format: string
  type: string
}

/**
 * A file that is written while it is read. It takes as long as it takes, goes on as fast as the reader reads, and ends when the
 * reader leaves.
 */
export function streamFile(
  { requestId }: Pick<RequestContext, 'requestId'>,
  { name, format, type }: File,
  pieces: AsyncIterable<string>,
): Response {
  const encoder = new TextEncoder()
  async function* file() {
    try {
      for await (const piece of pieces) if (piece) yield encoder.encode(piece)
    } catch (error) {
      // The status is out: only a connection that breaks tells that the file is not whole.
      log.error('export_failed', { requestId, error })
      throw error
    }
  }
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamOf(file()), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}-${day}.${format}"`,
    },
  })
}

/** A piece at a time, when the reader has room for it. */
function streamOf(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
