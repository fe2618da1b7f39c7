import { DATE, encodePath, formatConf, MASK } from './conf'
import type { DestinationView } from './registry'

type Param = { name: string; value: string }

const masked = (names: readonly string[] = []): Param[] =>
  names.map((name) => ({ name, value: MASK }))
const given = (name: string, value: string | null | undefined): Param[] =>
  value ? [{ name, value }] : []

/**
 * A destination as IBM writes it, every secret and every value that we don't manage masked. Put together from its
 * parts, so the order of parameters may be another one. null: too little of it is known.
 */
export function confText(view: DestinationView): string | null {
  switch (view.kind) {
    case 'cos':
      return formatConf({
        scheme: 'cos',
        authority: view.bucket,
        path: encodePath(
          [view.path, view.dailyFolders && !view.useDailySubfolder ? DATE : '']
            .filter(Boolean)
            .join('/'),
        ),
        params: [
          ...given('region', view.region),
          ...given('instance-id', view.instanceId),
          ...given('use_daily_subfolder', view.useDailySubfolder ? 'true' : null),
          ...masked(view.hasKey ? ['ibm_api_key'] : []),
          ...masked(view.otherParams),
        ],
      })
    case 'cloudLogs':
      if (view.instanceId === null || view.region === null) return null
      return formatConf({
        scheme: 'ibmcl',
        authority: `${view.instanceId}.ingress.${view.region}.logs.cloud.ibm.com`,
        path: 'logs/v1/singles',
        params: [...masked(view.hasKey ? ['ibm_api_key'] : []), ...masked(view.otherParams)],
      })
    case 'splunk':
      return formatConf({
        scheme: 'splunk',
        authority: view.endpoint,
        path: '',
        params: [
          ...given('channel', view.channelId),
          ...given('sourcetype', view.sourceType),
          { name: 'insecure-skip-verify', value: String(view.skipVerify) },
          ...masked(view.hasKey ? ['header_Authorization'] : []),
        ],
      })
    case 'qradar':
      return `https://${view.host}:${view.port}`
    case 'https':
      return formatConf({
        scheme: 'https',
        authority: view.url.replace(/^https:\/\//, ''),
        path: '',
        params: [...masked(view.headers.map((name) => `header_${name}`)), ...masked(view.params)],
      })
    case 'logdna':
      return null
    case 'other':
      return view.conf || null
  }
}
