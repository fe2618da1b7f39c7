import type { Crumb } from '@/components/ui/page-title'
import { bothForms } from '@/lib/domain-name'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { shortTitle } from './job-label'

/** Zones, the zone; `job`: the page lies below this one. `zoneName` undefined: not read yet. */
export function jobCrumbs(
  { instanceId, zoneId }: ZonePlace,
  zoneName: string | undefined,
  job?: Pick<Job, 'id' | 'name'>,
): Crumb[] {
  return [
    { label: 'Zones', href: routes.zones() },
    { label: zoneName ? bothForms(zoneName) : 'Zone', href: routes.zone(instanceId, zoneId) },
    ...(job ? [{ label: shortTitle(job), href: routes.job(instanceId, zoneId, job.id) }] : []),
  ]
}
