import { type CosPlace, fullPath } from '@/lib/destinations/cos-place'
import { DATE } from '@/lib/destinations/placeholders'

const windowMs = 30_000

/** "20261014": the folder of a day, in UTC as IBM counts. */
const dayFolder = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '')

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** The folder that files of this moment go into, with a slash at its end; '' is the bucket itself. */
export function folderAt(place: CosPlace, ms: number): string {
  const path = fullPath(place).replaceAll(DATE, dayFolder(ms))
  return path === '' ? '' : `${path}/`
}

/**
 * About what the first file will be called. The form of the name is well known from the engine's pushes to buckets;
 * no page of IBM's states it (unproven), so it is only ever shown as "about".
 */
export function firstFile(place: CosPlace, ms: number): string {
  const start = Math.floor(ms / windowMs) * windowMs
  return `${folderAt(place, start)}${stamp(start)}_${stamp(start + windowMs)}_3f9c0d1e.log.gz`
}
