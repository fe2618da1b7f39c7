import * as z from 'zod/mini'
import { MASK } from './conf'
import type { DestinationKind } from './kind'
import { maskAuthority, maskName, maskPath } from './mask'

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
})
export type HttpsView = z.infer<typeof httpsView>

export const https: DestinationKind<'https', HttpsView> = {
  kind: 'https',
  label: 'HTTPS',
  view: httpsView,
  wireSecretFields: ['destination_conf'],
  parseConf: (conf) => {
    if (conf.scheme !== 'https' || conf.authority === '') return null
    const path = maskPath(conf.path, conf.scheme)
    const url = `https://${maskAuthority(conf.authority)}${path && `/${path}`}`
    const names = conf.params.map(({ name, value }) => (/^=*$/.test(value) ? MASK : maskName(name)))
    const headers = names.filter((name) => /^header_/i.test(name)).map((name) => name.slice(7))
    return {
      kind: 'https',
      url,
      headers,
      params: names.filter((name) => !/^header_/i.test(name)),
      hasKey: headers.length > 0 || url.includes(MASK),
    }
  },
  place: (view) => view.url.replace(/^https:\/\//, ''),
  describe: () => 'HTTPS',
}
