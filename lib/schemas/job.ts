import * as z from 'zod/mini'
import { destinationInput, destinationPatch, destinationView } from '@/lib/destinations/registry'
import { jobName } from './job-name'
import { dataset, frequency, logs, logsInput, logsPatch } from './logs'
import { move } from './move'

export const jobState = z.enum([
  'never_ran',
  'delivering',
  'quiet',
  'late',
  'failing',
  'paused',
  'disabled_by_service',
  /** Disabled, and nothing tells by whom. */
  'off',
  'gone',
  'not_known',
])
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
  /** A new one is judged as for a new job; the one that the job has may stay, null for none. */
  name: z.optional(z.nullable(z.string())),
  enabled: z.optional(z.boolean()),
  /** Accepted so that a job can be sent back as it was read; a different one is refused (`dataset_fixed`). */
  dataset: z.optional(z.nullable(z.string())),
  /** null, as it was read of a job that names none, leaves it. */
  frequency: z.optional(z.nullable(frequency)),
  logs: z.optional(logsPatch),
  destination: z.optional(destinationPatch),
  /** The revision the edit began from; when the job has another by now, nothing is changed (`job_changed`). */
  revision: z.optional(z.string().check(z.maxLength(64))),
})
export type UpdateJobInput = z.infer<typeof updateJobInput>

export const warning = z.object({ code: z.string(), message: z.string() })
export type Warning = z.infer<typeof warning>

/** `id` null: only the name was kept. */
export const pauser = z.object({
  id: z.nullable(z.string()),
  name: z.string(),
  how: z.enum(['paused', 'created']),
})

export const job = z.object({
  id: z.string(),
  /** null: the job has no name at IBM. */
  name: z.nullable(z.string()),
  enabled: z.boolean(),
  dataset: z.nullable(z.string()),
  frequency: z.nullable(frequency),
  state: jobState,
  /** Since when it is in that state, RFC 3339; null: not known. */
  since: z.nullable(z.string()),
  /** `paused`: `here` or `elsewhere`; `quiet`: `zone` or `dataset`; of a loss IBM's words, masked; null: not known. */
  cause: z.nullable(z.string()),
  /** Who paused it through this dashboard, or created it so. */
  by: z.nullable(pauser),
  destination: destinationView,
  logs,
  /** End of the last delivered range of logs, RFC 3339. */
  lastComplete: z.nullable(z.string()),
  lastError: z.nullable(z.string()),
  errorMessage: z.nullable(z.string()),
  /** Members that IBM holds for the job and that are not edited here: `output_options`, `filter`, `max_upload_bytes` … */
  managedElsewhere: z.array(z.string()),
  /** What those of them hold that are mere numbers and switches; the others may hold anything, so they are only named. */
  elsewhereValues: z.optional(z.record(z.string(), z.union([z.number(), z.boolean()]))),
  /** Changes with the job's settings, not with its deliveries. */
  revision: z.string(),
  /** The id of the job that this one was made from by a move, while `move` is shown. */
  movedFrom: z.optional(z.string()),
  move: z.optional(move),
  warnings: z.optional(z.array(warning)),
})
export type Job = z.infer<typeof job>
