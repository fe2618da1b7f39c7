'use client'

import { useQuery } from '@tanstack/react-query'
import { notFound, useSearchParams } from 'next/navigation'
import { startOf } from '@/components/jobs/wizard/start'
import { WizardHead } from '@/components/jobs/wizard/wizard-head'
import { WizardLayout } from '@/components/jobs/wizard/wizard-layout'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { useHydrated } from '@/components/ui/use-hydrated'
import { draftKey } from '@/lib/jobs/draft-storage'
import { ApiError } from '@/lib/queries/fetcher'
import { refresh } from '@/lib/queries/refresh'
import { sessionQuery } from '@/lib/queries/session'
import { useZone } from '@/lib/queries/zones'
import { JobWizard } from './job-wizard'

/** The form comes with the draft, and that lies in the browser: until there, its place is kept free. */
export function NewJob(place: { instanceId: string; zoneId: string }) {
  const isInBrowser = useHydrated()
  const session = useQuery(sessionQuery())
  const zone = useZone(place.instanceId, place.zoneId)
  const asked = useSearchParams().get('dataset')
  if (zone.error instanceof ApiError && zone.error.status === 404) notFound()
  // Whoever may not read the zone can make no job in it.
  const isClosed = zone.error instanceof ApiError && zone.error.status === 403 && !zone.data
  if (!isInBrowser || !session.data || isClosed) {
    return (
      <>
        <WizardHead
          place={place}
          zoneName={zone.data?.name}
          savedAt={null}
          without=""
          onDiscard={() => {}}
        />
        <WizardLayout rail={<div />}>
          {isClosed ? (
            <ErrorNotice
              title="You don’t have access to this zone."
              error={zone.error}
              onRetry={() => refresh(zone)}
              retrying={zone.isFetching}
            />
          ) : (
            <Loading what="your draft" rows={5} />
          )}
        </WizardLayout>
      </>
    )
  }
  const key = draftKey(session.data.user.id, place.zoneId)
  return <JobWizard key={key} place={place} draftKey={key} start={() => startOf(key, asked)} />
}
