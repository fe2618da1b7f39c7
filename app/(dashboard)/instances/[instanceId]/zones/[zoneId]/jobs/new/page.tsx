import type { Metadata } from 'next'
import { NewJob } from './new-job'

export const metadata: Metadata = { title: 'New job' }

type Params = Promise<{ instanceId: string; zoneId: string }>

export default async function NewJobPage({ params }: { params: Params }) {
  const { instanceId, zoneId } = await params
  return <NewJob key={zoneId} instanceId={instanceId} zoneId={zoneId} />
}
