import * as z from 'zod/mini'
import type { DestinationKind, ParsedConf } from './kind'
import { shownConf } from './mask'

const kind = z.literal('other')

export const otherView = z.object({
  kind,
  /** '' when the text has none. */
  scheme: z.string(),
  /** The whole text, masked; '' when the job has none. */
  conf: z.string(),
  hasKey: z.boolean(),
})
export type OtherView = z.infer<typeof otherView>

/** As it was read; whether something is hidden need not be said back. */
export const otherPatch = z.partial(otherView, { hasKey: true })

/** The last resort: takes every text, of whatever form. */
export function toOther(conf: ParsedConf): OtherView {
  const { text, scheme, hides } = shownConf(conf)
  return { kind: 'other', scheme, conf: text, hasKey: hides }
}

export const other: DestinationKind<'other', OtherView> = {
  kind: 'other',
  view: otherView,
  parseConf: toOther,
}
