import { expect, it } from 'vitest'
import { giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

// The Kelvin sign, whose small letter is an ASCII k.
const kelvin = '\u212a'

describeWorlds(
  'an address that only looks like another one',
  (world) => {
    it('is told from it when somebody signs in', async () => {
      const { toPerson } = await import('@/lib/server/oidc/claims')
      const rules = { issuer: teamEnv.OIDC_ISSUER, groupsClaim: 'groups', trustEmail: false }
      const emailOf = (email: string) =>
        toPerson({ sub: 'a', email, email_verified: true }, rules).email
      expect(emailOf('Mike@Corp.Example')).toBe('mike@corp.example')
      expect(emailOf(`mi${kelvin}e@corp.example`)).not.toBe('mike@corp.example')
      expect(emailOf('mike@corp\u200b.example')).toBe('')
      expect(emailOf('mike\u202e@corp.example')).toBe('')
    })

    it('administers nothing, and gets nobody’s grants', async () => {
      const subject = { kind: 'person' as const, email: 'mike@corp.example' }
      const admin = await signInPerson(world, { subject: 'admin' })
      await giveGrant(
        world,
        { personId: admin.id },
        { role: 'administrator', scope: { kind: 'all' } },
      )
      const { id } = await admin.ok('createGrant', {
        body: { subject, role: 'viewer', scope: { kind: 'all' } },
      })
      const email = `mi${kelvin}e@corp.example`
      const other = await signInPerson(world, { subject: 'other', email })
      const { bindGrants } = await import('@/lib/server/db/grants')
      const person = { id: other.id, issuer: teamEnv.OIDC_ISSUER, email }
      expect(await bindGrants(await world.db(), person)).toBe(0)
      const { items } = await admin.ok('listGrants')
      expect(items.find((grant) => grant.id === id)).toMatchObject({ person: null })
      const lookalike = await signInPerson(world, {
        subject: 'l',
        email: `Ali${kelvin}@corp.example`,
      })
      expect((await lookalike.ok('getSession')).admin).toBe(false)
    })

    it.each([
      ['IBMid-1', 'AliK@corp.example', 'any', 'all'],
      ['IBMid-1', `ali${kelvin}@corp.example`, 'any', null],
      // Of an identity provider that some account has of its own, where any address can be had.
      ['FAKE-realm-1', 'alik@corp.example', 'any', null],
      ['FAKE-realm-1', 'alik@corp.example', 'trusted', 'all'],
      ['IBMid-1', '', 'any', null],
    ])('of IBM’s %s, %j in an account %s: %s', async (id, email, account, administers) => {
      const { env } = await import('@/lib/server/env')
      const { administersByIbm } = await import('@/lib/server/rights')
      const before = env().ALLOWED_ACCOUNTS
      Object.assign(env(), { ALLOWED_ACCOUNTS: account === 'any' ? [] : [account] })
      const person = { id, email, account: { id: account, name: account } }
      expect(administersByIbm(person)).toBe(administers)
      Object.assign(env(), { ALLOWED_ACCOUNTS: before })
    })
  },
  { env: { ...teamEnv, ADMIN_EMAILS: 'alik@corp.example' } },
)
