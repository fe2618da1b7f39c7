import * as z from 'zod/mini'

/** The datasets CIS knows today. A job that is read may name another one; only these can be created. */
export const dataset = z.enum(['http_requests', 'firewall_events', 'range_events', 'dns_logs'])
export type Dataset = z.infer<typeof dataset>

export const frequency = z.enum(['high', 'low'])
export type Frequency = z.infer<typeof frequency>

export const timestamps = z.enum(['rfc3339', 'unix', 'unixnano'])
export type Timestamps = z.infer<typeof timestamps>

/** A field's name as IBM lists it. It goes into a query string, so separators may not be part of it. */
export const fieldName = z
  .string()
  .check(z.minLength(1), z.maxLength(128), z.regex(/^[A-Za-z0-9_.-]+$/, 'Not a field name'))

const fieldsInput = z
  .strictObject({
    mode: z.enum(['all', 'default', 'list']),
    names: z.optional(z.array(fieldName).check(z.maxLength(500))),
  })
  .check(
    z.refine((fields) => fields.mode !== 'list' || (fields.names?.length ?? 0) > 0, {
      message: 'Select at least one field',
      path: ['names'],
    }),
  )

export const logsInput = z.strictObject({ fields: fieldsInput, timestamps })
export type LogsInput = z.infer<typeof logsInput>

const otherOption = z.object({ name: z.string(), value: z.string() })

/** Something odd about what a job sends, and how it would be fixed. */
const logNote = z.object({ code: z.string(), message: z.string() })
export type LogNote = z.infer<typeof logNote>

/**
 * `logs` in a change: as an input, or as it was read. Only the outline is checked here, because a job may hold what we
 * would not create; `settleLogs` and the live list of fields judge what differs. What is left out stays.
 */
export const logsPatch = z.strictObject({
  fields: z
    .strictObject({
      mode: z.enum(['all', 'default', 'list']),
      names: z.optional(z.array(z.string().check(z.minLength(1)))),
    })
    .check(
      z.refine((fields) => fields.mode !== 'list' || (fields.names?.length ?? 0) > 0, {
        message: 'Choose at least one field',
        path: ['names'],
      }),
    ),
  timestamps: z.optional(z.nullable(z.string())),
  otherOptions: z.optional(z.array(otherOption)),
  notes: z.optional(z.array(logNote)),
})

export const logs = z.object({
  fields: z.object({
    /** `all`: every field of the live list; `default`: IBM's own set, none named; `list`: those in `names`. */
    mode: z.enum(['all', 'default', 'list']),
    names: z.optional(z.array(z.string())),
  }),
  /** As its own text where it is none of the formats that we know; null: the job names none. */
  timestamps: z.nullable(z.string()),
  /** All that IBM holds besides (`sample`, redaction switches, an option given again), kept as it is on every edit. */
  otherOptions: z.array(otherOption),
  notes: z.array(logNote),
})
export type Logs = z.infer<typeof logs>

export const field = z.object({ name: z.string(), type: z.string(), description: z.string() })
export type Field = z.infer<typeof field>
