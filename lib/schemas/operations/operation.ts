import { z } from 'zod'
import { guid, jobId, zoneId } from '../ids'
import type { Permission } from '../permission'

/** One operation of the HTTP API: what its route checks and what the OpenAPI document says are this object. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for each path parameter, as in OpenAPI. */
  path: string
  summary: string
  /** What the caller must be allowed; null: answered without a session. */
  permission: Permission | null
  params: z.ZodObject
  query: z.ZodObject
  body: z.core.$ZodType | null
  /** 302: a browser is sent on, and the answer has no body. */
  status: 200 | 201 | 204 | 302
  /** Where it depends on what was done or found: further statuses with the same answer; 503: it says that it is not ready. */
  otherStatuses?: readonly (201 | 202 | 503)[]
  response: z.core.$ZodType | null
  /** Answers with a file of one of these types, written while it is read. */
  files?: readonly string[]
}

const none = z.strictObject({})

export const inInstance = z.strictObject({ instanceId: guid })
export const inZone = z.strictObject({ instanceId: guid, zoneId })
export const inJob = z.strictObject({ instanceId: guid, zoneId, jobId })
export const byId = z.strictObject({ id: z.uuid('Must be a UUID') })

export const zonePath = '/api/instances/{instanceId}/zones/{zoneId}'
export const common = { params: none, query: none, body: null, status: 200 } as const
