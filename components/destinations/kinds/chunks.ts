import { type Chunk, chunk, readyChunk } from '@/components/ui/chunk'
import type { FormKind } from '@/lib/destinations/forms'
import { parts as cos } from './cos'
import type { KindParts } from './parts'

/** A line a kind. The one that a form begins with comes with it, the others when they are chosen. */
export const kindChunks: { [K in FormKind]: Chunk<KindParts> } = {
  cos: readyChunk(cos),
  cloudLogs: chunk(async () => (await import('./cloud-logs')).parts),
  splunk: chunk(async () => (await import('./splunk')).parts),
  qradar: chunk(async () => (await import('./qradar')).parts),
  https: chunk(async () => (await import('./https')).parts),
  other: chunk(async () => (await import('./other')).parts),
}
