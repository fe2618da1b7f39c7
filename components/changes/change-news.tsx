'use client'

import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import { useSeeChange } from '@/lib/queries/change'
import { routes } from '@/lib/routes'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { changeTitle, newsWords } from './change-words'

const act = 'link touch:inline-flex touch:min-h-11 touch:items-center'

/** What was decided of one's own since one looked, above whatever page that is; a line each, however many there are. */
export function ChangeNews({ news }: { news: readonly ChangeRequest[] }) {
  const see = useSeeChange()
  const isBad = news.some(({ status }) => status === 'failed' || status === 'unknown')
  return (
    <Notice role="status" tone={isBad ? 'warn' : 'info'} className="mb-5">
      <ul className="flex flex-col gap-1">
        {news.map((change) => (
          <li key={change.id} className="flex flex-wrap items-baseline gap-x-4">
            <span className="min-w-0 wrap-anywhere">
              <strong className="font-semibold">{newsWords(change)}</strong>
              {change.note && <> “{change.note}”</>}
            </span>
            <span className="flex gap-x-4">
              <Link
                href={routes.change(change.id)}
                prefetch={false}
                aria-label={`View request: ${changeTitle(change)}`}
                className={act}
              >
                View request
              </Link>
              <button
                type="button"
                aria-label={`Dismiss: ${changeTitle(change)}`}
                onClick={() => see.mutate(change.id)}
                className={act}
              >
                Dismiss
              </button>
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
