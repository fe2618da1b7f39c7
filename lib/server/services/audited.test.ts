import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds('a write whose answer got lost', (world) => {
  it('is not known while what was found can’t be written down', async () => {
    const place = world.zone('playground')
    const ctx = await world.contextOf(await world.signIn(), 'retention.update', 1_690)
    const { UpstreamError } = await import('@/lib/server/errors')
    const { audited } = await import('./audited')
    const { zoneContext } = await import('./gate')
    const { getRetention } = await import('@/lib/server/ibm/cis')
    const { getDb } = await import('@/lib/server/db/client')
    const target = await zoneContext(ctx, place)
    const enabled = await getRetention(target, place.zoneId)
    const db = await getDb()
    const attempt = {
      action: 'retention.update' as const,
      place,
      before: { enabled: !enabled },
      after: { enabled },
    }
    const act = async () => {
      await sql`alter table audit_head rename to audit_head_away`.execute(db)
      throw new UpstreamError('timeout', {}, { maybeCarriedOut: true })
    }
    try {
      await expect(
        audited(ctx, target, attempt, { act, found: () => 'done' }),
      ).rejects.toMatchObject({ code: 'outcome_unknown' })
    } finally {
      await sql`alter table audit_head_away rename to audit_head`.execute(db)
    }
    world.letTimePass(3_000)
    const { settleDue } = await import('./settlement/background')
    await settleDue()
    const who = { accountId: ctx.credential.accountId, actorId: ctx.principal.id }
    const { findAttemptOf } = await import('@/lib/server/db/audit-list')
    expect(await findAttemptOf(db, who, ctx.requestId)).toMatchObject({
      outcome: 'succeeded',
    })
  })
})
