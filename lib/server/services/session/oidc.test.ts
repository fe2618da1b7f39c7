import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { IdentityProvider, signInAt } from '@/lib/testing/identity-provider'
import { describeWorlds } from '@/lib/testing/world'

const provider = await IdentityProvider.start()
afterAll(() => provider.goDown())
afterEach(() => {
  provider.tamper = null
})

describeWorlds(
  'sign-in with the identity provider',
  (world) => {
    beforeEach(() => {
      provider.knows('ines', { groups: ['net-ops', 'net-ops', 'other'] })
    })
    const people = async () => {
      const db = await world.db()
      return db.selectFrom('people').selectAll().orderBy('subject').execute()
    }
    const records = async () => {
      const { findEntries } = { findEntries: (await world.db()).selectFrom('audit_attempts') }
      const rows = await findEntries
        .innerJoin('audit_outcomes', 'audit_outcomes.attempt_id', 'audit_attempts.id')
        .select([
          'action',
          'actor_id',
          'actor_name',
          'actor_address',
          'subject',
          'outcome',
          'code',
          'detail',
        ])
        .orderBy('audit_attempts.seq')
        .execute()
      return rows
    }

    it('leads to the page that was asked for, with a session of that person', async () => {
      const visitor = world.visitor()
      expect(await signInAt(visitor, 'ines', '/activity?actor=x')).toBe('/activity?actor=x')
      const session = await visitor.ok('getSession')
      expect(session).toMatchObject({
        user: { name: 'ines', email: 'ines@nordlicht.example' },
        kind: 'oidc',
        account: null,
      })
      expect(visitor.flows.size).toBe(0)
      expect((await people()).find(({ subject }) => subject === 'ines')).toMatchObject({
        id: session.user.id,
        issuer: provider.issuer,
        email_verified: 1,
        groups_json: '["net-ops","other"]',
      })
      expect(session.user.id).toMatch(/^oidc-[0-9a-f]{32}$/)
      expect((await records()).at(-1)).toMatchObject({
        action: 'session.create',
        actor_id: session.user.id,
        actor_name: 'ines',
        actor_address: visitor.address,
        subject: 'company account',
        outcome: 'succeeded',
      })
    })
  },
  { env: provider.env },
)
