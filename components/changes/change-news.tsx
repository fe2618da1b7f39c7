'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useSeeChange } from '@/lib/queries/changes'
import { routes } from '@/lib/routes'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { changeTitle, newsWords } from './change-words'

/** What was decided of one's own since one looked, above whatever page that is. */
export function ChangeNews({ news }: { news: readonly ChangeRequest[] }) {
  const see = useSeeChange()
  return (
    <div className="mb-5 flex flex-col gap-2">
      {news.map((change) => (
        <Notice
          key={change.id}
          role="status"
          tone={change.status === 'failed' || change.status === 'unknown' ? 'warn' : 'info'}
          title={newsWords(change)}
          actions={
            <>
              <ButtonLink
                href={routes.change(change.id)}
                prefetch={false}
                aria-label={`View request: ${changeTitle(change)}`}
              >
                View request
              </ButtonLink>
              <Button
                variant="quiet"
                aria-label={`Dismiss: ${changeTitle(change)}`}
                onClick={() => see.mutate(change.id)}
              >
                Dismiss
              </Button>
            </>
          }
        >
          {change.note && `“${change.note}”`}
        </Notice>
      ))}
    </div>
  )
}
