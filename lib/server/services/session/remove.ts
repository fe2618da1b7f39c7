import 'server-only'
import { endSession } from '@/lib/server/session'

/** Signs out. Without a session there is nothing to end, which is no error. */
export async function removeSession(request: Request, headers: Headers): Promise<void> {
  await endSession(request, headers)
}
