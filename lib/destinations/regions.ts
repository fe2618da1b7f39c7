/** Where a region or a bucket's location is. Source: IBM, "Endpoints and storage locations"; Cloud Logs, "Endpoints". */
const cities: Record<string, string> = {
  'au-syd': 'Sydney',
  'br-sao': 'São Paulo',
  'ca-mon': 'Montreal',
  'ca-tor': 'Toronto',
  'eu-de': 'Frankfurt',
  'eu-es': 'Madrid',
  'eu-fr2': 'Paris',
  'eu-gb': 'London',
  'in-che': 'Chennai',
  'in-mum': 'Mumbai',
  'jp-osa': 'Osaka',
  'jp-tok': 'Tokyo',
  'us-east': 'Washington DC',
  'us-south': 'Dallas',
  us: 'US cross-region',
  eu: 'EU cross-region',
  ap: 'AP cross-region',
  ams03: 'Amsterdam',
  che01: 'Chennai',
  mil01: 'Milan',
  mon01: 'Montreal',
  par01: 'Paris',
  sjc04: 'San Jose',
  sng01: 'Singapore',
}

/** The regions of IBM Cloud Logs that IBM lists in public. */
export const cloudLogsRegions: readonly string[] = [
  ...['au-syd', 'br-sao', 'ca-mon', 'ca-tor', 'eu-de', 'eu-es', 'eu-gb'],
  ...['in-che', 'in-mum', 'jp-osa', 'jp-tok', 'us-east', 'us-south'],
]

/** The locations a bucket can be in: regions, then geographies, then single sites. */
export const cosLocations: readonly string[] = [
  ...cloudLogsRegions,
  ...['us', 'eu', 'ap'],
  ...['ams03', 'che01', 'mon01', 'par01', 'sjc04', 'sng01'],
]

/** "Frankfurt"; null for a region that we don't know. */
export function cityOf(region: string | null): string | null {
  return (region !== null && Object.hasOwn(cities, region) && cities[region]) || null
}

/** "eu-de, Frankfurt"; the region alone where its place is unknown. */
export function regionLabel(region: string | null): string {
  const city = cityOf(region)
  return region === null ? 'unknown region' : city === null ? region : `${region}, ${city}`
}

/**
 * What to know about a region before a job is made; null when there is nothing. Only ever a hint: IBM refuses no
 * region, it stays silent.
 */
export function regionHint(kind: 'cos' | 'cloudLogs', region: string): string | null {
  if (region === 'eu-fr2') {
    // Seen in IBM-Cloud/terraform-provider-ibm #5969 (February 2025).
    return 'IBM has accepted jobs to eu-fr2 that then delivered nothing. Watch for the first file.'
  }
  const known = kind === 'cos' ? cosLocations : cloudLogsRegions
  if (known.includes(region)) return null
  return `${region} is not in IBM’s public list of regions. IBM accepts any name, but may then deliver nothing.`
}
