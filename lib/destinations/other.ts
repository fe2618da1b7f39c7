import { z } from 'zod'
import { formatConf } from './conf'
import type { DestinationKind } from './kind'
import { maskConf } from './mask'

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
export const other: DestinationKind<'other', never, OtherView> = {
  kind: 'other',
  label: 'Other',
  input: null,
  view: otherView,
  defaults: null,
  secretFields: [],
  wireSecretFields: ['destination_conf'],
  toRequest: null,
  toMaskedConf: null,
  parseConf: (conf) => ({
    kind: 'other',
    scheme: conf.scheme,
    conf: conf.scheme === '' ? maskConf(conf.path) : maskConf(formatConf(conf)),
  }),
  place: (view) => view.conf || 'no destination',
  describe: (view) => (view.scheme ? `Other, ${view.scheme}://` : 'Other'),
}
