import * as z from 'zod/mini'
import { param } from './conf'
import type { DestinationKind } from './kind'
import { shownConf } from './mask'
import { findRegion } from './wire-ids'

const kind = z.literal('logdna')

export const logdnaView = z.object({
  kind,
  hostname: z.string(),
  region: z.optional(z.string()),
  hasKey: z.boolean(),
})
export type LogdnaView = z.infer<typeof logdnaView>

/** A leftover: IBM ended Log Analysis on 30 March 2025; old jobs may still name it. */
export const logdna: DestinationKind<'logdna', LogdnaView> = {
  kind: 'logdna',
  view: logdnaView,
  parseConf: (conf) => {
    // IBM's command line wrote it as an address of Log Analysis. Source: IBM, "Logpush" until 2025.
    const regionOfHost = /^logs\.([a-z0-9-]+)\.logging\.cloud\.ibm\.com$/i.exec(conf.authority)?.[1]
    const isAddress = conf.scheme === 'https' && regionOfHost !== undefined
    if (conf.scheme !== 'logdna' && !isAddress) return null
    const shown = shownConf(conf)
    const hostname = shown.authority || param(shown, 'hostname') || ''
    if (hostname === '') return null
    const region = findRegion(param(conf, 'region') ?? regionOfHost ?? null)
    return {
      kind: 'logdna',
      hostname,
      ...(region === null ? {} : { region }),
      hasKey: shown.hides,
    }
  },
}
