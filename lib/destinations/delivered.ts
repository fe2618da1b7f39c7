import type { DestinationView } from './registry'

const buckets = new Set(['s3', 'gs', 'azure', 'r2', 'cos'])

/** What comes to a destination: files lie in a bucket, everything else is sent to somebody who takes it. */
export function deliveredAs(view: DestinationView): 'file' | 'delivery' {
  if (view.kind === 'other') return buckets.has(view.scheme) ? 'file' : 'delivery'
  return view.kind === 'cos' ? 'file' : 'delivery'
}
