import * as z from 'zod/mini'
import { formatConf, parseConf } from './conf'
import { longestPart } from './longest-part'
import { headerValue, holdsMask, isHost, isPort, splitPort, withinLimit } from './text-rules'

const kind = z.literal('https')

/** Address and path, without parameters, which have rows of their own. */
export const url = z.string('Enter the address of the receiver').check(
  z.trim(),
  z.minLength(1, 'Enter the address of the receiver'),
  z.maxLength(2048, 'At most 2,048 characters'),
  z.refine((text) => !holdsMask(text), {
    message: 'Replace the dots by what they stand for: it is hidden here and can’t be sent',
    abort: true,
  }),
  z.refine((text) => !/^http:/i.test(text), {
    message: 'IBM sends over https:// only',
    abort: true,
  }),
  z.refine((text) => /^https:\/\/[^/?#]/i.test(text), {
    message: 'Enter an address such as https://logs.example/ingest',
    abort: true,
  }),
  z.refine((text) => !authorityOf(text).includes('@'), {
    message: 'Leave user and password out of the address: send them as the header Authorization',
    abort: true,
  }),
  z.refine((text) => !/[?#]/.test(text), {
    message: 'The address ends before “?” and “#”: enter parameters in their own rows',
    abort: true,
  }),
  z.refine(
    (text) => {
      const { host, port } = splitPort(authorityOf(text))
      return isHost(host) && (port === '' ? !authorityOf(text).endsWith(':') : isPort(port))
    },
    { message: 'Enter a host, and a port from 1 to 65535 where it is not 443', abort: true },
  ),
  z.refine((text) => !/[\s"<>\\^`{|}]|%(?![0-9a-f]{2})/i.test(text.replaceAll('{DATE}', '')), {
    message:
      'Write spaces and other special characters of the path percent-encoded, a space as %20',
    abort: true,
  }),
  // A host may have letters of any alphabet; IBM's limit for the rest is that of a URI.
  z.refine(
    (text) => /^[\x20-\x7e]*$/.test(parseConf(text).path),
    'Write letters with accents and other signs outside ASCII percent-encoded, é as %C3%A9',
  ),
)

const authorityOf = (text: string) => text.replace(/^[a-z]+:\/\//i, '').split(/[/?#]/, 1)[0] ?? ''

/** RFC 9110, 5.1: a token. */
export const headerName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Enter the header’s name'),
    z.maxLength(128, 'At most 128 characters'),
    z.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'A header’s name has letters, digits and hyphens only'),
  )
export const headerText = headerValue('Enter the header’s value')

export const paramName = z.string().check(
  z.trim(),
  z.minLength(1, 'Enter the parameter’s name'),
  z.maxLength(256, 'At most 256 characters'),
  z.refine(
    (text) => !isHeaderParam(text),
    'IBM sends parameters named header_… as headers: enter it there',
  ),
  z.regex(/^[\x20-\x7e]+$/, 'Plain characters only'),
)
export const paramText = z.string().check(
  z.maxLength(4096, 'At most 4,096 characters'),
  z.refine((text) => !holdsMask(text), 'Replace the dots by the value itself'),
  z.refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), 'One line of plain text'),
)

const few = z.maxLength(50, 'At most 50')
const headersInput = z.array(z.strictObject({ name: headerName, value: headerText })).check(few)
const paramsInput = z.array(z.strictObject({ name: paramName, value: paramText })).check(few)

export const httpsInput = z
  .strictObject({
    kind,
    url,
    headers: z.optional(headersInput),
    params: z.optional(paramsInput),
  })
  .check(withinLimit(toConf, longestPart))
export type HttpsInput = {
  kind: 'https'
  url: string
  headers?: Entry[] | undefined
  params?: Entry[] | undefined
}
type Entry = { name: string; value: string }

/** By name alone the value that IBM holds stays, of repeated names each in its order. */
const named = z.array(
  z.strictObject({
    name: z.string().check(z.maxLength(4096)),
    value: z.optional(z.string().check(z.maxLength(8192))),
  }),
)

/** An input without the values that are kept, or the destination as it was read. */
export const httpsPatch = z.strictObject({
  kind,
  url: z.string().check(z.maxLength(4096)),
  headers: z.optional(named),
  params: z.optional(named),
  hasKey: z.optional(z.boolean()),
  also: z.optional(z.literal('qradar')),
})
export type HttpsPatch = z.infer<typeof httpsPatch>

const onlyName = z.object({ name: z.string() })

export const httpsView = z.object({
  kind,
  /** Without parameters; parts that could be a credential are masked. */
  url: z.string(),
  /** Headers that are sent along; their values are never shown. */
  headers: z.array(onlyName),
  /** The other parameters. */
  params: z.array(onlyName),
  hasKey: z.boolean(),
  /** `https://host:port` with nothing behind is how QRadar is written, too: nobody can tell them apart. */
  also: z.optional(z.literal('qradar')),
})
export type HttpsView = z.infer<typeof httpsView>

export const headerPrefix = 'header_'
export const isHeaderParam = (name: string) => /^header_/i.test(name)

/** The whole text, secrets in clear. */
export function toConf({ url: address, headers = [], params = [] }: HttpsInput): string {
  const { authority, path } = parseConf(address)
  return formatConf({
    scheme: 'https',
    authority,
    path,
    params: [
      ...headers.map(({ name, value }) => ({ name: `${headerPrefix}${name}`, value })),
      ...params,
    ],
  })
}
