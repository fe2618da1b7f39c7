'use client'

import Link from 'next/link'
import { routes } from '@/lib/routes'
import type { Overview } from '@/lib/schemas/overview'
import { happeningWords } from './happening-words'

/** What happened in the last 24 hours, in numbers; what was not done here is marked. */
export function SinceYesterday({ overview }: { overview: Overview }) {
  const lines = happeningWords(overview)
  return (
    <section aria-labelledby="yesterday" className="min-w-0">
      <h2 id="yesterday" tabIndex={-1} className="text-heading">
        Since yesterday
      </h2>
      {lines.length === 0 ? (
        <p className="mt-2 border-t border-line pt-3 text-table text-ink-2">
          No job was created, changed or deleted, and none failed.
        </p>
      ) : (
        <ul className="mt-2 border-t border-line">
          {lines.map(({ count, words, by, outside }) => (
            <li
              key={words}
              className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 border-b border-line py-2 text-table"
            >
              <strong className="text-end font-semibold">{count.toLocaleString('en')}</strong>
              <div className="min-w-0">
                {words}
                {(by || outside) && (
                  <p className="text-second wrap-anywhere text-ink-3">
                    {by}
                    {by && outside && ', '}
                    {outside && <span className="text-warn">{outside}</span>}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-table">
        <Link href={routes.activity()} className="link">
          View all activity
        </Link>
      </p>
    </section>
  )
}
