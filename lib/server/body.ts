import 'server-only'
import { AppError } from './errors'

/** Enough for 500 field names of the longest form; a real job is a few kilobytes. */
const maxBytes = 256 * 1024

/** Reads a JSON body of at most 256 KB. Throws `unsupported_media_type`, `payload_too_large` or `bad_request`. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new AppError('unsupported_media_type', 'The body must be JSON, sent as application/json.')
  }
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > maxBytes) throw tooLarge()
  const text = await readText(request)
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('bad_request', 'The body is not valid JSON.')
  }
}

async function readText(request: Request): Promise<string> {
  if (!request.body) return ''
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge()
      text += decoder.decode(chunk, { stream: true })
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    // The sender went away, or took so long that the front cut it off.
    throw new AppError('bad_request', 'The body did not arrive completely.', { cause: error })
  }
  return text + decoder.decode()
}

function tooLarge(): AppError {
  return new AppError('payload_too_large', 'The body is larger than 256 KB; nothing was done.')
}
