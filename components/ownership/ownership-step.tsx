'use client'

import { FiveLines, type OwnershipStepProps } from './five-lines'
import { placeWords } from './place-words'
import { useCheck } from './use-check'

/** Shows that the place is one’s own. */
export function OwnershipStep(props: OwnershipStepProps) {
  const { destination } = useCheck(props.place.zoneId)
  const { noun } = placeWords(destination)
  return (
    <div>
      <h2 tabIndex={-1} className="text-heading max-md:mb-4">
        Prove that the {noun} is yours
      </h2>
      <p className="mt-1 mb-6 max-w-[34rem] text-ink-2 max-md:hidden">
        About two minutes once IBM can write to the {noun}. You can leave at any point and come
        back: the challenge stays valid for 7 days.
      </p>
      <FiveLines {...props} />
    </div>
  )
}
