import { z } from 'zod'
import { param } from './conf'
import type { DestinationKind } from './kind'
import { maskAuthority } from './mask'
import { findRegion } from './wire-ids'

const kind = z.literal('logdna')

export const logdnaView = z.object({
  kind,
  hostname: z.string(),
  region: z.string().optional(),
  hasKey: z.boolean(),
})
export type LogdnaView = z.infer<typeof logdnaView>

/** A leftover: IBM ended Log Analysis on 30 March 2025; old jobs may still name it. */
export const logdna: DestinationKind<'logdna', LogdnaView> = {
  kind: 'logdna',
  label: 'LogDNA, retired',
  view: logdnaView,
  wireSecretFields: ['ingress_key'],
  parseConf: (conf) => {
    if (conf.scheme !== 'logdna') return null
    const hostname = param(conf, 'hostname')
    const region = findRegion(param(conf, 'region'))
    return {
      kind: 'logdna',
      hostname: maskAuthority(conf.authority || hostname || ''),
      ...(region === null ? {} : { region }),
      hasKey: conf.params.some(({ name }) => /key|token|^header_/i.test(name)),
    }
  },
  place: (view) => view.hostname,
  describe: () => 'LogDNA, retired',
}
