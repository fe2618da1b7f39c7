import type { Dataset } from '@/lib/schemas/logs'
import { personalData } from './personal-data'

export type PresetId = 'all' | 'default' | 'siem' | 'noPersonalData' | 'minimal'

export type Preset = {
  id: PresetId
  label: string
  help: string
  /** Those of the live names that it takes, in their order. */
  choose: (dataset: Dataset, names: readonly string[]) => string[]
}

/** Sent when no field is named. Source: IBM, "Using the Logpull service"; the engine says that it may change. */
const defaultHttp = [
  'ClientIP',
  'ClientRequestHost',
  'ClientRequestMethod',
  'ClientRequestURI',
  'EdgeEndTimestamp',
  'EdgeResponseBytes',
  'EdgeResponseStatus',
  'EdgeStartTimestamp',
  'RayID',
]

/** What IBM sends when no field is named, as far as it is documented; null: unknown for this dataset. */
export function defaultFields(dataset: Dataset): readonly string[] | null {
  return dataset === 'http_requests' ? defaultHttp : null
}

type Rule = { names?: readonly string[]; like?: RegExp; except?: RegExp }

const siem: Record<Dataset, Rule> = {
  http_requests: {
    // Close to what the engine's documents give for QRadar.
    names: [
      ...['CacheCacheStatus', 'ClientASN', 'ClientCountry', 'ClientIP', 'ClientIPClass'],
      ...['ClientMTLSAuthStatus', 'ClientRequestHost', 'ClientRequestMethod', 'ClientRequestPath'],
      ...['ClientRequestProtocol', 'ClientRequestReferer', 'ClientRequestURI'],
      ...['ClientRequestUserAgent', 'ClientSSLProtocol', 'ClientSrcPort', 'ClientXRequestedWith'],
      ...['EdgeColoCode', 'EdgeEndTimestamp', 'EdgeResponseBytes', 'EdgeResponseStatus'],
      ...['EdgeServerIP', 'EdgeStartTimestamp', 'JA3Hash', 'JA4', 'LeakedCredentialCheckResult'],
      ...['OriginIP', 'OriginResponseStatus', 'ParentRayID', 'RayID', 'ZoneName'],
    ],
    like: /^(Security|FirewallMatches|WAF|BotScore)/,
  },
  firewall_events: { like: /./, except: /^(Kind|MatchIndex)$|Scheme$/ },
  range_events: {
    names: ['Application', 'Event', 'Status', 'Timestamp', 'IpFirewall', 'OriginIP', 'OriginPort'],
    like: /^Client|^(Connect|Disconnect)Timestamp$|^OriginBytes$/,
    except: /Rtt$/,
  },
  dns_logs: { like: /./, except: /^(ResponseCached|EDNSSubnetLength)$/ },
}

const minimal: Record<Dataset, Rule> = {
  http_requests: {
    names: [
      ...['ClientRequestHost', 'ClientRequestMethod', 'ClientRequestPath'],
      ...['EdgeResponseStatus', 'EdgeStartTimestamp', 'RayID'],
    ],
  },
  firewall_events: {
    names: ['Action', 'ClientRequestHost', 'ClientRequestPath', 'Datetime', 'RayID', 'RuleID'],
  },
  range_events: {
    names: ['Application', 'ClientBytes', 'Event', 'OriginBytes', 'Status', 'Timestamp'],
  },
  dns_logs: { names: ['QueryName', 'QueryType', 'ResponseCode', 'Timestamp'] },
}

function follow({ names = [], like, except }: Rule, live: readonly string[]): string[] {
  const named = new Set(names)
  return live.filter((name) => (named.has(name) || like?.test(name)) && !except?.test(name))
}

/** In the order in which they are offered. Rules over the live list: no list of ours can age. */
export const presets: readonly Preset[] = [
  {
    id: 'all',
    label: 'All',
    help: 'All fields that IBM lists today. Fields that IBM adds later are pointed out, not added automatically.',
    choose: (_dataset, names) => [...names],
  },
  {
    id: 'default',
    label: 'Default',
    help: 'No fields are named, so IBM sends its default set, which may change at any time.',
    choose: (dataset, names) => {
      const known = defaultFields(dataset)
      return known ? follow({ names: known }, names) : []
    },
  },
  {
    id: 'siem',
    label: 'SIEM',
    help: 'Fields for correlation and threat hunting. Fields that IBM adds later are pointed out, not added automatically.',
    choose: (dataset, names) => follow(siem[dataset], names),
  },
  {
    id: 'noPersonalData',
    label: 'No personal data',
    help: 'All fields except those that contain, or may contain, personal data, judging by their names.',
    choose: (_dataset, names) => names.filter((name) => !personalData(name)),
  },
  {
    id: 'minimal',
    label: 'Minimal',
    help: 'The minimum to count requests and find a record again.',
    choose: (dataset, names) => follow(minimal[dataset], names),
  },
]

/** The preset that chooses exactly these names, whatever their order; null: a list of one's own. */
export function presetOf(
  chosen: readonly string[],
  dataset: Dataset,
  names: readonly string[],
): PresetId | null {
  const wanted = [...new Set(chosen)].sort().join()
  // "Default" names no fields, so a list of the same names is not it.
  const candidates = presets.filter(({ id }) => id !== 'default')
  return (
    candidates.find(
      ({ choose }) => wanted !== '' && choose(dataset, names).sort().join() === wanted,
    )?.id ?? null
  )
}
