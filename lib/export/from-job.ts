import { isOverridden } from '@/lib/jobs/elsewhere'
import type { Job } from '@/lib/schemas/job'
import { remake } from './kinds'
import type { ExportedJob } from './request'

/** A job that exists as one to be made again. What of it can't be, `copyOf.leftOut` says. */
export function fromJob(job: Job, zoneId: string): ExportedJob | { unavailable: string } {
  const destination = remake(job.destination)
  if ('unavailable' in destination) return destination
  if (job.dataset === null) return { unavailable: 'IBM names no dataset for this job.' }
  return {
    zoneId,
    name: job.name,
    enabled: job.enabled,
    dataset: job.dataset,
    frequency: job.frequency,
    fields: job.logs.fields,
    timestamps: job.logs.timestamps,
    otherOptions: job.logs.otherOptions,
    destination: destination.input,
    copyOf: {
      jobId: job.id,
      leftOut: [
        ...destination.leftOut,
        ...(job.managedElsewhere.length > 0
          ? [`Not included: ${job.managedElsewhere.join(', ')}.`]
          : []),
        ...(isOverridden(job)
          ? ['The job sends what output_options says; the copy sends what its log options say.']
          : []),
      ],
    },
  }
}
