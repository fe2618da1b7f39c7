import { beforeEach, expect, it } from 'vitest'
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
