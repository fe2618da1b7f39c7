import type { DestinationView } from '@/lib/destinations/registry'

/** The kinds of destination that a picture tells apart. */
export const destinationKinds = [
  'cos',
  'cloudLogs',
  'splunk',
  'qradar',
  'https',
  'logdna',
  'other',
] as const satisfies readonly DestinationView['kind'][]
export type DestinationKind = (typeof destinationKinds)[number]

export const isDestinationKind = (text: string): text is DestinationKind =>
  destinationKinds.some((kind) => kind === text)
