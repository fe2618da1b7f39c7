import type { Dataset } from '@/lib/schemas/logs'

export type DatasetWords = {
  label: string
  /** What one record stands for. */
  record: string
  /** For a job's name. */
  short: string
  /** In the narrowest matrix. */
  letter: string
}

export const datasetWords: Record<Dataset, DatasetWords> = {
  http_requests: {
    label: 'HTTP requests',
    record: 'one record per request',
    short: 'http',
    letter: 'H',
  },
  firewall_events: {
    label: 'Firewall events',
    record: 'one per rule that matched',
    short: 'firewall',
    letter: 'F',
  },
  range_events: {
    label: 'Range events',
    record: 'one per connection',
    short: 'range',
    letter: 'R',
  },
  dns_logs: { label: 'DNS logs', record: 'one per query', short: 'dns', letter: 'D' },
}

/** Names of the engine's own for datasets that IBM calls otherwise. Source: Cloudflare, datasets of Spectrum. */
const engineNames = new Map<string, Dataset>([['spectrum_events', 'range_events']])

/** The dataset of this name, by IBM's name or the engine's own; null: one that we don't know. */
export function knownDataset(name: string | null): Dataset | null {
  // The very keys of the record, without the schema, which pages that only show a job do not load.
  const ours = Object.keys(datasetWords) as Dataset[]
  return ours.find((one) => one === name) ?? engineNames.get(name ?? '') ?? null
}

/** Whether two names, or the lack of them, are of one dataset. */
export function sameDataset(a: string | null, b: string | null): boolean {
  return a === b || (knownDataset(a) !== null && knownDataset(a) === knownDataset(b))
}

/** A dataset's name for people; one that we don't know keeps IBM's name. */
export function datasetLabel(name: string | null): string {
  if (name === null) return 'Unknown dataset'
  const known = knownDataset(name)
  return known ? datasetWords[known].label : name
}
