import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { guid, jobId as jobIdOf, zoneId as zoneIdOf } from '@/lib/schemas/ids'
import { MoveView } from './move-view'

export const metadata: Metadata = { title: 'Move job' }

type Props = { params: Promise<{ instanceId: string; zoneId: string; jobId: string }> }

export default async function MoveJobPage({ params }: Props) {
  const given = await params
  const instanceId = guid.safeParse(given.instanceId)
  const zoneId = zoneIdOf.safeParse(given.zoneId)
  const jobId = jobIdOf.safeParse(given.jobId)
  if (!instanceId.success || !zoneId.success || !jobId.success) notFound()
  return (
    <MoveView
      key={jobId.data}
      place={{ instanceId: instanceId.data, zoneId: zoneId.data }}
      jobId={jobId.data}
    />
  )
}
