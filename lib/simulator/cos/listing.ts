import type { SimBucket, SimObject } from '../state.ts'
import { maxKeysOf } from './buckets.ts'
import { CosFailure } from './failure.ts'
import { type XmlElement, xmlDocument } from './xml.ts'

type Entry = { at: string; object: SimObject | null }

/** UTF-8 binary order, as S3 sorts: plain `<` compares UTF-16 units and differs beyond the basic plane. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function entriesOf(bucket: SimBucket, prefix: string, delimiter: string): Entry[] {
  const entries = new Map<string, Entry>()
  for (const object of bucket.objects.values()) {
    if (!object.key.startsWith(prefix)) continue
    const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1
    if (cut < 0) entries.set(object.key, { at: object.key, object })
    else {
      const at = object.key.slice(0, cut + delimiter.length)
      entries.set(at, { at, object: null })
    }
  }
  return [...entries.values()].sort((a, b) => byBytes(a.at, b.at))
}

/** Opaque to clients; only this file reads it. */
const token = {
  write: (key: string) => Buffer.from(`k:${key}`).toString('base64url'),
  read(text: string): string {
    const key = Buffer.from(text, 'base64url').toString()
    if (!key.startsWith('k:')) {
      throw new CosFailure('InvalidArgument', 'The continuation token provided is incorrect')
    }
    return key.slice(2)
  },
}

function contents(object: SimObject, key: string, owner: string | null): XmlElement {
  return [
    'Contents',
    [
      ['Key', key],
      ['LastModified', new Date(object.modifiedAt).toISOString()],
      ['ETag', object.etag],
      ['Size', object.body.byteLength],
      owner
        ? [
            'Owner',
            [
              ['ID', owner],
              ['DisplayName', owner],
            ],
          ]
        : null,
      // A default value: IBM has its classes on the bucket.
      ['StorageClass', 'STANDARD'],
    ],
  ]
}

/**
 * `GET /<bucket>`, version 1 or (`list-type=2`) version 2, with prefix, delimiter, max-keys, encoding-type and
 * marker or start-after and continuation-token. Source: IBM, "List objects in a given bucket".
 */
export function listObjects(bucket: SimBucket, params: URLSearchParams): string {
  const listType = params.get('list-type')
  if (listType !== null && listType !== '2') throw new CosFailure('InvalidArgument')
  const second = listType === '2'
  const prefix = params.get('prefix') ?? ''
  const delimiter = params.get('delimiter') ?? ''
  const maxKeys = maxKeysOf(params)
  const encode = params.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text
  const continued = second ? params.get('continuation-token') : null
  const marker = params.get('marker') ?? ''
  const startAfter = params.get('start-after') ?? ''
  const after = continued ? token.read(continued) : second ? startAfter : marker

  const matching = entriesOf(bucket, prefix, delimiter).filter(
    (entry) => after === '' || byBytes(entry.at, after) > 0,
  )
  const page = matching.slice(0, maxKeys)
  const truncated = page.length < matching.length && page.length > 0
  const last = page.at(-1)?.at ?? ''
  const owner = !second || params.get('fetch-owner') === 'true' ? bucket.instanceGuid : null

  return xmlDocument([
    'ListBucketResult',
    [
      ['Name', bucket.name],
      ['Prefix', encode(prefix)],
      second ? null : ['Marker', encode(marker)],
      second && continued ? ['ContinuationToken', continued] : null,
      second && startAfter ? ['StartAfter', encode(startAfter)] : null,
      second && truncated ? ['NextContinuationToken', token.write(last)] : null,
      !second && truncated && delimiter ? ['NextMarker', encode(last)] : null,
      second ? ['KeyCount', page.length] : null,
      ['MaxKeys', maxKeys],
      ['Delimiter', encode(delimiter)],
      ['IsTruncated', truncated],
      params.has('encoding-type') ? ['EncodingType', 'url'] : null,
      ...page.map((entry) =>
        entry.object ? contents(entry.object, encode(entry.at), owner) : null,
      ),
      ...page.map((entry): XmlElement | null =>
        entry.object ? null : ['CommonPrefixes', [['Prefix', encode(entry.at)]]],
      ),
    ],
  ])
}
