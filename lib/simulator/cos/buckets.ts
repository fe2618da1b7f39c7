import type { SimBucket, SimIdentity, SimInstance, SimState } from '../state.ts'
import { mayListBuckets } from './access.ts'
import { CosFailure } from './failure.ts'
import { xmlDocument } from './xml.ts'

const MOST_KEYS = 1000

/** `max-keys` as S3 takes it: a whole number, 1,000 when absent or larger. */
export function maxKeysOf(params: URLSearchParams): number {
  const text = params.get('max-keys')
  if (text === null || text === '') return MOST_KEYS
  if (!/^\d{1,10}$/.test(text)) throw new CosFailure('InvalidArgument', 'max-keys is not a number')
  return Math.min(Number(text), MOST_KEYS)
}

/** LocationConstraint as listings show it, `eu-de-smart`. Source: IBM, "Getting an extended listing". */
function locationConstraint(bucket: SimBucket): string {
  return `${bucket.location}-${bucket.storageClass}`
}

/** The header `ibm-service-instance-id` names an instance by its GUID or its whole CRN. */
function findCosInstance(state: SimState, named: string | null): SimInstance {
  if (!named) throw new CosFailure('InvalidArgument', 'ibm-service-instance-id is missing')
  const wanted = named.trim().toLowerCase()
  const found = state.instances.find(
    (instance) =>
      instance.service === 'cloud-object-storage' &&
      (instance.guid.toLowerCase() === wanted || instance.crn.toLowerCase() === wanted),
  )
  // A stranger must not learn which instances exist; IBM's own answer to an unknown one is unproven.
  if (!found) throw new CosFailure('AccessDenied')
  return found
}

/**
 * `GET /`: the instance's buckets of every location, whatever the endpoint's own. Sorted by name; with `extended` also
 * where each one is, in pages. Source: IBM, "List buckets"; the paging parameters from ibm-cos-sdk's model.
 */
export function listBuckets(
  state: SimState,
  identity: SimIdentity,
  instanceId: string | null,
  params: URLSearchParams,
): string {
  const instance = findCosInstance(state, instanceId)
  if (!mayListBuckets(identity, instance)) throw new CosFailure('AccessDenied')
  const extended = params.has('extended')
  const all = [...state.buckets.values()]
    .filter((bucket) => bucket.instanceGuid === instance.guid && !bucket.unlisted)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const prefix = extended ? (params.get('prefix') ?? '') : ''
  const marker = extended ? (params.get('marker') ?? '') : ''
  const maxKeys = extended ? maxKeysOf(params) : all.length
  const matching = all.filter((bucket) => bucket.name.startsWith(prefix) && bucket.name > marker)
  const page = matching.slice(0, maxKeys)

  return xmlDocument([
    'ListAllMyBucketsResult',
    [
      [
        'Owner',
        [
          ['ID', instance.guid],
          ['DisplayName', instance.guid],
        ],
      ],
      extended ? ['IsTruncated', page.length < matching.length] : null,
      extended ? ['MaxKeys', maxKeys] : null,
      extended ? ['Prefix', prefix] : null,
      extended ? ['Marker', marker] : null,
      [
        'Buckets',
        page.map(
          (bucket) =>
            [
              'Bucket',
              [
                ['Name', bucket.name],
                ['CreationDate', new Date(bucket.createdAt).toISOString()],
                extended ? ['LocationConstraint', locationConstraint(bucket)] : null,
              ],
            ] as const,
        ),
      ],
    ],
  ])
}

/** `GET /<bucket>?location`. */
export function bucketLocation(bucket: SimBucket): string {
  return xmlDocument(['LocationConstraint', locationConstraint(bucket)])
}
