'use client'

import { formatDate } from '@/components/destinations/key-words'
import { useTicker } from '@/components/ui/use-ticker'
import { claimedEnd } from '@/lib/ownership/claims'
import { readOwnershipToken } from '@/lib/ownership/token'

/** "Token valid until 21 Oct", as far as the token says. */
export function TokenNote({ token }: { token: string }) {
  const reading = readOwnershipToken(token)
  const endMs = reading.ok ? claimedEnd(reading.token.claims) : null
  const until = useTicker((now) => (endMs === null ? '' : formatDate(endMs, now)))
  return <>{until ? `Token valid until ${until}` : 'Token validated'}</>
}
