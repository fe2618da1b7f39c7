import * as z from 'zod/mini'
import { ownershipToken } from '@/lib/schemas/ids'
import { maxConf } from './conf'
import type { ParsedConf, SettledText, TextKind } from './kind'
import { shownConf } from './mask'
import { faultsOf, holdsMask } from './text-rules'

const kind = z.literal('other')

/** The engine's own text, as it stands. What is odd in it the checks say; here only what can be no destination at all. */
const conf = z.string('Enter the destination string').check(
  z.trim(),
  z.minLength(1, 'Enter the destination string'),
  z.maxLength(maxConf, 'A destination string has at most 4,096 characters'),
  z.refine((text) => !holdsMask(text), {
    message:
      'Replace the dots by the values that they stand for: they are hidden here and can’t be sent',
    abort: true,
  }),
  z.regex(/^[\x21-\x7e]*$/, {
    message: 'One line without spaces or accents: write them percent-encoded, a space as %20',
    abort: true,
  }),
  z.refine((text) => /^[a-z][a-z0-9+.-]{0,15}:\/\/[^/?#]/i.test(text), {
    message: 'Begins with a scheme and a place, such as s3://bucket/folder?region=eu-central-1',
    abort: true,
  }),
  z.refine((text) => !/^http:/i.test(text), 'IBM sends over https:// only'),
)

export const otherInput = z.strictObject({
  kind,
  conf,
  /** For schemes whose bucket has to be proven to be one’s own: S3 without a key, Google, Azure, Sumo Logic. */
  ownershipToken: z.optional(ownershipToken),
})
export type OtherInput = z.infer<typeof otherInput>

export const otherView = z.object({
  kind,
  /** '' when the text has none. */
  scheme: z.string(),
  /** The whole text, masked; '' when the job has none. */
  conf: z.string(),
  hasKey: z.boolean(),
})
export type OtherView = z.infer<typeof otherView>

/** A new text, or the one that was read, as it was shown. */
export const otherPatch = z.strictObject({
  kind,
  conf: z.string().check(z.maxLength(4 * maxConf)),
  ownershipToken: z.optional(ownershipToken),
  scheme: z.optional(z.string()),
  hasKey: z.optional(z.boolean()),
})
export type OtherPatch = z.infer<typeof otherPatch>

/** The last resort: takes every text, of whatever form. */
export function toOther(parsed: ParsedConf): OtherView {
  const { text, scheme, hides } = shownConf(parsed)
  return { kind: 'other', scheme, conf: text, hasKey: hides }
}

export const other: TextKind<'other', OtherInput, OtherPatch, OtherView> = {
  kind: 'other',
  input: otherInput,
  patch: otherPatch,
  view: otherView,
  toConf: (input) => input.conf,
  toRequest: (input) => ({
    destination_conf: input.conf,
    ...(input.ownershipToken ? { ownership_challenge: input.ownershipToken } : {}),
  }),
  parseConf: toOther,
  settle: ({ conf: text, ownershipToken: token }, held): SettledText => {
    if (held && toOther(held).conf === text.trim())
      return { conf: held.text, ownershipToken: token }
    const result = otherInput.safeParse({ kind: 'other', conf: text, ownershipToken: token })
    return result.success
      ? { conf: result.data.conf, ownershipToken: token }
      : { faults: faultsOf(result.error.issues) }
  },
}
