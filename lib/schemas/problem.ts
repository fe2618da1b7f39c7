import { z } from 'zod'
import { accountChoice } from './session'

/** RFC 9457 problem details with our extensions; the body of every error answer of `/api`. */
export const problem = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  /** Where the request was wrong; `path` is dotted, as in `destination.bucket`. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What IBM said, where the problem comes from there. */
  upstream: z
    .object({
      status: z.number().int().optional(),
      code: z.string().optional(),
      message: z.string().optional(),
      correlationId: z.string().optional(),
    })
    .optional(),
  /** Seconds to wait, as in the header Retry-After. */
  retryAfter: z.number().int().optional(),
  /** Machine-readable reason within a code, as in `ibm_credentials_refused`. */
  reason: z.string().optional(),
  /** With `connection_unusable`, for administrators: which one. */
  connection: z.object({ id: z.string(), name: z.string() }).optional(),
  // With `account_needed`.
  ...accountChoice.partial().shape,
})
export type Problem = z.infer<typeof problem>
