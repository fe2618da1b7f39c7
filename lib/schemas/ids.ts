import * as z from 'zod/mini'
import { keyForm, regionForm } from './id-forms'

// Forms use these in the browser, where `zod/mini` has no texts of its own: what a person can get wrong has its message.

const toLowerCase = z.transform((value: string) => value.toLowerCase())

/** A service instance's GUID: CIS, Object Storage and Cloud Logs instances alike. */
export const guid = z.pipe(
  z
    .string()
    .check(
      z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'Must be a GUID'),
    ),
  toLowerCase,
)

/** A zone's id: 32 hexadecimal digits. */
export const zoneId = z.pipe(
  z.string().check(z.regex(/^[0-9a-f]{32}$/i, 'Must be 32 hexadecimal digits')),
  toLowerCase,
)

/** A job's id. IBM's is a number; ours is its digits, so that no reader rounds it. */
export const jobId = z.string().check(z.regex(/^[0-9]{1,19}$/, 'Must be digits'))

/**
 * A location of a bucket (`us-south`, or a geo such as `eu`) or of a Cloud Logs instance. The value is filled
 * into a host name (`s3.{region}.cloud-object-storage…`), so nothing but letters, digits and inner hyphens may pass.
 */
export const region = z
  .string()
  .check(
    z.maxLength(regionForm.maxLength, 'At most 32 characters'),
    z.regex(regionForm.pattern, 'Must be a region such as eu-de'),
  )

/** A bucket's name by the S3 rules; source: IBM Object Storage, "bucket naming". */
export const bucketName = z.string().check(
  z.minLength(3, 'At least 3 characters'),
  z.maxLength(63, 'At most 63 characters'),
  z.regex(
    /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])$/,
    'Lower-case letters, digits, - and . only; starts and ends with a letter or digit',
  ),
  z.refine((name) => !name.includes('..'), 'Two dots in a row are not allowed'),
)

/** An IBM Cloud API key as typed. Only its outline is checked: IBM's documents promise no fixed form. */
export const apiKey = z
  .string()
  .check(
    z.minLength(keyForm.minLength, 'Too short for an API key'),
    z.maxLength(keyForm.maxLength, 'Too long for an API key'),
    z.regex(keyForm.pattern, 'An API key contains no spaces'),
  )

/** A page, XML, JSON or an address: what a proxy answers, or was pasted by mistake. No token is written with these. */
const isDocument = (text: string) => /[<>{}"]|^\[|:\/\//.test(text)

/**
 * The ownership token: one long line out of the challenge file; IBM's own limit is 4,096 characters. That it is a JWT is
 * likely but unproven, so any text that could be a token passes.
 */
export const ownershipToken = z.string().check(
  z.trim(),
  z.minLength(1, 'Paste the content of the file'),
  z.refine((text) => !isDocument(text), {
    message:
      'This is not an ownership token but a page, a document or an address. Paste the content of the challenge file',
    abort: true,
  }),
  z.maxLength(4096, 'An ownership token has at most 4,096 characters'),
  z.regex(/^[\x21-\x7e]+$/, 'An ownership token is one line without spaces'),
)
