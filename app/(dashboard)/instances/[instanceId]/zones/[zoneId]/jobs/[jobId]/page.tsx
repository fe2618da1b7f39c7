import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { guid, jobId as jobIdOf, zoneId as zoneIdOf } from '@/lib/schemas/ids'
import { JobView } from './job-view'

export const metadata: Metadata = { title: 'Job' }

type Props = {
  params: Promise<{ instanceId: string; zoneId: string; jobId: string }>
  searchParams: Promise<{ created?: string | string[] }>
}

export default async function JobPage({ params, searchParams }: Props) {
  const given = await params
  const instanceId = guid.safeParse(given.instanceId)
  const zoneId = zoneIdOf.safeParse(given.zoneId)
  const jobId = jobIdOf.safeParse(given.jobId)
  if (!instanceId.success || !zoneId.success || !jobId.success) notFound()
  const { created } = await searchParams
  return (
    <JobView
      key={jobId.data}
      place={{ instanceId: instanceId.data, zoneId: zoneId.data }}
      jobId={jobId.data}
      created={created === 'settled' ? 'settled' : created === undefined ? null : 'made'}
    />
  )
}
