import { firstFileMinutes, lateAfterMinutes } from '@/lib/jobs/state'

/** Beside the review, below the destination: what comes after the button. */
export function ReviewSide() {
  return (
    <section>
      <h3 className="mb-1.5 text-caption text-ink-3">What happens next</h3>
      <ol className="flex list-decimal flex-col gap-2 ps-4 text-table text-ink-2">
        <li>IBM checks the destination once more and creates the job.</li>
        <li>
          The job’s page opens and waits for the first delivery: usually within {firstFileMinutes}{' '}
          minutes, longer on a very busy zone.
        </li>
        <li>
          If nothing arrives within {lateAfterMinutes.high} minutes, the page lists what to check.
        </li>
      </ol>
    </section>
  )
}
