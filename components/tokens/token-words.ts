import { scopeWords } from '@/lib/grants/words'
import type { Token, TokenRole } from '@/lib/schemas/token'
import { formatAhead, formatDate } from '@/lib/time'

export const roleLabels: Record<TokenRole, string> = { viewer: 'Viewer', editor: 'Editor' }

export const roleMeanings: Record<TokenRole, string> = {
  viewer: 'Reads zones, jobs and their activity.',
  editor:
    'Also creates, edits, pauses, resumes, moves and deletes jobs, and switches log retention.',
}

/** What a token reaches, as a cell of its own: "Everything", "shop.example and 2 more zones". */
export function reachWords({ scope, names }: Pick<Token, 'scope' | 'names'>): string {
  const text = scopeWords(scope, names)
  return scope.kind === 'zones' ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

const soonMs = 14 * 24 * 60 * 60 * 1000

/** When a token ends: soon is told in days. */
export function endWords(
  expiresAt: string,
  now: number,
): { text: string; tone: 'calm' | 'soon' | 'over' } {
  const leftMs = Date.parse(expiresAt) - now
  if (leftMs <= 0) return { text: `Expired ${formatDate(expiresAt)}`, tone: 'over' }
  if (leftMs < soonMs) return { text: formatAhead(leftMs), tone: 'soon' }
  return { text: formatDate(expiresAt), tone: 'calm' }
}
