import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { Suspense } from 'react'
import type { HomeReading } from '@/components/zones-list/use-home-seeds'
import { ZonesHome } from '@/components/zones-list/zones-home'
import { isWholePage, unnoticed } from '../whole-page'
import { readHome } from './first-reading'

export const metadata: Metadata = { title: 'Zones' }

type Props = { searchParams: Promise<{ instance?: string | string[] }> }

export default async function ZonesPage({ searchParams }: Props) {
  const asked = await headers()
  if (!isWholePage(asked)) return <ZonesHome />
  const { instance } = await searchParams
  const reading = readHome(asked, [instance].flat()[0] ?? null)
  const first = await unnoticed(reading)
  if (first) return <ZonesHome first={first} />
  return (
    <Suspense fallback={<ZonesHome />}>
      <ReadHome reading={reading} />
    </Suspense>
  )
}

/** The frame does not wait for it: this follows in the same answer when IBM has answered, or has been too slow. */
async function ReadHome({ reading }: { reading: Promise<HomeReading> }) {
  return <ZonesHome first={await reading} />
}
