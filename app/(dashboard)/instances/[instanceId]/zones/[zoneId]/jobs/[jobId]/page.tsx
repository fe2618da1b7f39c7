import type { Metadata } from 'next'
import { jobOfAddress } from '../../address'
import { JobView } from './job-view'

export const metadata: Metadata = { title: 'Job' }

type Props = {
  params: Promise<{ instanceId: string; zoneId: string; jobId: string }>
  searchParams: Promise<{ created?: string | string[] }>
}

export default async function JobPage({ params, searchParams }: Props) {
  const { place, jobId } = await jobOfAddress(params)
  const { created } = await searchParams
  return (
    <JobView
      key={jobId}
      place={place}
      jobId={jobId}
      created={created === 'settled' ? 'settled' : created === undefined ? null : 'made'}
    />
  )
}
