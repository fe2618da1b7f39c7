import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { guid, zoneId as zoneIdOf } from '@/lib/schemas/ids'
import { MoveAllView } from './move-all-view'

export const metadata: Metadata = { title: 'Move jobs' }

type Props = {
  params: Promise<{ instanceId: string; zoneId: string }>
  searchParams: Promise<{ which?: string | string[] }>
}

export default async function MoveJobsPage({ params, searchParams }: Props) {
  const given = await params
  const instanceId = guid.safeParse(given.instanceId)
  const zoneId = zoneIdOf.safeParse(given.zoneId)
  if (!instanceId.success || !zoneId.success) notFound()
  const { which } = await searchParams
  return (
    <MoveAllView
      place={{ instanceId: instanceId.data, zoneId: zoneId.data }}
      which={which === 'challenges' ? 'challenges' : 'leftovers'}
    />
  )
}
