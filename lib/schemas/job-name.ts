import { z } from 'zod'

/**
 * A job's name: letters, digits, `-` and `.`, at most 512. Source: the engine's published API schema; seen in CIS
 * as a refusal of `_` (IBM-Cloud/terraform-provider-ibm #6238).
 */
export const jobName = z
  .string()
  .min(1, 'A name is needed')
  .max(512, 'At most 512 characters')
  .regex(/^[a-zA-Z0-9.-]*$/, 'Letters, digits, - and . only')
