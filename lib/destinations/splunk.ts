import * as z from 'zod/mini'
import { isYes, param } from './conf'
import type { DestinationKind } from './kind'
import { hides, isHarmless, maskPlace } from './mask'
import { leadingGuid } from './wire-ids'

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
  view: splunkView,
  parseConf: (conf) => {
    if (conf.scheme !== 'splunk' || conf.authority === '') return null
    const sourceType = param(conf, 'sourcetype', 'source_type')
    return {
      kind: 'splunk',
      endpoint: maskPlace(conf),
      channelId: leadingGuid(param(conf, 'channel', 'channel_id')),
      sourceType: sourceType !== null && isHarmless('sourcetype', sourceType) ? sourceType : null,
      skipVerify: isYes(param(conf, 'insecure-skip-verify', 'skip_verify')),
      hasKey: hides(conf),
    }
  },
}
