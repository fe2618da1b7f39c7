import type { Metadata } from 'next'
import { jobOfAddress } from '../../../address'
import { EditView } from './edit-view'

export const metadata: Metadata = { title: 'Edit job' }

type Props = { params: Promise<{ instanceId: string; zoneId: string; jobId: string }> }

export default async function EditJobPage({ params }: Props) {
  const { place, jobId } = await jobOfAddress(params)
  return <EditView key={jobId} place={place} jobId={jobId} />
}
