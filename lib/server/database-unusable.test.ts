import { sql } from 'kysely'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { CreateGrantInput } from '@/lib/schemas/grant'
import { connect, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

describeWorld(
  'a database that takes nothing',
  (world) => {
    let admin: Visitor
    beforeAll(async () => {
      await connect(world)
      admin = await signInPerson(world, { subject: 'admin', groups: ['admins'] })
    })
    afterEach(async () => {
      const db = await world.db()
      await sql`pragma query_only = off`.execute(db)
      await sql`pragma max_page_count = 1000000`.execute(db)
    })
    const grant: CreateGrantInput = {
      subject: { kind: 'group', name: 'g'.repeat(256) },
      role: 'viewer',
      scope: { kind: 'zones', ...fullZones() },
    }

    function fullZones() {
      const zoneIds = Array.from({ length: 500 }, (_, at) => at.toString(16).padStart(32, '0'))
      return { instanceId: '01890000-0000-7000-8000-000000000000', zoneIds }
    }

    it.each([
      ['pragma query_only = on', 'read_only', 'is read-only'],
      ['pragma max_page_count = 1', 'full', 'has no space left'],
    ])('by “%s” says so, and what comes after it is taken', async (pragma, reason, words) => {
      const db = await world.db()
      await sql.raw(pragma).execute(db)
      const refusals = []
      // What is left of the last page is used up first.
      for (let left = 20; left > 0 && refusals.length === 0; left--) {
        const { status, body } = await admin.call('createGrant', { body: grant })
        if (status !== 201) refusals.push({ status, ...Object(body) })
      }
      expect(refusals).toMatchObject([
        {
          status: 503,
          code: 'database_unavailable',
          reason,
          detail: expect.stringContaining(words),
          retryAfter: 5,
        },
      ])
      const grants = () => db.selectFrom('grants').select('id').execute()
      const records = () =>
        db.selectFrom('audit_attempts').select('id').where('action', '=', 'grant.create').execute()
      expect((await grants()).length).toBe((await records()).length)
      await sql`pragma query_only = off`.execute(db)
      await sql`pragma max_page_count = 1000000`.execute(db)
      await admin.ok('createGrant', { body: grant })
    })
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins' } },
)
