import { formatConf } from './conf'
import { cosConf } from './cos-place'
import { MASK } from './placeholders'
import type { DestinationInput, DestinationView } from './registry'

type Param = { name: string; value: string }

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
        authority: destination.endpoint,
        path: '',
        params: [
          ...given('channel', destination.channelId),
          ...given('sourcetype', destination.sourceType),
          { name: 'insecure-skip-verify', value: String(destination.skipVerify) },
          ...masked(destination.hasKey ? ['header_Authorization'] : []),
        ],
      })
    case 'qradar':
      return `https://${destination.host}:${destination.port}`
    case 'https':
      return formatConf({
        scheme: 'https',
        authority: destination.url.replace(/^https:\/\//, ''),
        path: '',
        params: masked([
          ...destination.headers.map((name) => `header_${name}`),
          ...destination.params,
        ]),
      })
    case 'logdna':
      return null
    case 'other':
      return destination.conf || null
  }
}
