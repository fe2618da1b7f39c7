import * as z from 'zod/mini'
import { isYes, param } from './conf'
import type { DestinationKind } from './kind'
import { shownConf, shownParam } from './mask'
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
  view: splunkView,
  parseConf: (conf) => {
    if (conf.scheme !== 'splunk' || conf.authority === '') return null
    const shown = shownConf(conf)
    return {
      kind: 'splunk',
      endpoint: `${shown.authority}${shown.path && `/${shown.path}`}`,
      channelId: findGuid(shownParam(shown, 'channel', 'channel_id')),
      sourceType: shownParam(shown, 'sourcetype', 'source_type'),
      skipVerify: isYes(param(conf, 'insecure-skip-verify', 'skip_verify')),
      hasKey: shown.hides,
    }
  },
}
