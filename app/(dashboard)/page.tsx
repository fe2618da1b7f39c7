import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import type { OverviewReading } from '@/components/overview/use-overview-seeds'
import { routes } from '@/lib/routes'
import { readOverview } from './first-reading'
import { OverviewView } from './overview-view'
import { type Query, queryText } from './query-text'
import { saysPhone } from './says-phone'
import { isWholePage, unnoticed } from './whole-page'

export const metadata: Metadata = { title: 'Overview' }

type Props = { searchParams: Promise<Query> }

export default async function HomePage({ searchParams }: Props) {
  const query = queryText(await searchParams)
  // Where the zones of an instance were listed before.
  if (query.instance) redirect(routes.zones(query.instance))
  const asked = await headers()
  if (!isWholePage(asked)) return <OverviewView />
  const isPhone = saysPhone(asked)
  const reading = readOverview(asked, query, isPhone)
  const first = await unnoticed(reading)
  if (first) return <OverviewView first={first} isPhone={isPhone} />
  return (
    <Suspense fallback={<OverviewView isPhone={isPhone} />}>
      <ReadOverview reading={reading} isPhone={isPhone} />
    </Suspense>
  )
}

/** The frame does not wait for it: this follows in the same answer once the picture was read. */
async function ReadOverview({
  reading,
  isPhone,
}: {
  reading: Promise<OverviewReading>
  isPhone: boolean
}) {
  return <OverviewView first={await reading} isPhone={isPhone} />
}
