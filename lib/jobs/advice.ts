import { deliveredAs } from '@/lib/destinations/delivered'
import { regionHint } from '@/lib/destinations/regions'
import type { DestinationView } from '@/lib/destinations/registry'
import { knownDataset } from '@/lib/jobs/dataset'
import { timeOf } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'

/** What to look at when nothing comes: `what` in weight, then what it would mean here. */
export type Advice = { what: string; text: string; link?: 'addresses' }

type Waiting = Pick<Job, 'dataset' | 'destination' | 'lastComplete'>

/** For this destination and dataset, the likeliest first. */
export function adviceFor({ dataset, destination, lastComplete }: Waiting): Advice[] {
  return [
    ...regionAdvice(destination, true),
    ...(gates[destination.kind] ?? [deliveredAs(destination) === 'file' ? bucket : receiver]),
    traffic(dataset),
    ...(timeOf(lastComplete) === null ? [busyZone] : []),
    ...keyAdvice(destination),
    ...regionAdvice(destination, false),
  ]
}

// Source: Cloudflare, "Enable Logpush with cURL".
const busyZone: Advice = { what: 'A very busy zone.', text: 'The first batch can take hours.' }

const receiver: Advice = {
  what: 'The receiver’s firewall.',
  text: 'IBM sends from its own IP addresses, which have to be allowed, and the receiver’s certificate has to be publicly trusted.',
  link: 'addresses',
}

const bucket: Advice = {
  what: 'The bucket’s permissions.',
  text: 'IBM has to be allowed to write objects to this folder, from its own IP addresses.',
  link: 'addresses',
}

const gates: Partial<Record<DestinationView['kind'], Advice[]>> = {
  cos: [
    {
      what: 'A bucket firewall.',
      text: 'A test write comes from this server; IBM writes from other IP addresses, which have to be allowed.',
      link: 'addresses',
    },
  ],
  cloudLogs: [],
  logdna: [
    {
      what: 'LogDNA is retired.',
      text: 'Nothing can be delivered to it since 30 March 2025.',
    },
  ],
}

const silence: Record<string, string> = {
  http_requests: 'HTTP requests need traffic that goes through CIS.',
  firewall_events: 'Firewall events need a rule that matches.',
  range_events: 'Range events need a Range application, and connections to it.',
  dns_logs: 'DNS logs need queries that the CIS name servers answer.',
}

function traffic(dataset: string | null): Advice {
  return {
    what: 'No traffic of this kind.',
    text: silence[knownDataset(dataset) ?? ''] ?? 'Without traffic there is nothing to deliver.',
  }
}

function keyAdvice(destination: DestinationView): Advice[] {
  if (destination.kind === 'cos' && destination.auth === 'challenge') {
    return [
      {
        what: 'IBM’s write access.',
        text: 'cislogp@us.ibm.com has to keep Object Writer on the bucket.',
      },
    ]
  }
  if (destination.kind === 'cos') {
    return [
      {
        what: 'The API key.',
        text: 'It needs Object Writer on the bucket, and must not be expired or locked.',
      },
    ]
  }
  if (destination.kind !== 'cloudLogs') return []
  return [
    {
      what: 'The API key.',
      text: 'It needs Sender on the instance. Keys created before the role was granted don’t get it.',
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
      ? 'IBM accepts it and delivers nothing; this destination sets no region.'
      : `IBM accepts it and delivers nothing. ${region} is on IBM’s public list.`)
  return [{ what: 'A region that Logpush does not support.', text }]
}
