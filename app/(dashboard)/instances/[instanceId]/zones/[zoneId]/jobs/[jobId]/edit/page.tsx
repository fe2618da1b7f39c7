import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { guid, jobId as jobIdOf, zoneId as zoneIdOf } from '@/lib/schemas/ids'
import { EditView } from './edit-view'

export const metadata: Metadata = { title: 'Edit job' }

type Props = { params: Promise<{ instanceId: string; zoneId: string; jobId: string }> }

export default async function EditJobPage({ params }: Props) {
  const given = await params
  const instanceId = guid.safeParse(given.instanceId)
  const zoneId = zoneIdOf.safeParse(given.zoneId)
  const jobId = jobIdOf.safeParse(given.jobId)
  if (!instanceId.success || !zoneId.success || !jobId.success) notFound()
  return (
    <EditView
      key={jobId.data}
      place={{ instanceId: instanceId.data, zoneId: zoneId.data }}
      jobId={jobId.data}
    />
  )
}
