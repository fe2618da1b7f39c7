import 'server-only'
import { z } from 'zod'
import { destinationView } from '@/lib/destinations/registry'
import type { JobSnapshot } from '@/lib/jobs/snapshot'
import { logs } from '@/lib/schemas/logs'

/** What the audit's JSON holds of a job; see lib/jobs/snapshot.ts. */
const snapshot = z.object({
  name: z.string().nullable(),
  enabled: z.boolean(),
  dataset: z.string().nullable(),
  frequency: z.string().nullable(),
  destination: destinationView,
  logs: z.object({
    fields: logs.shape.fields,
    timestamps: logs.shape.timestamps,
    otherOptions: logs.shape.otherOptions,
  }),
  keyPrint: z.string().nullable(),
})

/** null: the record is of another form, as older ones are. */
export function readSnapshot(value: unknown): JobSnapshot | null {
  const result = snapshot.safeParse(value)
  return result.success ? result.data : null
}

const created = z.object({ otherJobIds: z.array(z.string()) })

/** The ids that a zone had before a job was created there. */
export function readCreated(value: unknown): { otherJobIds: string[] } | null {
  const result = created.safeParse(value)
  return result.success ? result.data : null
}

const switched = z.object({ enabled: z.boolean() })

/** What a switch was asked to be. */
export function readSwitch(value: unknown): boolean | null {
  const result = switched.safeParse(value)
  return result.success ? result.data.enabled : null
}
