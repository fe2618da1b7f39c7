import * as z from 'zod/mini'
import type { DestinationKind } from './kind'
import { shownConf } from './mask'

const kind = z.literal('https')

export const httpsView = z.object({
  kind,
  /** Without parameters; parts that could be a credential are masked. */
  url: z.string(),
  /** Names of headers that are sent along; their values are never shown. */
  headers: z.array(z.string()),
  /** Names of the other parameters. */
  params: z.array(z.string()),
  hasKey: z.boolean(),
  /** `https://host:port` with nothing behind is how QRadar is written, too: nobody can tell them apart. */
  also: z.optional(z.literal('qradar')),
})
export type HttpsView = z.infer<typeof httpsView>

const hostAndPort = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_.-]+):\d{1,5}$/iu

export const https: DestinationKind<'https', HttpsView> = {
  kind: 'https',
  view: httpsView,
  parseConf: (conf) => {
    if (conf.scheme !== 'https' || conf.authority === '') return null
    const { authority, path, params, hides } = shownConf(conf)
    const names = params.map(({ name }) => name)
    const isBare = conf.path === '' && conf.params.length === 0
    const headers = names.filter((name) => /^header_/i.test(name)).map((name) => name.slice(7))
    return {
      kind: 'https',
      url: `https://${authority}${path && `/${path}`}`,
      headers,
      params: names.filter((name) => !/^header_/i.test(name)),
      hasKey: hides,
      ...(isBare && hostAndPort.test(conf.authority) ? { also: 'qradar' } : {}),
    }
  },
}
