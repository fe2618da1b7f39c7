'use client'

import { MiddleCut } from '@/components/ui/middle-cut'
import type { DestinationView } from '@/lib/destinations/registry'
import { destinationLabel, destinationPlace, wayIn } from '@/lib/destinations/words'
import { useCloudLogsInstances } from '@/lib/queries/destinations'

/** Kind, then the place in machine type. On a phone both in one run of text. */
export function DestinationWords({ view }: { view: DestinationView }) {
  // Only a Cloud Logs destination asks for the instances' names.
  return view.kind === 'cloudLogs' ? <CloudLogs view={view} /> : <Lines view={view} />
}

function CloudLogs({ view }: { view: Extract<DestinationView, { kind: 'cloudLogs' }> }) {
  const instances = useCloudLogsInstances()
  const name = instances.data?.find(({ id }) => id === view.instanceId)?.name
  return <Lines view={view} instanceName={name} />
}

function Lines({ view, instanceName }: { view: DestinationView; instanceName?: string }) {
  const way = wayIn(view)
  const label = destinationLabel(view)
  const place = destinationPlace(view, instanceName)
  return (
    <>
      <div className="max-md:inline">
        {label}
        <span className="md:hidden">, </span>
      </div>
      <div className="flex min-w-0 text-second text-ink-3 max-md:inline max-md:text-table">
        <MiddleCut text={place} tail={12} className="font-mono max-md:inline max-md:font-sans" />
        {way && <span className="shrink-0 whitespace-pre"> · {way}</span>}
      </div>
    </>
  )
}
