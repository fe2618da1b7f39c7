'use client'

import { cutMiddle, MiddleCut } from '@/components/ui/middle-cut'
import { MASK } from '@/lib/destinations/placeholders'
import type { DestinationView } from '@/lib/destinations/registry'
import { authLabel, destinationLabel, destinationPlace, serviceOf } from '@/lib/destinations/words'
import { useCloudLogsInstances } from '@/lib/queries/cloud-logs-instances'

/** Kind, then the place in machine type. On a phone both in one run of text. */
export function DestinationWords({ view }: { view: DestinationView }) {
  // Only a Cloud Logs destination asks for the instances' names.
  if (view.kind === 'cloudLogs') return <CloudLogs view={view} />
  const place = destinationPlace(view)
  if (place === MASK) {
    return <Lines label="Unrecognised destination" place="" note="(hidden)" />
  }
  const named = view.kind === 'other' ? serviceOf(view.conf) : null
  return (
    <Lines
      label={named?.service ?? destinationLabel(view)}
      place={named?.place ?? place}
      note={view.kind === 'cos' ? authLabel(view) : null}
    />
  )
}

function CloudLogs({ view }: { view: Extract<DestinationView, { kind: 'cloudLogs' }> }) {
  const instances = useCloudLogsInstances()
  const named = instances.data?.find(({ id }) => id === view.instanceId)?.name
  // Until the name is read the id is short, about as long as a name: in full it may take a line more.
  const name = instances.isPending && view.instanceId ? cutMiddle(view.instanceId, 8, 4) : named
  const place = destinationPlace({ ...view, region: null }, name)
  return <Lines label={destinationLabel(view)} place={place} note={view.region} />
}

function Lines({ label, place, note }: { label: string; place: string; note: string | null }) {
  return (
    <>
      <div className="max-md:inline">
        {label}
        <span className="md:hidden">, </span>
      </div>
      <div className="flex min-w-0 text-second text-ink-3 max-lg:flex-wrap max-lg:gap-x-2 max-md:inline max-md:text-table">
        {place && (
          <MiddleCut text={place} tail={8} className="font-mono max-md:inline max-md:font-sans" />
        )}
        {note && (
          <span className="shrink-0 max-md:whitespace-nowrap md:whitespace-pre">
            {place && <span className="md:max-lg:hidden"> · </span>}
            {note}
          </span>
        )}
      </div>
    </>
  )
}
