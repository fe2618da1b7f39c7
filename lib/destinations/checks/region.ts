import { cityOf, cloudLogsRegions, cosLocations } from '../regions'
import { type CheckItem, warning } from './item'
import { nearest } from './nearest'

/** Where a region was meant: by its city, inside a bucket's location constraint or an endpoint, or mistyped. */
function meant(typed: string, known: readonly string[]): string | null {
  const text = typed.trim().toLowerCase()
  const bare = text.replace(/-(?:standard|smart|vault|cold|flex|onerate_active)$/, '')
  const within = text.split(/[^a-z0-9-]+/)
  return (
    known.find((region) => region === bare) ??
    known.find((region) => cityOf(region)?.toLowerCase() === text) ??
    known.find((region) => region.includes('-') && within.includes(region)) ??
    nearest(text, known)
  )
}

/** `eu-fr2` and what IBM does not list. IBM refuses no region: a job to a wrong one is taken and delivers nothing. */
export function checkRegion(value: unknown, kind: 'cos' | 'cloudLogs', path: string): CheckItem[] {
  if (typeof value !== 'string' || value.trim() === '') return []
  // Seen in IBM-Cloud/terraform-provider-ibm #5969 (February 2025).
  if (value.trim().toLowerCase() === 'eu-fr2') {
    return [
      warning(
        'region_silent',
        path,
        'IBM has accepted jobs to eu-fr2 that then delivered nothing. Watch for the first file.',
      ),
    ]
  }
  const known = kind === 'cos' ? cosLocations : cloudLogsRegions
  if (known.includes(value)) return []
  const region = meant(value, known)
  return [
    warning(
      'region_unknown',
      path,
      region === null
        ? 'This is not in IBM’s public list of regions. IBM accepts any name, but may then deliver nothing.'
        : `This is not in IBM’s public list of regions. Did you mean ${region}?`,
    ),
  ]
}
