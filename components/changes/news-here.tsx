'use client'

import { usePathname } from 'next/navigation'
import { chunk, useChunk } from '@/components/ui/chunk'
import { useChangeSummary } from '@/lib/queries/changes'
import { routes } from '@/lib/routes'

const newsChunk = chunk(() => import('./change-news'))
const answersChunk = chunk(() => import('./access-answers'))

/** Once a page: what was decided of one's own, unless it is what the page is about; and how one's requests for access were answered. */
export function NewsHere() {
  const path = usePathname()
  const { news: all = [], answers: allAnswers = [] } = useChangeSummary().data ?? {}
  const answers = path === routes.requestAccess() ? [] : allAnswers
  const news = all.filter(({ id }) => path !== routes.change(id))
  const parts = useChunk(news.length > 0 ? newsChunk : null)
  const about = useChunk(answers.length > 0 ? answersChunk : null)
  return (
    <>
      {parts && news.length > 0 && <parts.ChangeNews news={news} />}
      {about && answers.length > 0 && <about.AccessAnswers answers={answers} />}
    </>
  )
}
