import { z } from 'zod'

export const logpushSupport = z.enum(['yes', 'no', 'unknown'])
export type LogpushSupport = z.infer<typeof logpushSupport>

/** A CIS service instance as the account's resource list shows it. */
export const instance = z.object({
  id: z.string(),
  name: z.string(),
  /** The plan's name from the Global Catalog; null when the catalog does not say. */
  plan: z.string().nullable(),
  region: z.string(),
  state: z.string(),
  /** Whether the plan can do Logpush, by what IBM's plan comparison says of it. */
  logpush: logpushSupport,
})
export type Instance = z.infer<typeof instance>

/** An Object Storage or Cloud Logs instance that a destination may name. */
export const serviceInstance = z.object({ id: z.string(), name: z.string(), region: z.string() })
export type ServiceInstance = z.infer<typeof serviceInstance>

export const bucket = z.object({
  name: z.string(),
  /** The bucket's own location (`eu-de`, `eu`); null when IBM's listing does not say. */
  region: z.string().nullable(),
  /** Storage class (`standard`, `smart`, `vault`, `cold`); null when unknown. */
  storageClass: z.string().nullable(),
  createdAt: z.string().nullable(),
})
export type Bucket = z.infer<typeof bucket>
