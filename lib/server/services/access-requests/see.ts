import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { markAnswerSeen } from '@/lib/server/db/access-requests'
import { getDb } from '@/lib/server/db/client'
import { NotFoundError } from '@/lib/server/errors'

/** The asker has seen the answer. Throws NotFoundError for a request that is not theirs, or not answered. */
export async function seeAnswer({ principal }: ServiceContext, id: string): Promise<void> {
  if (await markAnswerSeen(await getDb(), id, principal.personId ?? principal.id)) return
  throw new NotFoundError('request')
}
