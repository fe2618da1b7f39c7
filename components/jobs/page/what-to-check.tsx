import { adviceFor } from '@/lib/jobs/advice'
import type { Job } from '@/lib/schemas/job'

/** What it may be when no file comes. `addressesHref`: IBM's page of the addresses that it sends from. */
export function WhatToCheck({
  job,
  title,
  heading: Heading = 'h3',
  addressesHref,
}: {
  job: Job
  title: string
  /** `h2` where it stands for itself. */
  heading?: 'h2' | 'h3'
  addressesHref: string
}) {
  return (
    <aside aria-label="What to check" className="xl:border-s xl:border-line xl:ps-8">
      <Heading className="mb-2 text-table font-semibold text-ink-2">{title}</Heading>
      <ol className="flex list-decimal flex-col gap-2.5 ps-5 text-table marker:text-ink-3">
        {adviceFor(job).map(({ what, text, link }) => (
          <li key={what}>
            <strong className="font-semibold">{what}</strong>{' '}
            <span className="text-ink-2">{text}</span>
            {link && (
              <>
                {' '}
                <a className="link" href={addressesHref} target="_blank" rel="noopener noreferrer">
                  List of IP addresses<span className="sr-only"> (opens in a new tab)</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
    </aside>
  )
}
