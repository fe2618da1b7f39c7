import { formatConf } from './conf'
import { cosConf } from './cos-place'
import { maskConf } from './mask'
import { MASK } from './placeholders'
import type { DestinationInput, DestinationView } from './registry'
import { fullEndpoint, usualSourceType } from './splunk-place'

type Param = { name: string; value: string }

/** For a place that a form does not have yet. */
const OPEN = '…'

const masked = (names: readonly string[] = []): Param[] =>
  names.map((name) => ({ name, value: MASK }))
const given = (name: string, value: string | null | undefined): Param[] =>
  value ? [{ name, value }] : []

/**
 * A destination as IBM writes it, every secret and every value that we don't manage masked: one that was read, or one
 * that a form gives, half-filled too. Put together from its parts, so the order of parameters may be another one.
 * null: too little of it is known.
 */
export function confText(destination: DestinationView | DestinationInput): string | null {
  switch (destination.kind) {
    case 'cos': {
      const isFlagged = 'useDailySubfolder' in destination && destination.useDailySubfolder === true
      return cosConf(
        { ...destination, dailyFolders: destination.dailyFolders === true && !isFlagged },
        [
          ...given('use_daily_subfolder', isFlagged ? 'true' : null),
          ...masked(destination.auth === 'apiKey' ? ['ibm_api_key'] : []),
          ...masked('otherParams' in destination ? destination.otherParams : []),
        ],
      )
    }
    case 'cloudLogs': {
      const { instanceId, region } = destination
      if (instanceId === null || region === null) return null
      const read = 'hasKey' in destination ? destination : null
      return formatConf({
        scheme: 'ibmcl',
        authority: `${instanceId}.ingress.${region}.logs.cloud.ibm.com`,
        path: 'logs/v1/singles',
        params: [
          ...masked((read?.hasKey ?? true) ? ['ibm_api_key'] : []),
          ...masked(read?.otherParams),
        ],
      })
    }
    case 'splunk':
      return formatConf({
        scheme: 'splunk',
        authority:
          'hasKey' in destination
            ? destination.endpoint
            : fullEndpoint(destination.endpoint.trim() || OPEN),
        path: '',
        params: [
          ...given('channel', destination.channelId),
          ...masked('hasKey' in destination && !destination.hasKey ? [] : ['header_Authorization']),
          ...given(
            'sourcetype',
            destination.sourceType || ('hasKey' in destination ? null : usualSourceType),
          ),
          { name: 'insecure-skip-verify', value: String(destination.skipVerify ?? false) },
        ],
      })
    case 'qradar':
      // A port that is not typed yet is no number.
      return `https://${destination.host || OPEN}:${destination.port || OPEN}`
    case 'https':
      return formatConf({
        scheme: 'https',
        authority: maskConf(destination.url.trim()).replace(/^https:\/\//, '') || OPEN,
        path: '',
        params: masked([
          ...(destination.headers ?? []).map(({ name }) => `header_${name}`),
          ...(destination.params ?? []).map(({ name }) => name),
        ]),
      })
    case 'logdna':
      return null
    case 'other':
      return maskConf(destination.conf) || null
  }
}
