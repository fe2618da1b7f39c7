import 'server-only'
import { createHash } from 'node:crypto'
import { env } from '@/lib/server/env'
import { AppError } from '@/lib/server/errors'
import { parseXml, readXmlError } from './cos-xml'
import { unusable } from './envelope'
import type { Answer } from './http'
import type { Listed } from './listed'
import { encodeSegment, endpointUrl, fillBase, path, type Query } from './path'
import { type CallContext, callWithToken } from './token'
import { isObject } from './upstream-message'

export type WireBucket = {
  name: string
  /** The bucket's own location, `eu-de` or `eu`; null when the listing does not say. */
  region: string | null
  /** standard, smart, vault, cold, flex, onerate_active; null when unknown. */
  storageClass: string | null
  /** RFC 3339 as IBM writes it. */
  createdAt: string | null
}

/** Any endpoint lists the buckets of every location; IBM's own example asks this one. */
const listingRegion = 'us'
const maxPages = 50
/** A page of 1,000 buckets is a quarter of it; XML takes long to read. */
const maxListBytes = 1_000_000
const storageClass = /^(.+)-(standard|smart|vault|cold|flex|onerate_active)$/

/** `us-south-standard` → us-south, standard. Source: IBM, "Getting an extended listing". */
export function splitLocation(constraint: string): { region: string; storageClass: string | null } {
  const match = storageClass.exec(constraint)
  return match
    ? { region: match[1] ?? constraint, storageClass: match[2] ?? null }
    : { region: constraint, storageClass: null }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

function readBucket(value: unknown): WireBucket | null {
  if (!isObject(value)) return null
  const name = textOf(value.Name)
  if (name === null) return null
  const constraint = textOf(value.LocationConstraint)
  const location = constraint === null ? null : splitLocation(constraint)
  return {
    name,
    region: location?.region ?? null,
    storageClass: location?.storageClass ?? null,
    createdAt: textOf(value.CreationDate),
  }
}

function baseOf(region: string): string {
  return fillBase(env().IBMCLOUD_COS_ENDPOINT, { region })
}

/** The buckets of an Object Storage instance (its GUID), all pages up to 50. `region` picks the endpoint that is asked. */
export async function listBuckets(
  context: CallContext,
  instanceId: string,
  region = listingRegion,
): Promise<Listed<WireBucket>> {
  const found = new Map<string, WireBucket>()
  let marker: string | undefined
  let isPartial = true
  for (let page = 0; page < maxPages && isPartial; page++) {
    const query: Query = { extended: true, marker }
    const answer = await callWithToken(context.token, {
      url: endpointUrl(baseOf(region), '/', query),
      route: 'cos /',
      headers: { accept: 'application/xml', 'ibm-service-instance-id': safeHeader(instanceId) },
      maxBytes: maxListBytes,
      deadlineMs: context.deadlineMs,
      requestId: context.requestId,
      readError: readXmlError,
    })
    const root = parseXml(answer.text)?.ListAllMyBucketsResult
    // An empty element reads as ''.
    if (!isObject(root) && root !== '') throw unusable(answer)
    const before = found.size
    const list = isObject(root) && isObject(root.Buckets) ? root.Buckets.Bucket : undefined
    for (const item of Array.isArray(list) ? list : []) {
      const bucket = readBucket(item)
      if (bucket !== null && !found.has(bucket.name)) found.set(bucket.name, bucket)
    }
    isPartial = isObject(root) && root.IsTruncated === 'true'
    if (!isObject(root) || found.size === before) break
    // NextMarker is in IBM's SDK and not in its documents; the last name serves as well.
    marker = textOf(root.NextMarker) ?? [...found.keys()].at(-1)
  }
  return { items: [...found.values()], isPartial }
}

function safeHeader(value: string): string {
  if (!/^[\x21-\x7e]+$/.test(value)) throw new AppError('invalid_id', 'This is not an instance ID.')
  return value
}

/**
 * An object's URL, path style, at the endpoint of its bucket's own location. Each part of the key between slashes
 * is encoded on its own; '.' and '..' are refused, an empty part is kept as S3 keeps it.
 */
export function objectUrl(region: string, bucket: string, key: string): URL {
  const parts = key.split('/').map((part) => (part === '' ? '' : encodeSegment(part)))
  if (key === '') encodeSegment(key)
  return endpointUrl(baseOf(region), `${path`/${bucket}`}/${parts.join('/')}`)
}

export type ObjectPlace = { region: string; bucket: string; key: string }

/** A challenge file is one token of at most 4 KB. */
const maxObjectBytes = 16 * 1024

/** The beginning of an object as text. `cut`: it is longer than 16 KB, and the rest was not read. */
export async function getObject(
  context: CallContext,
  place: ObjectPlace,
): Promise<{ text: string; cut: boolean }> {
  const answer = await callWithToken(context.token, {
    url: objectUrl(place.region, place.bucket, place.key),
    route: 'cos /{bucket}/{key}',
    headers: { accept: '*/*', 'accept-encoding': 'identity' },
    deadlineMs: context.deadlineMs,
    requestId: context.requestId,
    maxBytes: maxObjectBytes,
    overflow: 'cut',
    anyContent: true,
    readError: readXmlError,
  })
  return { text: answer.text, cut: answer.cut }
}

/**
 * Writes an object, once. The role Object Writer is enough for it, and for overwriting. A bucket under retention asks for a
 * digest of the body (IBM Cloud Object Storage System, "Upload an object to a protected bucket").
 */
export async function putObject(
  context: CallContext,
  place: ObjectPlace & { body: string; contentType?: string },
): Promise<Pick<Answer, 'correlationId'>> {
  const answer = await callWithToken(context.token, {
    url: objectUrl(place.region, place.bucket, place.key),
    route: 'cos /{bucket}/{key}',
    method: 'PUT',
    headers: {
      accept: '*/*',
      'content-type': place.contentType ?? 'text/plain; charset=utf-8',
      'content-md5': createHash('md5').update(place.body).digest('base64'),
    },
    body: place.body,
    deadlineMs: context.deadlineMs,
    requestId: context.requestId,
    readError: readXmlError,
  })
  return { correlationId: answer.correlationId }
}

/** Deletes an object, once. Object Writer is not enough for it; of one that is not there S3 says that it is gone. */
export async function deleteObject(context: CallContext, place: ObjectPlace): Promise<void> {
  await callWithToken(context.token, {
    url: objectUrl(place.region, place.bucket, place.key),
    route: 'cos /{bucket}/{key}',
    method: 'DELETE',
    headers: { accept: '*/*' },
    deadlineMs: context.deadlineMs,
    requestId: context.requestId,
    readError: readXmlError,
  })
}
