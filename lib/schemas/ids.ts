import { z } from 'zod'

/** A service instance's GUID: CIS, Object Storage and Cloud Logs instances alike. */
export const guid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'Must be a GUID')
  .transform((value) => value.toLowerCase())

/** A zone's id: 32 hexadecimal digits. */
export const zoneId = z
  .string()
  .regex(/^[0-9a-f]{32}$/i, 'Must be 32 hexadecimal digits')
  .transform((value) => value.toLowerCase())

/** A job's id. IBM's is a number; ours is its digits, so that no reader rounds it. */
export const jobId = z.string().regex(/^[0-9]{1,19}$/, 'Must be digits')

/**
 * A location of a bucket (`us-south`, or a geo such as `eu`) or of a Cloud Logs instance. The value is filled
 * into a host name (`s3.{region}.cloud-object-storage…`), so nothing but letters, digits and inner hyphens may pass.
 */
export const region = z
  .string()
  .max(32)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'Must be a region such as eu-de')

/** A bucket's name by the S3 rules; source: IBM Object Storage, "bucket naming". */
export const bucketName = z
  .string()
  .min(3, 'At least 3 characters')
  .max(63, 'At most 63 characters')
  .regex(
    /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])$/,
    'Lower-case letters, digits, - and . only; begins and ends with a letter or digit',
  )
  .refine((name) => !name.includes('..'), 'Two dots may not follow each other')

/** An IBM Cloud API key as typed. Only its outline is checked: IBM's documents promise no fixed form. */
export const apiKey = z
  .string()
  .min(8, 'An API key is longer than this')
  .max(256, 'An API key is shorter than this')
  .regex(/^[\x21-\x7e]+$/, 'An API key has no spaces in it')

/** The ownership token: one long line out of the challenge file; IBM's own limit is 4,096 characters. */
export const ownershipToken = z
  .string()
  .trim()
  .min(1, 'Paste the content of the file')
  .max(4096, 'An ownership token has at most 4,096 characters')
  .regex(/^[\x21-\x7e]+$/, 'An ownership token is one line without spaces')
