import { firstFileMinutes, lateAfterMinutes } from '@/lib/jobs/state'

/** Beside the review, below the destination: what comes after the button. */
export function ReviewSide() {
  return (
    <section>
      <h3 className="mb-1.5 text-caption text-ink-3">What happens then</h3>
      <ol className="flex list-decimal flex-col gap-2 ps-4 text-table text-ink-2">
        <li>IBM checks the destination once more and makes the job.</li>
        <li>
          You land on its page, which waits for the first file; usually within {firstFileMinutes}{' '}
          minutes, on a very busy zone longer.
        </li>
        <li>If none has come after {lateAfterMinutes.high} minutes we say what to look at.</li>
      </ol>
    </section>
  )
}
