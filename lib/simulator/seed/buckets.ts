import type { SimBucket } from '../state.ts'
import { COS } from './instances.ts'

const DAY_MS = 24 * 3600 * 1000

type BucketSeed = {
  name: string
  location: string
  storageClass?: string
  backup?: true
  cisMayWrite?: boolean
  firewall?: true
  unlisted?: true
}

/** The one that the printed line names. */
export const DEFAULT_BUCKET = 'nordlicht-edge-logs'
export const DEFAULT_BUCKET_REGION = 'eu-de'

const BUCKETS: BucketSeed[] = [
  { name: DEFAULT_BUCKET, location: DEFAULT_BUCKET_REGION, storageClass: 'smart' },
  { name: 'nordlicht-edge-logs-us', location: 'us-south' },
  { name: 'nordlicht-archive-eu', location: 'eu', storageClass: 'cold' },
  { name: 'nordlicht-archive-us', location: 'us', storageClass: 'vault' },
  { name: 'nordlicht-security-logs', location: 'eu-gb', storageClass: 'smart' },
  { name: 'nordlicht-analytics', location: 'us-east', storageClass: 'smart' },
  { name: 'nordlicht-tokyo', location: 'jp-tok' },
  { name: 'nordlicht-sydney', location: 'au-syd' },
  { name: 'nordlicht-team-checkout', location: 'eu-es' },
  { name: 'nordlicht-amsterdam', location: 'ams03' },
  // The administrator may not look into this one.
  { name: 'nordlicht-legal-hold', location: 'eu-de', storageClass: 'vault' },
  // The user cislogp was never invited, so no challenge can be written.
  { name: 'nordlicht-no-cislogp', location: 'eu-de', cisMayWrite: false },
  { name: 'nordlicht-behind-firewall', location: 'eu-de', firewall: true },
  { name: 'nordlicht-hidden', location: 'eu-de', unlisted: true },
  { name: 'nordlicht-backup-databases', location: 'eu-de', backup: true, cisMayWrite: false },
  { name: 'nordlicht-backup-mail', location: 'eu-gb', backup: true, cisMayWrite: false },
  { name: 'nordlicht-billing', location: 'ap', backup: true, cisMayWrite: false },
]

export function createBuckets(nowMs: number): Map<string, SimBucket> {
  return new Map(
    BUCKETS.map((seed, index) => [
      seed.name,
      {
        name: seed.name,
        instanceGuid: (seed.backup ? COS.backup : COS.logs).guid,
        location: seed.location,
        storageClass: seed.storageClass ?? 'standard',
        createdAt: nowMs - (400 - index) * DAY_MS,
        cisMayWrite: seed.cisMayWrite ?? true,
        firewall: seed.firewall ?? false,
        unlisted: seed.unlisted ?? false,
        objects: new Map(),
      },
    ]),
  )
}
