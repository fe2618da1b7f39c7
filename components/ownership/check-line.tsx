import { Button } from '@/components/ui/button'
import type { ChallengeDestination } from '@/lib/destinations/challenge'
import type { TokenComparison } from '@/lib/ownership/compare'
import { repairLabel, repairs } from '@/lib/ownership/repairs'
import { comparisonWords } from '@/lib/ownership/words'
import { formatMoment } from '@/lib/time'
import { ComparisonTable } from './comparison-table'
import type { Challenge } from './use-challenge'

/** Line 4: the table of parts, and what fixes a difference. */
export function CheckLine({
  comparison,
  destination,
  zoneName,
  challenge,
}: {
  /** null: the token is not one that can be taken apart. */
  comparison: TokenComparison | null
  destination: ChallengeDestination
  zoneName: string
  challenge: Challenge
}) {
  if (comparison === null) {
    return (
      <p className="text-table text-ink-2">
        The token has an unknown format, so its parts can’t be compared. IBM decides.
      </p>
    )
  }
  const zone = comparison.parts.find(({ part }) => part === 'zone')
  const { sentence } = comparisonWords(comparison, formatMoment)
  const isTold = !comparison.fits || comparison.parts.some(({ verdict }) => verdict === 'unknown')
  const bucket = destination.kind === 'cos' ? destination : null
  const ways = repairs(comparison, bucket)
  return (
    <>
      {isTold && (
        <p className="mb-2 text-table wrap-anywhere text-ink-2">
          {zone?.verdict === 'differs' ? sentence.replaceAll(zone.here, zoneName) : sentence}
        </p>
      )}
      <ComparisonTable comparison={comparison} zoneName={zoneName} />
      {ways.length > 0 && (
        <div className="mt-3 flex flex-wrap gap-2">
          {ways.map((repair, index) => (
            <Button
              key={repair.kind}
              variant={index === 0 ? 'primary' : 'secondary'}
              busy={repair.kind === 'askAgain' && challenge.isAsking}
              busyLabel={repair.kind === 'askAgain' ? 'Requesting…' : undefined}
              onClick={() => challenge.repair(repair)}
              className="max-md:w-full"
            >
              {repairLabel(repair, bucket)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

export function checkTitle(comparison: TokenComparison | null): string {
  return comparison === null
    ? 'The token can’t be checked here'
    : comparisonWords(comparison, formatMoment).title
}
