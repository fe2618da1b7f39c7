'use client'

import { useQuery } from '@tanstack/react-query'
import { notFound, useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { browserStorage, readingChunk } from '@/components/jobs/wizard/draft-keeping'
import { startOf } from '@/components/jobs/wizard/start'
import { WizardHead } from '@/components/jobs/wizard/wizard-head'
import { WizardLayout } from '@/components/jobs/wizard/wizard-layout'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { useChunk } from '@/components/ui/chunk'
import { useHydrated } from '@/components/ui/use-hydrated'
import { draftKey, hasDraft } from '@/lib/jobs/draft-storage'
import { ApiError } from '@/lib/queries/fetcher'
import { refresh } from '@/lib/queries/refresh'
import { sessionQuery } from '@/lib/queries/session'
import { useZone } from '@/lib/queries/zones'
import { JobWizard } from './job-wizard'

type Place = { instanceId: string; zoneId: string }

/** The form comes with the draft, and that lies in the browser: until there, its place is kept free. */
export function NewJob(place: Place) {
  const isInBrowser = useHydrated()
  const session = useQuery(sessionQuery())
  const zone = useZone(place.instanceId, place.zoneId)
  const asked = useSearchParams().get('dataset')
  if (zone.error instanceof ApiError && zone.error.status === 404) notFound()
  // Whoever may not read the zone can make no job in it.
  if (zone.error instanceof ApiError && zone.error.status === 403 && !zone.data) {
    return (
      <Frame place={place}>
        <ErrorNotice
          title="You don’t have access to this zone."
          error={zone.error}
          onRetry={() => refresh(zone)}
          retrying={zone.isFetching}
        />
      </Frame>
    )
  }
  if (!isInBrowser || !session.data) return <Reading place={place} />
  const key = draftKey(session.data.user.id, place.zoneId)
  return <Begun key={key} place={place} draftKey={key} asked={asked} />
}

function Begun({
  place,
  draftKey: key,
  asked,
}: {
  place: Place
  draftKey: string
  asked: string | null
}) {
  const [storage] = useState(browserStorage)
  const [isKept] = useState(() => storage !== null && hasDraft(storage, key))
  const reading = useChunk(isKept ? readingChunk : null)
  if (isKept && reading === null) return <Reading place={place} />
  return (
    <JobWizard
      place={place}
      draftKey={key}
      start={() => startOf((storage && reading?.loadDraft(storage, key)) ?? null, asked)}
    />
  )
}

const Reading = ({ place }: { place: Place }) => (
  <Frame place={place}>
    <Loading what="your draft" rows={5} />
  </Frame>
)

function Frame({ place, children }: { place: Place; children: ReactNode }) {
  const zone = useZone(place.instanceId, place.zoneId)
  return (
    <>
      <WizardHead
        place={place}
        zoneName={zone.data?.name}
        savedAt={null}
        without=""
        onDiscard={() => {}}
      />
      <WizardLayout rail={<div />}>{children}</WizardLayout>
    </>
  )
}
