'use client'

import { PageTitle } from '@/components/ui/page-title'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { bothForms } from '@/lib/domain-name'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from '../crumbs'
import { DraftKept } from '../draft-kept'

/** Where the job will be, and what is kept of its draft. */
export function WizardHead({
  place,
  zoneName,
  savedAt,
  without,
  onDiscard,
}: {
  place: ZonePlace
  zoneName: string | undefined
  /** null: nothing is kept yet. */
  savedAt: string | null
  /** The secret that is never kept. */
  without: string
  onDiscard: () => void
}) {
  useTabTitle(zoneName && `New job · ${bothForms(zoneName)}`)
  return (
    <PageTitle
      title="New job"
      crumbs={jobCrumbs(place, zoneName)}
      actions={
        savedAt !== null && (
          <DraftKept
            savedAt={savedAt}
            without={without}
            discardLabel="Discard draft"
            onDiscard={onDiscard}
            className="max-md:hidden"
          />
        )
      }
    />
  )
}
