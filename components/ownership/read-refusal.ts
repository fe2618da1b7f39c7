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
      what: 'We can’t read this one for you.',
      rest: 'This dashboard has no record that IBM named this file for this destination. Open it yourself and paste what it says, or ask again.',
    }
  }
  if (code !== 'challenge_unreadable') return null
  switch (reason) {
    case 'refused': {
      const said = [upstream?.status, upstream?.code].filter(Boolean).join(' ')
      return {
        what: 'We could not read it for you.',
        rest: `Your role on this bucket doesn’t let you read it${said && ` (${said})`}. Ask for Content Reader, or open the file yourself and paste what it says.`,
      }
    }
    case 'missing':
      return {
        what: 'The file is not there yet.',
        rest: 'IBM may still have the invitation as Pending; people accept it by hand. We look again when you ask.',
      }
    case 'no_bucket':
      return { what: 'There is no such bucket in this region.', rest: 'Check its name and region.' }
    default:
      return { what: 'We could not read a token.', rest: detail }
  }
}
