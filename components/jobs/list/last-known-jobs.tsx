'use client'

import Link from 'next/link'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { datasetLabel } from '@/lib/jobs/dataset'
import { stateWords } from '@/lib/jobs/state'
import { atMoment } from '@/lib/moment'
import { routes } from '@/lib/routes'
import type { ZoneHistory } from '@/lib/schemas/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import { DayLine } from '../history/day-line'
import { lastKnown } from '../history/last-known'

/** The jobs of a zone that can't be read now, as they were seen before: no state of theirs is one of now. */
export function LastKnownJobs({ place, seen }: { place: ZonePlace; seen: ZoneHistory }) {
  const asOf = seen.zone?.asOf ?? null
  const age = useTicker((now) => (asOf === null ? '' : `last seen ${atMoment(asOf, now)}`))
  if (asOf === null || seen.jobs.length === 0) return null
  return (
    <section aria-labelledby="jobs" className="mt-8">
      <h2 id="jobs" tabIndex={-1} className="flex flex-wrap items-baseline gap-x-3 text-heading">
        Logpush jobs <span className="text-table font-normal text-ink-3">{age}</span>
      </h2>
      <ul aria-labelledby="jobs" className="mt-2 border-t border-line text-table">
        {seen.jobs.map((job) => (
          <LastKnownJob key={job.id} place={place} job={job} asOf={asOf} />
        ))}
      </ul>
    </section>
  )
}

function LastKnownJob({
  place,
  job: { id, name, dataset, states },
  asOf,
}: {
  place: ZonePlace
  job: ZoneHistory['jobs'][number]
  asOf: string
}) {
  const last = lastKnown(states)
  const was = useTicker((now) =>
    last ? `was ${stateWords[last.state].toLowerCase()} ${atMoment(asOf, now)}` : '',
  )
  return (
    <li className="grid items-start gap-x-4 gap-y-1 border-b border-line py-2.5 md:grid-cols-[14rem_minmax(0,1fr)_9rem]">
      <div className="flex gap-2 md:ps-3">
        <StateGlyph glyph="question" className="mt-0.5" />
        <p>
          Not known
          <span className="block text-second text-ink-3">{was}</span>
        </p>
      </div>
      <p className="min-w-0 max-md:ps-6">
        <Link
          href={routes.job(place.instanceId, place.zoneId, id)}
          prefetch={false}
          className="font-medium wrap-anywhere hover:underline touch:inline-flex touch:min-h-11 touch:items-center"
        >
          {name ?? `Job ${id}`}
        </Link>
        <span className="text-second text-ink-3 max-md:before:content-['_·_'] md:block">
          {datasetLabel(dataset)}
        </span>
      </p>
      <div className="pt-1 max-md:ps-6">
        <DayLine place={place} jobId={id} />
      </div>
    </li>
  )
}
