import type { ComboboxOption } from '@/components/ui/combobox'
import { cityOf } from '@/lib/destinations/regions'
import { jobLabel } from '@/lib/jobs/label'
import type { Bucket } from '@/lib/schemas/instance'
import type { Job } from '@/lib/schemas/job'

function usedBy(names: readonly string[]): string | undefined {
  const [first, ...others] = names
  if (first === undefined) return undefined
  return others.length === 0 ? `used by ${first}` : `used by ${first} and ${others.length} more`
}

/** The buckets as one chooses them: by name, location or class, with the zone's jobs that use them already. */
export function bucketOptions(buckets: readonly Bucket[], jobs: readonly Job[]): ComboboxOption[] {
  return buckets.map(({ name, region, storageClass }) => {
    const city = cityOf(region)
    const users = jobs.filter(
      ({ destination }) => destination.kind === 'cos' && destination.bucket === name,
    )
    return {
      value: name,
      label: name,
      hint: region ?? '–',
      description:
        region === null
          ? 'location unknown; enter the region'
          : [city, storageClass].filter(Boolean).join(' · '),
      heed: usedBy(users.map(jobLabel)),
      keywords: [city, storageClass].filter(Boolean).join(' '),
    }
  })
}
