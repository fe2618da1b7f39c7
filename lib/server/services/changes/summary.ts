import 'server-only'
import type { ChangeSummary } from '@/lib/schemas/change-request'
import type { ServiceContext } from '@/lib/server/context'
import { listUnseenAnswers } from '@/lib/server/db/access-requests'
import { countChangeRequests, listUnseen } from '@/lib/server/db/change-requests'
import { getDb } from '@/lib/server/db/client'
import { administersAll } from '@/lib/server/rights'
import { toRequest } from '../access-requests/to-request'
import { isInReach } from './find'
import { selfOf } from './self'
import { toChange } from './to-change'

/** More at once is no news but a list, which the page of all changes has. */
const mostNews = 5

export async function summarizeChanges(ctx: ServiceContext): Promise<ChangeSummary> {
  const db = await getDb()
  const { id } = selfOf(ctx.principal)
  const [toDecide, waiting, news, answers] = await Promise.all([
    administersAll(ctx) ? countChangeRequests(db, { status: 'waiting', notAskerId: id }) : 0,
    countChangeRequests(db, { status: 'waiting', askerId: id }),
    listUnseen(db, id, mostNews),
    listUnseenAnswers(db, id, mostNews),
  ])
  const shown = news.filter((row) => isInReach(ctx, row))
  return { toDecide, waiting, news: shown.map(toChange), answers: answers.map(toRequest) }
}
