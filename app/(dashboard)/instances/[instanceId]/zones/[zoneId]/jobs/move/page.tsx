import type { Metadata } from 'next'
import { zoneOfAddress } from '../../address'
import { MoveAllView } from './move-all-view'

export const metadata: Metadata = { title: 'Move jobs' }

type Props = {
  params: Promise<{ instanceId: string; zoneId: string }>
  searchParams: Promise<{ which?: string | string[] }>
}

export default async function MoveJobsPage({ params, searchParams }: Props) {
  const place = await zoneOfAddress(params)
  const { which } = await searchParams
  return <MoveAllView place={place} which={which === 'challenges' ? 'challenges' : 'leftovers'} />
}
