import { type Control, useFormContext, useWatch } from 'react-hook-form'
import type { JobDraft } from '@/lib/jobs/draft'
import { useFields } from '@/lib/queries/fields'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { newVisit, type Visit } from './switch-dataset'

/** Lives as long as the form, so that walking through its steps forgets no choice. */
const visits = new WeakMap<Control<JobDraft>, Visit>()

export function useVisit(): Visit {
  const { control } = useFormContext<JobDraft>()
  const found = visits.get(control) ?? newVisit()
  visits.set(control, found)
  return found
}

/**
 * The draft's part about logs with the live list of its fields. The dataset of a job that exists is the job's own,
 * which may be one that the form does not know; '' when the job names none.
 */
export function useLogs(place: ZonePlace, job?: Job) {
  const { control } = useFormContext<JobDraft>()
  const logs = useWatch({ control, name: 'logs' })
  const dataset = job ? (job.dataset ?? '') : logs.dataset
  const fields = useFields(place.instanceId, place.zoneId, dataset)
  return { logs, dataset, fields }
}
