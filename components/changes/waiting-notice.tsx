'use client'

import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import { routes } from '@/lib/routes'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { changeTitle } from './change-words'

/** What waits here, each with the way to it. */
export function WaitingNotice({
  about,
  changes,
  className,
}: {
  about: 'zone' | 'job'
  changes: readonly ChangeRequest[]
  className?: string
}) {
  const title =
    changes.length === 1
      ? `A change of this ${about} waits for approval by an administrator.`
      : `${changes.length} changes of this ${about} wait for approval by an administrator.`
  return (
    <Notice title={title} className={className}>
      <ul className="mt-1">
        {changes.map((change) => (
          <li key={change.id}>
            <Link
              href={routes.change(change.id)}
              prefetch={false}
              className="link wrap-anywhere touch:inline-flex touch:min-h-11 touch:items-center"
            >
              {changeTitle(change)}
            </Link>
            <span className="text-ink-3">, requested by {change.asker.name}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
