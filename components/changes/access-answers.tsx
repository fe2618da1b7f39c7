'use client'

import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import { useSeeAnswer } from '@/lib/queries/change'
import { routes } from '@/lib/routes'
import type { AccessRequest } from '@/lib/schemas/access-request'
import { answerWords } from './answer-words'

const act = 'link touch:inline-flex touch:min-h-11 touch:items-center'

/** How one's requests for access were answered since one looked; a line each. */
export function AccessAnswers({ answers }: { answers: readonly AccessRequest[] }) {
  const see = useSeeAnswer()
  return (
    <Notice role="status" className="mb-5">
      <ul className="flex flex-col gap-1">
        {answers.map((answer) => (
          <li key={answer.id} className="flex flex-wrap items-baseline gap-x-4">
            <span className="min-w-0 wrap-anywhere">
              <strong className="font-semibold">{answerWords(answer)}</strong>
              {answer.note && <> “{answer.note}”</>}
            </span>
            <span className="flex gap-x-4">
              <Link href={routes.requestAccess()} prefetch={false} className={act}>
                Your requests
              </Link>
              <button
                type="button"
                aria-label={`Dismiss: access to ${answer.zoneName}`}
                onClick={() => see.mutate(answer.id)}
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
