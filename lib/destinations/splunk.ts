import * as z from 'zod/mini'
import { isYes, param } from './conf'
import type { DestinationKind } from './kind'
import { isHarmless, maskAuthority, maskPath } from './mask'
import { findGuid } from './wire-ids'

const kind = z.literal('splunk')

export const splunkView = z.object({
  kind,
  /** Host, port and path, as in `splunk.example:8088/services/collector/raw`. */
  endpoint: z.string(),
  channelId: z.nullable(z.string()),
  sourceType: z.nullable(z.string()),
  skipVerify: z.boolean(),
  hasKey: z.boolean(),
})
export type SplunkView = z.infer<typeof splunkView>

export const splunk: DestinationKind<'splunk', SplunkView> = {
  kind: 'splunk',
  label: 'Splunk',
  view: splunkView,
  wireSecretFields: ['auth_token', 'header_Authorization'],
  parseConf: (conf) => {
    if (conf.scheme !== 'splunk' || conf.authority === '') return null
    const path = maskPath(conf.path, conf.scheme)
    const sourceType = param(conf, 'sourcetype', 'source_type')
    return {
      kind: 'splunk',
      endpoint: `${maskAuthority(conf.authority)}${path && `/${path}`}`,
      channelId: findGuid(param(conf, 'channel', 'channel_id')),
      sourceType: sourceType !== null && isHarmless('sourcetype', sourceType) ? sourceType : null,
      skipVerify: isYes(param(conf, 'insecure-skip-verify', 'skip_verify')),
      hasKey: conf.params.some(({ name }) => /^header_|^auth_token$/i.test(name)),
    }
  },
  place: (view) => view.endpoint.split('/', 1)[0] ?? view.endpoint,
  describe: () => 'Splunk',
}
