import { afterEach, expect, it } from 'vitest'
import { ApprovalScene } from '@/lib/testing/changes'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'where SIGN_IN offers less than before',
  (world) => {
    const s = new ApprovalScene(world)
    const as = { OIDC_ISSUER: teamEnv.OIDC_ISSUER, SIGN_IN: 'ibm,oidc' }
    afterEach(() => world.restart(as))

    it.each([
      ['oidc', 'ibm'],
      ['ibm', 'oidc'],
    ] as const)('%s, sessions of %s end for good, and the others go on', async (way, other) => {
      const visitors = {
        ibm: await world.signIn(),
        oidc: await signInPerson(world, { subject: `person-${way}` }),
      }
      const sessions = async () =>
        (await (await world.db()).selectFrom('sessions').selectAll().execute()).length
      const before = await sessions()
      await world.restart({ SIGN_IN: way })
      expect(await visitors[other].refused('listInstances')).toMatchObject({
        status: 401,
        code: 'signed_out',
      })
      expect(await sessions()).toBe(before - 1)
      await visitors[way].ok('listInstances')
      await world.restart(as)
      await visitors[other].refused('listInstances')
      await visitors[way].ok('listInstances')
    })

    it.each([
      ['the way is closed', { SIGN_IN: 'ibm' }],
      ['there is another provider', { OIDC_ISSUER: 'https://other.example.com' }],
    ])('nothing is done in the name of those who can’t come, since %s', async (_, ways) => {
      await connect(world)
      await s.begin()
      const person = await signInPerson(world, { subject: 'maker' })
      await giveGrant(world, { personId: person.id }, { role: 'viewer', scope: { kind: 'all' } })
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
      const body = { name: 'a', role: 'viewer', scope: { kind: 'all' }, expiresAt } as const
      const { secret } = await person.ok('createToken', { body })
      const { id } = await s.asksForJob()
      const program = world.visitor()
      const headers = { authorization: `Bearer ${secret}` }
      await program.ok('listInstances', { headers })

      await world.restart(ways)
      expect(await program.refused('listInstances', { headers })).toMatchObject({ status: 401 })
      const { callerOf } = await import('./services/changes/asker')
      expect(await callerOf(s.editor.id)).toBeNull()
      await world.restart(as)
      await program.ok('listInstances', { headers })
      const admin = await s.somebody('administrator')
      expect(await s.decide(id, true, admin)).toMatchObject({ status: 'carried_out' })
    })
  },
  { env: teamEnv },
)
