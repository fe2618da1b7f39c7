import { notFound } from 'next/navigation'
import { guid, jobId, zoneId } from '@/lib/schemas/ids'
import type { ZonePlace } from '@/lib/schemas/zone'

/** The zone that a page's address names, in the one spelling of its ids; what can be no zone's address is not found. */
export async function zoneOfAddress(
  params: Promise<{ instanceId: string; zoneId: string }>,
): Promise<ZonePlace> {
  const given = await params
  const [instance, zone] = [guid.safeParse(given.instanceId), zoneId.safeParse(given.zoneId)]
  if (!instance.success || !zone.success) notFound()
  return { instanceId: instance.data, zoneId: zone.data }
}

/** The same of a job. */
export async function jobOfAddress(
  params: Promise<{ instanceId: string; zoneId: string; jobId: string }>,
): Promise<{ place: ZonePlace; jobId: string }> {
  const job = jobId.safeParse((await params).jobId)
  if (!job.success) notFound()
  return { place: await zoneOfAddress(params), jobId: job.data }
}
