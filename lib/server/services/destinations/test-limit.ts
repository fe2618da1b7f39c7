import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { AppError } from '@/lib/server/errors'
import { store } from '@/lib/server/store'

/** More than a person needs who sets up job after job; each test is a row of the audit, which keeps everything. */
const most = 120
const windowMs = 10 * 60_000
const slotMs = 60_000

/** Counts a test of this person's. Throws `rate_limited` beyond `most` in ten minutes. */
export async function assertFewTests({ principal }: ServiceContext): Promise<void> {
  const slot = Math.floor(Date.now() / slotMs) * slotMs
  const name = `tests:${principal.account?.id ?? ''}/${principal.id}`
  const count = await store().add(name, slot, 1, slot - windowMs)
  if (count <= most) return
  throw new AppError(
    'rate_limited',
    `Too many tests: at most ${most} in ten minutes. Try again in a minute. Nothing was written.`,
    { retryAfterSeconds: 60 },
  )
}
