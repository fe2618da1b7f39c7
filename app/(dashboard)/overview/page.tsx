import { permanentRedirect } from 'next/navigation'
import { routes } from '@/lib/routes'
import { type Query, queryText } from '../query-text'

type Props = { searchParams: Promise<Query> }

/** Where the overview was before it became the home page. */
export default async function FormerOverviewPage({ searchParams }: Props) {
  permanentRedirect(routes.home(queryText(await searchParams)))
}
