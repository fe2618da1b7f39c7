import { trimPath } from './path'
import { DATE } from './placeholders'
import type { DestinationInput, DestinationView } from './registry'
import { serviceNames } from './service-names'

// What a destination is called. Apart from the kinds, whose schemas a page that only shows destinations need not load.

const labels: Record<DestinationView['kind'], string> = {
  cos: 'Cloud Object Storage',
  cloudLogs: 'IBM Cloud Logs',
  splunk: 'Splunk',
  qradar: 'QRadar',
  https: 'HTTPS',
  logdna: 'LogDNA, retired',
  other: 'Other',
}

/** "Datadog" and `http-intake.logs.datadoghq.eu/api/v2/logs` of a text as it is shown; null: no service with a name here. */
export function serviceOf(conf: string): { service: string; place: string } | null {
  const [, scheme = '', place = ''] = /^([a-z0-9]+):\/\/([^?]*)/.exec(conf) ?? []
  const service = isNamed(scheme) ? serviceNames[scheme] : undefined
  return service && place ? { service, place } : null
}

const isNamed = (scheme: string): scheme is keyof typeof serviceNames =>
  Object.hasOwn(serviceNames, scheme)

/** The kind's name: "Cloud Object Storage"; both names where an address may be of either kind. */
export function destinationLabel({
  kind,
  also,
}: {
  kind: DestinationView['kind']
  also?: DestinationView['kind'] | undefined
}): string {
  return also ? `${labels[kind]} or ${labels[also]}` : labels[kind]
}

/**
 * The place in words a person recognises: `bucket/path/{DATE}`, `host:port`, a Cloud Logs instance with its region.
 * `instanceName`: that instance's name where it is known; its id stands in otherwise. A destination that was typed may
 * hold a secret in its address: see `givenPlace`.
 */
export function destinationPlace(
  view: DestinationView | Exclude<DestinationInput, { kind: 'https' | 'other' }>,
  instanceName?: string,
): string {
  switch (view.kind) {
    case 'cos':
      return [view.bucket, trimPath(view.path ?? ''), view.dailyFolders ? DATE : '']
        .filter(Boolean)
        .join('/')
    case 'cloudLogs':
      return [instanceName ?? view.instanceId ?? 'unknown instance', view.region]
        .filter(Boolean)
        .join(' · ')
    case 'splunk':
      return view.endpoint.split('/', 1)[0] ?? view.endpoint
    case 'qradar':
      return `${view.host}:${view.port}`
    case 'https':
      return view.url.replace(/^https:\/\//, '')
    case 'logdna':
      return view.hostname
    case 'other':
      return view.conf || 'no destination'
  }
}

/** How IBM authenticates to a destination: by a key, where its kind has no choice. */
export function authLabel(destination: { kind: string; auth?: 'apiKey' | 'challenge' }): string {
  return destination.auth === 'challenge' ? 'ownership challenge' : 'API key'
}

/** Whether there is a key that stays when none is given; `hasKey` says only that something is hidden. */
export function holdsKey(view: DestinationView): boolean {
  return view.kind === 'cos' ? view.auth === 'apiKey' : 'hasKey' in view && view.hasKey === true
}

/** Whether a job to it can be made and changed here; of Log Analysis, which is no more, it is only shown. */
export const hasForm = ({ kind }: Pick<DestinationView, 'kind'>): boolean => kind !== 'logdna'
