import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { guid, zoneId as zoneIdOf } from '@/lib/schemas/ids'
import { ZoneView } from './zone-view'

export const metadata: Metadata = { title: 'Zone' }

type Props = { params: Promise<{ instanceId: string; zoneId: string }> }

export default async function ZonePage({ params }: Props) {
  const given = await params
  const instanceId = guid.safeParse(given.instanceId)
  const zoneId = zoneIdOf.safeParse(given.zoneId)
  if (!instanceId.success || !zoneId.success) notFound()
  return <ZoneView key={zoneId.data} instanceId={instanceId.data} zoneId={zoneId.data} />
}
