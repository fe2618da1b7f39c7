import { z } from 'zod'
import { isPlaceholder, type SimContext, type SimService } from '../context.ts'
import type { SimInstance } from '../state.ts'
import { batch, droppedMessage, MOST_BYTES, storeLines } from './lines.ts'

/**
 * IBM Cloud Logs' ingestion: `POST /ingress/<region>/<instance>/logs/v1/singles`, a JSON array of lines, 200 even when some
 * of them were dropped (then the body says so). 403 without Sender on the instance (iam-ingestion-permissions); that
 * a missing token is 403 as well is unproven. An instance is found only in its own region: the host of any other is
 * nobody's, which here becomes a bare 404.
 */
export function createIngressService(ctx: SimContext): SimService {
  function findInstance(region: string, id: string): SimInstance | undefined {
    const all = ctx.state.instances.filter((instance) => instance.service === 'logs')
    const inRegion = isPlaceholder(region) ? all : all.filter((found) => found.region === region)
    if (isPlaceholder(id)) return inRegion[0]
    return inRegion.find((instance) => instance.guid.toLowerCase() === id.toLowerCase())
  }

  return {
    async handle(request) {
      const { pathname } = new URL(request.url)
      const [, region = '', id = '', path = ''] =
        /^\/ingress\/([^/]+)\/([^/]+)(\/.*)?$/.exec(pathname) ?? []
      const instance = findInstance(region, id)
      if (!instance || path !== '/logs/v1/singles') return new Response(null, { status: 404 })
      if (request.method !== 'POST') return message(405, 'method not allowed')

      const bearer = /^bearer /i.test(request.headers.get('authorization') ?? '')
      const identity = bearer ? ctx.authenticate(request) : null
      if (!identity?.senderOn.includes(instance.guid)) return message(403, 'Forbidden')

      const body = new Uint8Array(await request.arrayBuffer())
      if (body.byteLength > MOST_BYTES) return message(413, 'request entity too large')
      const lines = batch.safeParse(parseJson(new TextDecoder().decode(body)))
      if (!lines.success) return message(400, z.prettifyError(lines.error))

      const dropped = storeLines(ctx.state, instance.guid, lines.data, ctx.now())
      const said = dropped > 0 ? droppedMessage(dropped, lines.data.length) : null
      return new Response(said, { status: 200 })
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function message(status: number, text: string): Response {
  return Response.json({ message: text }, { status })
}
