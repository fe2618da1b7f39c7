import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '../env'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether the header holds this token. Takes the same time however much of it is right. */
function isToken(header: string | null, token: string): boolean {
  const given = /^\s*bearer +([\x21-\x7e]+)\s*$/i.exec(header ?? '')?.[1]
  return timingSafeEqual(digest(given ?? ''), digest(token)) && given !== undefined
}

function plain(status: number, text: string, more: Record<string, string> = {}): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(text, { status, headers: { ...headers, ...more } })
}

/** Answers GET /metrics: 404 while no token is set, 401 for another; no session counts here. */
export async function answerScrape(request: Request): Promise<Response> {
  const { METRICS_TOKEN } = env()
  if (METRICS_TOKEN === undefined) return plain(404, 'METRICS_TOKEN is not set.\n')
  if (!isToken(request.headers.get('authorization'), METRICS_TOKEN)) {
    return plain(401, 'Send the token of METRICS_TOKEN: Authorization: Bearer …\n', {
      'WWW-Authenticate': 'Bearer',
    })
  }
  // Loaded where it is used alone: most dashboards are not watched so.
  const { scrape } = await import('../services/metrics/scrape')
  const { contentType, text } = await scrape()
  return plain(200, text, { 'Content-Type': contentType })
}
