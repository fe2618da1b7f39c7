import type { DestinationInput, DestinationView } from '../destinations/registry'
import type { JudgedDestination } from './rails'

/** A destination as guard rails judge it: where it is, by the host alone. */
export function judgedOf(view: DestinationView | DestinationInput): JudgedDestination {
  switch (view.kind) {
    case 'cos':
      return {
        kinds: ['cos'],
        ...(view.instanceId && { instanceId: view.instanceId.toLowerCase() }),
        bucket: view.bucket,
      }
    case 'cloudLogs':
      return {
        kinds: ['cloudLogs'],
        ...(view.instanceId && { instanceId: view.instanceId.toLowerCase() }),
      }
    case 'splunk':
      return { kinds: ['splunk'], ...hostOf(`https://${view.endpoint}`) }
    case 'qradar':
      return { kinds: ['qradar'], host: view.host.toLowerCase() }
    case 'https':
      return {
        kinds: 'also' in view && view.also === 'qradar' ? ['https', 'qradar'] : ['https'],
        ...hostOf(view.url),
      }
    default:
      return { kinds: [view.kind] }
  }
}

function hostOf(url: string): { host?: string } {
  const host = URL.parse(url)?.hostname
  return host ? { host } : {}
}
