import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { Suspense } from 'react'
import type { ZonePlace } from '@/lib/schemas/zone'
import { saysPhone } from '../../../../says-phone'
import { isWholePage, unnoticed } from '../../../../whole-page'
import { zoneOfAddress } from './address'
import { type FirstReading, readFirst } from './first-reading'
import { ZoneView } from './zone-view'

export const metadata: Metadata = { title: 'Zone' }

type Props = { params: Promise<{ instanceId: string; zoneId: string }> }

export default async function ZonePage({ params }: Props) {
  const place = await zoneOfAddress(params)
  const asked = await headers()
  if (!isWholePage(asked)) return <ZoneView key={place.zoneId} {...place} />
  const isPhone = saysPhone(asked)
  const reading = readFirst(asked, place)
  const first = await unnoticed(reading)
  if (first) return <ZoneView key={place.zoneId} {...place} first={first} isPhone={isPhone} />
  return (
    <Suspense fallback={<ZoneView {...place} isPhone={isPhone} />}>
      <ReadZone reading={reading} place={place} isPhone={isPhone} />
    </Suspense>
  )
}

/** The frame does not wait for it: this follows in the same answer when IBM has answered, or has been too slow. */
async function ReadZone({
  reading,
  place,
  isPhone,
}: {
  reading: Promise<FirstReading>
  place: ZonePlace
  isPhone: boolean
}) {
  return <ZoneView key={place.zoneId} {...place} first={await reading} isPhone={isPhone} />
}
