import type { SimBucket, SimIdentity, SimInstance } from '../state.ts'

type BucketRole = SimIdentity['bucketRoles'][string][number]

/**
 * Which roles carry which action. Source: IBM's table "Service actions - Cloud Object Storage" (IAM roles and
 * actions): Object Writer has object.put and neither bucket.get, bucket.head nor object.get; Content Reader
 * reads and lists objects but not buckets; deleting takes Writer.
 */
const ROLES_BY_ACTION = {
  'account.get_account_buckets': ['Reader', 'Writer', 'Manager'],
  'bucket.get': ['ContentReader', 'Reader', 'Writer', 'Manager'],
  'bucket.head': ['ContentReader', 'Reader', 'Writer', 'Manager'],
  'bucket.get_location': ['ContentReader', 'Reader', 'Writer', 'Manager'],
  'object.get': ['ContentReader', 'Reader', 'Writer', 'Manager'],
  'object.head': ['ContentReader', 'Reader', 'Writer', 'Manager'],
  'object.put': ['ObjectWriter', 'Writer', 'Manager'],
  'object.delete': ['Writer', 'Manager'],
} as const satisfies Record<string, readonly BucketRole[]>

export type CosAction = keyof typeof ROLES_BY_ACTION

function carries(roles: readonly BucketRole[], action: CosAction): boolean {
  const sufficient: readonly BucketRole[] = ROLES_BY_ACTION[action]
  return roles.some((role) => sufficient.includes(role))
}

/**
 * Whether an identity may do something in a bucket. A role for '*' reaches the buckets of the identity's own
 * account; an entry for the bucket's name replaces it (an empty one shuts the bucket), and also counts in
 * other accounts, as for an invited user.
 */
export function mayInBucket(
  identity: SimIdentity,
  bucket: SimBucket,
  owner: SimInstance | undefined,
  action: CosAction,
): boolean {
  const own = identity.bucketRoles[bucket.name]
  if (own) return carries(own, action)
  return owner?.accountId === identity.accountId && carries(identity.bucketRoles['*'] ?? [], action)
}

/** Listing belongs to the instance: a role on single buckets is not enough for it. */
export function mayListBuckets(identity: SimIdentity, instance: SimInstance): boolean {
  return (
    instance.accountId === identity.accountId &&
    carries(identity.bucketRoles['*'] ?? [], 'account.get_account_buckets')
  )
}
