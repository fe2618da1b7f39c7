'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { useChunk } from '@/components/ui/chunk'
import { CodeBlock } from '@/components/ui/code-block'
import { StateGlyph } from '@/components/ui/state-glyph'
import { confPieces } from '@/lib/destinations/conf-pieces'
import { confText } from '@/lib/destinations/conf-text'
import { fullPath } from '@/lib/destinations/cos-place'
import { destinationPlace } from '@/lib/destinations/words'
import { type JobDraft, ownershipTokenOf, toDestination } from '@/lib/jobs/draft'
import { jobLabel } from '@/lib/jobs/label'
import { stateGlyphs, stateWords } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { BeforeYouBegin } from './before-you-begin'
import { kindChunks } from './kinds/chunks'
import { jobsNearby } from './same-place'
import { SideSection } from './side-section'

/** Beside the form: the destination exactly as IBM will hold it, and what there is to know about the place. */
export function DestinationSide({
  place,
  jobs,
  own,
  confOnly = false,
}: {
  place: ZonePlace
  jobs: readonly Job[]
  /** Id of the job that is edited; it does not count as another. */
  own?: string
  /** The destination alone, above the help of another step. */
  confOnly?: boolean
}) {
  const { control } = useFormContext<JobDraft>()
  const draft = useWatch({ control, compute: (values: JobDraft) => values })
  const parts = useChunk(kindChunks[draft.kind])
  const isByChallenge = ownershipTokenOf(draft) !== null
  return (
    <div className="flex flex-col gap-6">
      <SideSection title="Destination string (sent to IBM)">
        <CodeBlock
          label="Destination string (sent to IBM)"
          parts={confPieces(confText(toDestination(draft)) ?? '')}
          copy={false}
          hang
        />
        <p className="mt-2 text-table text-ink-3">
          {isByChallenge
            ? 'The challenge, the validation and the job all use exactly this string.'
            : 'The test and the job use exactly this string.'}
        </p>
      </SideSection>
      {!confOnly && (
        <BeforeYouBegin
          draft={draft}
          place={place}
          open={own === undefined}
          className="max-xl:hidden"
        />
      )}
      {!confOnly && parts && <parts.Notes draft={draft} />}
      {!confOnly && <Nearby draft={draft} jobs={jobsNearby(draft, jobs, own)} />}
    </div>
  )
}

function Nearby({ draft, jobs }: { draft: JobDraft; jobs: readonly Job[] }) {
  if (jobs.length === 0) return null
  const what =
    draft.kind === 'cos'
      ? 'this bucket'
      : draft.kind === 'cloudLogs'
        ? 'this instance'
        : 'this place'
  return (
    <SideSection title={`Other jobs in this zone that use ${what}`}>
      <ul className="flex flex-col gap-1.5 text-table">
        {jobs.map((job) => (
          <li key={job.id} className="flex items-start gap-1.5">
            <StateGlyph glyph={stateGlyphs[job.state]} className="mt-px" />
            <span className="min-w-0 wrap-anywhere">
              <span className="sr-only">{stateWords[job.state]}: </span>
              {jobLabel(job)}{' '}
              <code className="text-code text-ink-3">
                {job.destination.kind === 'cos'
                  ? fullPath(job.destination)
                  : destinationPlace(job.destination)}
              </code>
            </span>
          </li>
        ))}
      </ul>
    </SideSection>
  )
}
