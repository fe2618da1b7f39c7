import * as z from 'zod/mini'

/**
 * A job's name: letters, digits, `-` and `.`, at most 512. Source: the engine's published API schema; seen in CIS
 * as a refusal of `_` (IBM-Cloud/terraform-provider-ibm #6238).
 */
export const jobName = z
  .string()
  .check(
    z.minLength(1, 'Enter a name'),
    z.maxLength(512, 'At most 512 characters'),
    z.regex(/^[a-zA-Z0-9.-]*$/, 'Letters, digits, - and . only'),
  )
