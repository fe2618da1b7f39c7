import { FactList, FactRow } from '@/components/ui/facts'
import type { DestinationView } from '@/lib/destinations/registry'
import { destinationLabel, destinationPlace } from '@/lib/destinations/words'

/** A destination that this form has no fields for, and why; everything else of the job can be changed. */
export function FixedDestination({ view }: { view: DestinationView }) {
  return (
    <div>
      <h2 className="mb-3 text-heading">Destination</h2>
      <FactList>
        <FactRow label="Type">{destinationLabel(view)}</FactRow>
        <FactRow label="Location">
          <span className="text-code">{destinationPlace(view)}</span>
        </FactRow>
      </FactList>
      <p className="mt-3 text-table text-ink-3">{reasonOf(view)}</p>
    </div>
  )
}

function reasonOf(view: DestinationView): string {
  const rest = 'Name, fields, timestamps, frequency and Enabled can be changed here.'
  switch (view.kind) {
    case 'logdna':
      return 'IBM retired LogDNA on 30 March 2025. Nothing can be delivered to it, and IBM may refuse any change except deleting the job.'
    case 'other':
      return `This dashboard does not recognise this destination, so it stays unchanged. ${rest}`
    default:
      return `${destinationLabel(view)} destinations can only be viewed here for now; change them with the IBM Cloud CLI. ${rest}`
  }
}
