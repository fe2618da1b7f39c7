import 'server-only'
import type { TokenList } from '@/lib/schemas/token'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { listTokens as read } from '@/lib/server/db/tokens'
import { shownNames, toToken } from './to-token'

/** More than anybody looks through. */
const most = 1_000

/** One's own tokens; administrators see everybody's. The newest first, those that have expired for 30 days. */
export async function listTokens(ctx: ServiceContext): Promise<TokenList> {
  const { principal, administers } = ctx
  const of = administers === 'all' ? null : principal.id
  const rows = await read(await getDb(), of, most + 1)
  const shown = rows.slice(0, most)
  const names = await shownNames(
    ctx,
    shown.map(({ token }) => token.scope),
  )
  return {
    items: shown.map(({ token, owner }) => toToken(token, owner, names(token.scope))),
    ...(rows.length > most && { partial: true as const }),
  }
}
