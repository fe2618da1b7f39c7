import type { Metadata } from 'next'
import { jobOfAddress } from '../../../address'
import { MoveView } from './move-view'

export const metadata: Metadata = { title: 'Move job' }

type Props = { params: Promise<{ instanceId: string; zoneId: string; jobId: string }> }

export default async function MoveJobPage({ params }: Props) {
  const { place, jobId } = await jobOfAddress(params)
  return <MoveView key={jobId} place={place} jobId={jobId} />
}
