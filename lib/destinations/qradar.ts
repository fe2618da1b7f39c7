import * as z from 'zod/mini'
import type { DestinationKind } from './kind'

const kind = z.literal('qradar')

export const qradarView = z.object({ kind, host: z.string(), port: z.int() })
export type QradarView = z.infer<typeof qradarView>

/**
 * QRadar has no scheme of its own: IBM holds it as `https://host:port` with nothing behind, as it holds any other
 * receiver at such an address. So no text is read as QRadar: the HTTPS kind says that it may be one.
 */
export const qradar: DestinationKind<'qradar', QradarView> = {
  kind: 'qradar',
  view: qradarView,
  parseConf: () => null,
}
