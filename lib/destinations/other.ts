import * as z from 'zod/mini'
import type { DestinationKind, ParsedConf } from './kind'
import { maskParsed } from './mask'

const kind = z.literal('other')

export const otherView = z.object({
  kind,
  /** '' when the text has none. */
  scheme: z.string(),
  /** The whole text, masked; '' when the job has none. */
  conf: z.string(),
})
export type OtherView = z.infer<typeof otherView>

/** The last resort: takes every text, of whatever form. */
export function toOther(conf: ParsedConf): OtherView {
  return { kind: 'other', scheme: conf.scheme, conf: maskParsed(conf) }
}

export const other: DestinationKind<'other', OtherView> = {
  kind: 'other',
  label: 'Other',
  view: otherView,
  wireSecretFields: ['destination_conf'],
  parseConf: toOther,
  place: (view) => view.conf || 'no destination',
  describe: (view) => (view.scheme ? `Other, ${view.scheme}://` : 'Other'),
}
