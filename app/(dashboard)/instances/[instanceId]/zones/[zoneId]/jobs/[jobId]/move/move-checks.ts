import type { ReviewCheck } from '@/components/jobs/wizard/check'
import type { Reading } from '@/components/jobs/wizard/zone-checks'
import { usualJobsPerZone } from '@/lib/jobs/slots'
import type { Job } from '@/lib/schemas/job'
import type { ZoneDetail } from '@/lib/schemas/zone'

/** How many slots are used, where a second job may need one. To know about, not to block: IBM decides. */
export function moveSlotsCheck(
  { data, isPending }: Reading<readonly Job[]>,
  keepOld: boolean,
): ReviewCheck {
  const head = { id: 'slots', label: 'Slots' }
  if (!data) {
    return isPending
      ? { ...head, verdict: 'open', text: 'Checking…' }
      : { ...head, verdict: 'warn', text: 'The zone’s jobs could not be loaded; IBM decides.' }
  }
  const used = data.length
  if (used >= usualJobsPerZone) {
    const text = keepOld
      ? 'so IBM may refuse a second job. Delete a job first.'
      : 'so a second job may be refused where IBM does not change this one. Then nothing is changed.'
    const all = used === usualJobsPerZone ? `All ${used}` : `${used} of ${usualJobsPerZone}`
    return { ...head, verdict: 'warn', text: `${all} slots are in use, ${text}` }
  }
  const free = usualJobsPerZone - used
  const left = `${used} of ${usualJobsPerZone} used; ${free === 1 ? 'the last one is' : `${free} are`} free`
  return { ...head, verdict: 'fine', text: `${left} for a second job` }
}

/** Only where it is off: IBM then creates no second job. */
export function moveRetentionCheck({ data }: Reading<ZoneDetail>): ReviewCheck | null {
  return data?.retention.enabled === false
    ? {
        id: 'retention',
        label: 'Log retention',
        verdict: 'warn',
        text: 'Off for this zone. IBM requires it before a second job can be created.',
      }
    : null
}

/** Only where the job names fields that IBM has no more: a change in place leaves them alone, a second job sends them. */
export function moveFieldsCheck({ logs }: Pick<Job, 'logs'>, editHref: string): ReviewCheck | null {
  return logs.notes.some(({ code }) => code === 'fields_unlisted')
    ? {
        id: 'fields',
        label: 'Fields',
        verdict: 'warn',
        text: 'IBM no longer lists some of the job’s fields and may refuse a second job with them. Remove them first; if IBM refuses that too, create a new job and delete this one.',
        fix: { label: 'Edit log settings', href: editHref },
      }
    : null
}
