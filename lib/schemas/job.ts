import * as z from 'zod/mini'
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
  name: z.optional(jobName),
  enabled: z.optional(z.boolean()),
  /** Accepted so that a job can be sent back as it was read; a different one is refused (`dataset_fixed`). */
  dataset: z.optional(z.string().check(z.maxLength(256))),
  frequency: z.optional(frequency),
  /** As it was read, too: `timestamps: null` and `otherOptions` then stay as they are. */
  logs: z.optional(
    z.strictObject({
      ...logsInput.shape,
      timestamps: z.nullable(timestamps),
      otherOptions: z.optional(logs.shape.otherOptions),
    }),
  ),
  destination: z.optional(destinationPatch),
  /** The revision the edit began from; when the job has another by now, nothing is changed (`job_changed`). */
  revision: z.optional(z.string().check(z.maxLength(64))),
})
export type UpdateJobInput = z.infer<typeof updateJobInput>

export const warning = z.object({ code: z.string(), message: z.string() })
export type Warning = z.infer<typeof warning>

export const job = z.object({
  id: z.string(),
  /** null: the job has no name at IBM. */
  name: z.nullable(z.string()),
  enabled: z.boolean(),
  dataset: z.nullable(z.string()),
  frequency: z.nullable(frequency),
  state: jobState,
  destination: destinationView,
  logs,
  /** End of the last delivered range of logs, RFC 3339. */
  lastComplete: z.nullable(z.string()),
  lastError: z.nullable(z.string()),
  errorMessage: z.nullable(z.string()),
  /** Changes with the job's settings, not with its deliveries. */
  revision: z.string(),
  warnings: z.optional(z.array(warning)),
})
export type Job = z.infer<typeof job>
