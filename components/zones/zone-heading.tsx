'use client'

import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { bothForms, otherForm } from '@/lib/domain-name'
import { useLack } from '@/lib/queries/access'
import { routes } from '@/lib/routes'

/** Where one is, the zone's name, and the way to a new job. */
export function ZoneHeading({
  instanceId,
  zoneId,
  name,
  instanceName,
  notYet,
}: {
  instanceId: string
  zoneId: string
  /** undefined: not read yet. */
  name: string | undefined
  instanceName: string | undefined
  /** Why no job can be made here. */
  notYet: string | false
}) {
  useTabTitle(name && bothForms(name))
  const lacks = useLack(instanceId, 'Manager')
  const newJob = (
    <ButtonLink
      variant="primary"
      icon="plus"
      href={routes.newJob(instanceId, zoneId)}
      notYet={notYet}
      lacks={lacks}
      reason="start"
    >
      New job
    </ButtonLink>
  )
  const crumbs = [
    { label: 'Zones', href: routes.zones() },
    ...(instanceName
      ? [
          {
            label: instanceName,
            href: routes.zones(instanceId),
          },
        ]
      : []),
  ]
  if (name)
    return <PageTitle title={name} aside={otherForm(name)} crumbs={crumbs} actions={newJob} />
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div>
        <div className="mb-1 flex h-4.5 items-center touch:h-11">
          <Skeleton className="h-3 w-24" />
        </div>
        <h1 tabIndex={-1} className="flex h-8 items-center text-title max-md:h-6.5">
          <Skeleton className="h-5 w-64" />
          <span className="sr-only">A zone</span>
        </h1>
      </div>
      {newJob}
    </header>
  )
}
