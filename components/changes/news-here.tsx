'use client'

import { usePathname } from 'next/navigation'
import { chunk, useChunk } from '@/components/ui/chunk'
import { useChangeSummary } from '@/lib/queries/changes'
import { routes } from '@/lib/routes'

const newsChunk = chunk(() => import('./change-news'))

/** Once a page: what was decided of one's own, unless it is what the page is about. */
export function NewsHere() {
  const path = usePathname()
  const all = useChangeSummary().data?.news ?? []
  const news = all.filter(({ id }) => path !== routes.change(id))
  const parts = useChunk(news.length > 0 ? newsChunk : null)
  return parts && news.length > 0 && <parts.ChangeNews news={news} />
}
