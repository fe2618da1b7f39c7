import { fullPath } from '@/lib/destinations/cos-place'
import { trimPath } from '@/lib/destinations/path'
import { pathProblem } from '@/lib/destinations/path-problem'
import { DATE } from '@/lib/destinations/placeholders'
import type { BoundDestination, TokenComparison } from './compare'

/** A way out of a difference. After `dailyFolders` or `usePath` the same token fits; the others bring a new one. */
export type Repair =
  | { kind: 'askAgain' }
  | { kind: 'pasteAnother' }
  | { kind: 'dailyFolders'; value: boolean }
  | { kind: 'usePath'; value: string; dailyFolders: boolean }

/** The ways out, the safest first; none when the token fits. `destination`: null where it is no bucket of IBM's. */
export function repairs(
  comparison: TokenComparison,
  destination: BoundDestination | null,
): Repair[] {
  const { differing, parts } = comparison
  if (differing.length === 0) return []
  if (differing.includes('madeFor')) return [{ kind: 'pasteAnother' }, { kind: 'askAgain' }]
  const path = parts.find(({ part }) => part === 'path')?.inToken ?? null
  if (destination === null || path === null || differing.length > 1 || differing[0] !== 'path') {
    return [{ kind: 'askAgain' }]
  }
  const dailyFolders = path === DATE || path.endsWith(`/${DATE}`)
  const folder = trimPath(dailyFolders ? path.slice(0, -DATE.length) : path)
  // A folder that we would not take from a person is not offered either.
  if (pathProblem(folder) !== null) return [{ kind: 'askAgain' }]
  return folder === trimPath(destination.path ?? '')
    ? [{ kind: 'askAgain' }, { kind: 'dailyFolders', value: dailyFolders }]
    : [{ kind: 'askAgain' }, { kind: 'usePath', value: folder, dailyFolders }]
}

/** The destination after a repair; unchanged for those that bring a new token instead. */
export function applyRepair<D extends BoundDestination>(destination: D, repair: Repair): D {
  switch (repair.kind) {
    case 'dailyFolders':
      return { ...destination, dailyFolders: repair.value }
    case 'usePath':
      return { ...destination, path: repair.value, dailyFolders: repair.dailyFolders }
    default:
      return destination
  }
}

/** The words on a repair's button. */
export function repairLabel(repair: Repair, destination: BoundDestination | null): string {
  switch (repair.kind) {
    case 'askAgain':
      return destination === null
        ? 'Request a new one for this destination'
        : `Request a new one for ${fullPath(destination) || destination.bucket}`
    case 'pasteAnother':
      return 'Paste another'
    case 'dailyFolders':
      return `Turn daily folders ${repair.value ? 'on' : 'off'}`
    case 'usePath':
      return `Write to ${fullPath({ path: repair.value, dailyFolders: repair.dailyFolders }) || 'the root of the bucket'} instead`
  }
}
