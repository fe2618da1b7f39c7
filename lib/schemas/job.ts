import { z } from 'zod'
import { destinationInput, destinationPatch, destinationView } from '@/lib/destinations/registry'
import { jobName } from './job-name'
import { dataset, frequency, logs, logsInput, timestamps } from './logs'

export const jobState = z.enum(['never_ran', 'delivering', 'late', 'failing', 'off'])
export type JobState = z.infer<typeof jobState>

export const createJobInput = z.strictObject({
  name: jobName,
  enabled: z.boolean(),
  dataset,
  frequency,
  logs: logsInput,
  destination: destinationInput,
})
export type CreateJobInput = z.infer<typeof createJobInput>

export const updateJobInput = z.strictObject({
  name: jobName.optional(),
  enabled: z.boolean().optional(),
  /** Accepted so that a job can be sent back as it was read; a different one is refused (`dataset_fixed`). */
  dataset: z.string().max(256).optional(),
  frequency: frequency.optional(),
  /** As it was read, too: `timestamps: null` and `otherOptions` then stay as they are. */
  logs: logsInput
    .extend({
      timestamps: timestamps.nullable(),
      otherOptions: logs.shape.otherOptions.optional(),
    })
    .optional(),
  destination: destinationPatch.optional(),
  /** The revision the edit began from; when the job has another by now, nothing is changed (`job_changed`). */
  revision: z.string().max(64).optional(),
})
export type UpdateJobInput = z.infer<typeof updateJobInput>

export const warning = z.object({ code: z.string(), message: z.string() })
export type Warning = z.infer<typeof warning>

export const job = z.object({
  id: z.string(),
  /** null: the job has no name at IBM. */
  name: z.string().nullable(),
  enabled: z.boolean(),
  dataset: z.string().nullable(),
  frequency: frequency.nullable(),
  state: jobState,
  destination: destinationView,
  logs,
  /** End of the last delivered range of logs, RFC 3339. */
  lastComplete: z.string().nullable(),
  lastError: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** Changes with the job's settings, not with its deliveries. */
  revision: z.string(),
  warnings: z.array(warning).optional(),
})
export type Job = z.infer<typeof job>
