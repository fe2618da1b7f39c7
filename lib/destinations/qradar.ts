import * as z from 'zod/mini'
import type { DestinationKind } from './kind'

const kind = z.literal('qradar')

export const qradarView = z.object({ kind, host: z.string(), port: z.int() })
export type QradarView = z.infer<typeof qradarView>

/** QRadar has no scheme of its own: IBM's documents write it as `https://host:port`, with nothing behind. */
export const qradar: DestinationKind<'qradar', QradarView> = {
  kind: 'qradar',
  label: 'QRadar',
  view: qradarView,
  wireSecretFields: [],
  parseConf: (conf) => {
    const match = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_.-]+):(\d{1,5})$/iu.exec(conf.authority)
    const [, host, port] = match ?? []
    if (conf.scheme !== 'https' || conf.path !== '' || conf.params.length > 0) return null
    return host && port ? { kind: 'qradar', host, port: Number(port) } : null
  },
  place: (view) => `${view.host}:${view.port}`,
  describe: () => 'QRadar',
}
