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

/** A dataset's name for people; one that we don't know keeps IBM's name. */
export function datasetLabel(name: string | null): string {
  if (name === null) return 'Unknown dataset'
  // The engine's own name of Range. Source: Cloudflare, datasets of Spectrum.
  if (name === 'spectrum_events') return datasetWords.range_events.label
  return Object.entries(datasetWords).find(([dataset]) => dataset === name)?.[1].label ?? name
}
