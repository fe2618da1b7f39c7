import { sql } from 'kysely'
import { beforeEach, expect, it, vi } from 'vitest'
import { jobInput } from '@/lib/testing/inputs'
import { adminEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'an export of the activity',
  (world) => {
    let manager: Visitor
    const params = () => world.zone('playground')
    beforeEach(async () => {
      world.reset()
      world.letTimePass(120_000)
      manager = await world.signIn()
    })

    it('has what the list has, by the same filters', async () => {
      await manager.ok('createJob', { params: params(), body: jobInput(world) })
      const { text, headers } = await manager.call('exportActivity', { query: { format: 'jsonl' } })
      const { items } = await manager.ok('listActivity', { query: { limit: '200' } })
      expect(items.length).toBeGreaterThan(0)
      expect(
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual(items)
      expect(headers.get('content-type')).toBe('application/jsonl')
      expect(headers.get('content-disposition')).toMatch(/"activity-\d{4}-\d\d-\d\d\.jsonl"$/)
      const none = { format: 'jsonl', text: 'nosuchword' }
      expect((await manager.call('exportActivity', { query: none })).text).toBe('')
      await manager.refused('exportActivity', { query: { format: 'xlsx' } })
      await manager.refused('exportActivity', { query: { format: 'csv', from: 'yesterday' } })
      const stranger = await world.visitor().refused('exportActivity')
      expect(stranger.status).toBe(401)
    })

    it('goes no further than its reader has room for, and ends with it', async () => {
      const { appendEvent } = await import('@/lib/server/db/audit')
      const { inTransaction } = await import('@/lib/server/db/audit-chain')
      const { exportActivity } = await import('./export')
      const db = await world.db()
      const event = {
        actor: { id: 'oidc-2', name: 'Many', email: '', address: '127.0.0.1' },
        ...({ accountId: '', instanceId: '', via: 'session', action: 'grant.create' } as const),
        ...{ subject: 'one of many', requestId: crypto.randomUUID() },
      }
      await inTransaction(db, async (transaction) => {
        for (let at = 0; at < 500; at++) await appendEvent(transaction, event)
      })
      const ctx = await world.contextOf(manager, 'activity.read')
      const { body } = await exportActivity(ctx, { format: 'jsonl', actor: 'Many' })
      const reader = body?.getReader()
      await reader?.read()
      const asked = vi.spyOn(db.getExecutor(), 'executeQuery')
      // Everybody else's turn comes often enough for all five parts to be read.
      for (let turn = 0; turn < 30; turn++) await sql`select 1`.execute(db)
      expect(asked.mock.calls.length - 30).toBeLessThanOrEqual(2)
      await reader?.cancel()
      const before = asked.mock.calls.length
      for (let turn = 0; turn < 30; turn++) await sql`select 1`.execute(db)
      expect(asked.mock.calls.length - before).toBe(30)
      asked.mockRestore()
    })

    it('is text in any spreadsheet', async () => {
      const { appendEvent } = await import('@/lib/server/db/audit')
      const subject = '=HYPERLINK("http://evil.example"),\n"second line"'
      const event = {
        actor: { id: 'oidc-1', name: '+Mallory', email: '@mallory', address: '127.0.0.1' },
        ...({ accountId: '', instanceId: '', via: 'session', action: 'grant.create' } as const),
        ...{ subject, requestId: crypto.randomUUID() },
      }
      await appendEvent(await world.db(), event)
      const query = { format: 'csv', actor: 'mallory' }
      const { text } = await manager.call('exportActivity', { query })
      const [head, row] = [
        text.slice(0, text.indexOf('\r\n')),
        text.slice(text.indexOf('\r\n') + 2),
      ]
      expect(head).toMatch(/^seq,at,actor_name,actor_email,/)
      expect(row).toContain(`,'+Mallory,'@mallory,oidc-1,`)
      expect(row).toContain(`,"'=HYPERLINK(""http://evil.example""),\n""second line""",`)
      expect(row).toMatch(/\r\n$/)
    })
  },
  { env: { ...adminEnv } },
)
