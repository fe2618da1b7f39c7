import { regionHint } from '@/lib/destinations/regions'
import type { DestinationView } from '@/lib/destinations/registry'
import type { Job } from '@/lib/schemas/job'

/** What to look at when no file comes: `what` in weight, then what it would mean here. */
export type Advice = { what: string; text: string; link?: 'addresses' }

type Waiting = Pick<Job, 'dataset' | 'destination'>

/** For this destination and dataset, the likeliest first. */
export function adviceFor({ dataset, destination }: Waiting): Advice[] {
  return [
    ...regionAdvice(destination, true),
    ...(gates[destination.kind] ?? [receiver]),
    traffic(dataset),
    {
      what: 'A very busy zone.',
      // Source: Cloudflare, "Enable Logpush with cURL".
      text: 'The first batch may then take hours.',
    },
    ...keyAdvice(destination),
    ...regionAdvice(destination, false),
  ]
}

const receiver: Advice = {
  what: 'The receiver’s firewall.',
  text: 'IBM sends from its own addresses, which have to be let in; its certificate has to be one that everybody trusts.',
  link: 'addresses',
}

const gates: Partial<Record<DestinationView['kind'], Advice[]>> = {
  cos: [
    {
      what: 'A bucket firewall.',
      text: 'A test write comes from this server, IBM’s come from other addresses; those have to be allowed.',
      link: 'addresses',
    },
  ],
  cloudLogs: [],
  logdna: [
    {
      what: 'LogDNA is no more.',
      text: 'IBM ended it on 30 March 2025; nothing can arrive there.',
    },
  ],
}

const silence: Record<string, string> = {
  http_requests: 'HTTP requests need visitors: traffic that goes through CIS, not past it.',
  firewall_events: 'Firewall events need a rule that matches.',
  range_events: 'Range events need a Range application, and connections to it.',
  dns_logs: 'DNS logs need queries that CIS’s own name servers answer.',
}

function traffic(dataset: string | null): Advice {
  return {
    what: 'No traffic of this kind.',
    text: silence[dataset ?? ''] ?? 'With nothing to log there is no file.',
  }
}

function keyAdvice(destination: DestinationView): Advice[] {
  if (destination.kind === 'cos' && destination.auth === 'challenge') {
    return [
      {
        what: 'IBM’s right to write.',
        text: 'The bucket has to keep Object Writer for cislogp@us.ibm.com.',
      },
    ]
  }
  if (destination.kind === 'cos') {
    return [
      {
        what: 'The key.',
        text: 'It needs Object Writer on the bucket, and may not have ended or been locked since.',
      },
    ]
  }
  if (destination.kind !== 'cloudLogs') return []
  return [
    {
      what: 'The key.',
      text: 'It needs Sender on the instance. A key made before the role was given does not learn of it.',
    },
  ]
}

/** First where something is known against the region, else last. */
function regionAdvice(destination: DestinationView, known: boolean): Advice[] {
  if (destination.kind !== 'cos' && destination.kind !== 'cloudLogs') return []
  const { region } = destination
  const hint = region === null ? null : regionHint(destination.kind, region)
  if ((hint !== null) !== known) return []
  const text =
    hint ??
    (region === null
      ? 'It is accepted and stays silent; this destination names none.'
      : `It is accepted and stays silent. ${region} is on IBM’s public list.`)
  return [{ what: 'A region IBM does not push to.', text }]
}
