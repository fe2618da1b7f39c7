import { randomUUID } from 'node:crypto'
import { isPlaceholder, type SimContext, type SimService } from '../context.ts'
import type { SimBucket, SimIdentity } from '../state.ts'
import { type CosAction, mayInBucket } from './access.ts'
import { bucketLocation, listBuckets } from './buckets.ts'
import { CosFailure } from './failure.ts'
import { listObjects } from './listing.ts'
import { deleteObject, putObject, readObject } from './objects.ts'
import { xmlErrorDocument } from './xml.ts'

type Address = { region: string | null; bucket: string; key: string }

/** `/cos/<region>/<bucket>/<key>`, decoded once; region null: the placeholder, which stands for any. */
function parseAddress(pathname: string): Address {
  const [, region = '', bucket = '', key = ''] =
    /^\/cos\/([^/]*)(?:\/([^/]*)(?:\/(.*))?)?$/s.exec(pathname) ?? []
  try {
    return {
      region: isPlaceholder(region) ? null : decodeURIComponent(region),
      bucket: decodeURIComponent(bucket),
      key: decodeURIComponent(key),
    }
  } catch {
    throw new CosFailure('InvalidURI')
  }
}

/** Questions to a bucket that are none of a listing; better refused than answered with one. */
const SUBRESOURCES = ['acl', 'cors', 'lifecycle', 'uploads', 'versions', 'versioning', 'policy']

const READS = new Set(['GET', 'HEAD'])

/**
 * Object Storage in its S3 form, path style. Roles by IBM's table (access.ts); a bucket is there only at its own location's
 * endpoint: elsewhere NoSuchBucket (seen in ibm-cloud-docs/cloud-object-storage #42; a redirect is unproven). No or a
 * bad token is 403 AccessDenied (seen in the same repository, #83). A firewalled bucket refuses everyone.
 */
export function createCosService(ctx: SimContext): SimService {
  function openBucket(identity: SimIdentity, at: Address, action: CosAction): SimBucket {
    const bucket = ctx.state.buckets.get(at.bucket)
    if (!bucket || (at.region !== null && bucket.location !== at.region)) {
      throw new CosFailure('NoSuchBucket')
    }
    const owner = ctx.state.instances.find((instance) => instance.guid === bucket.instanceGuid)
    if (bucket.firewall || !mayInBucket(identity, bucket, owner, action)) {
      throw new CosFailure('AccessDenied')
    }
    return bucket
  }

  function askBucket(identity: SimIdentity, at: Address, request: Request, url: URL): Response {
    if (!READS.has(request.method)) throw new CosFailure('MethodNotAllowed')
    if (request.method === 'HEAD') {
      openBucket(identity, at, 'bucket.head')
      return new Response(null, { status: 200 })
    }
    const params = url.searchParams
    if (params.has('location')) {
      return xml(bucketLocation(openBucket(identity, at, 'bucket.get_location')))
    }
    if (SUBRESOURCES.some((name) => params.has(name))) throw new CosFailure('NotImplemented')
    return xml(listObjects(openBucket(identity, at, 'bucket.get'), params))
  }

  function askObject(identity: SimIdentity, at: Address, request: Request) {
    switch (request.method) {
      case 'PUT':
        return putObject(openBucket(identity, at, 'object.put'), at.key, request, ctx.now())
      case 'GET':
        return readObject(openBucket(identity, at, 'object.get'), at.key, request)
      case 'HEAD':
        return readObject(openBucket(identity, at, 'object.head'), at.key, request)
      case 'DELETE':
        return deleteObject(openBucket(identity, at, 'object.delete'), at.key)
      default:
        throw new CosFailure('MethodNotAllowed')
    }
  }

  async function answer(request: Request, url: URL): Promise<Response> {
    const at = parseAddress(url.pathname)
    const bearer = /^bearer /i.test(request.headers.get('authorization') ?? '')
    const identity = bearer ? ctx.authenticate(request) : null
    if (!identity) throw new CosFailure('AccessDenied')
    if (at.bucket === '') {
      if (request.method !== 'GET') throw new CosFailure('MethodNotAllowed')
      const instanceId = request.headers.get('ibm-service-instance-id')
      return xml(listBuckets(ctx.state, identity, instanceId, url.searchParams))
    }
    if (at.key === '') return askBucket(identity, at, request, url)
    return askObject(identity, at, request)
  }

  return {
    async handle(request) {
      const url = new URL(request.url)
      const requestId = randomUUID()
      const response = await answer(request, url).catch((error: unknown) =>
        refusal(error, url, requestId, request.method),
      )
      return withCommonHeaders(response, requestId, ctx.now())
    },
  }
}

function xml(document: string, status = 200): Response {
  return new Response(document, { status, headers: { 'content-type': 'application/xml' } })
}

function refusal(error: unknown, url: URL, requestId: string, method: string): Response {
  if (!(error instanceof CosFailure)) throw error
  // An answer to HEAD has no body, so a missing bucket and a missing key look alike there.
  if (method === 'HEAD') return new Response(null, { status: error.status })
  const resource = url.pathname.replace(/^\/cos\/[^/]*/, '') || '/'
  const { code, message, status } = error
  return xml(xmlErrorDocument({ code, message, status, resource, requestId }), status)
}

function withCommonHeaders(response: Response, requestId: string, now: number): Response {
  response.headers.set('x-clv-request-id', requestId)
  response.headers.set('x-amz-request-id', requestId)
  response.headers.set('x-clv-s3-version', '2.5')
  response.headers.set('accept-ranges', 'bytes')
  response.headers.set('server', 'Cleversafe')
  response.headers.set('date', new Date(now).toUTCString())
  return response
}
