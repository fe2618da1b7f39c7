import type { Problem } from '@/lib/schemas/problem'

/** What happened, set off, and what to do about it. */
export type ReadRefusal = { what: string; rest: string }

/**
 * The words for a challenge file that could not be read for the person; null for a failure that is not about the
 * file (IBM down, a time-out, too many requests).
 */
export function readRefusal({ code, reason, detail, upstream }: Problem): ReadRefusal | null {
  if (code === 'not_found') {
    return {
      what: 'We can’t read this file for you.',
      rest: 'This dashboard has no record that IBM created this file for this destination. Open it and paste its content, or request a new one.',
    }
  }
  if (code === 'not_allowed') {
    return {
      what: 'We can’t read this file for you.',
      rest: 'Your access doesn’t name this bucket. Open the file with your own access to Object Storage and paste its content.',
    }
  }
  if (code !== 'challenge_unreadable') return null
  switch (reason) {
    case 'refused': {
      const said = [upstream?.status, upstream?.code].filter(Boolean).join(' ')
      return {
        what: 'We could not read the file.',
        rest: `Your role on this bucket doesn’t allow reading it${said && ` (${said})`}. Ask for Content Reader, or have someone open the file and paste its content.`,
      }
    }
    case 'missing':
      return {
        what: 'The file is not there yet.',
        rest: 'The invitation may still be Pending; IBM accepts it manually. Try again later.',
      }
    case 'no_bucket':
      return {
        what: 'The bucket doesn’t exist in this region.',
        rest: 'Check its name and region.',
      }
    default:
      return { what: 'The file holds no token that we could read.', rest: detail }
  }
}
