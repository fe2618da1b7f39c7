import { beforeEach, expect, it } from 'vitest'
import { describeWorld, describeWorlds, type World } from '@/lib/testing/world'

async function records(world: World) {
  const db = await world.db()
  return db
    .selectFrom('audit_attempts')
    .innerJoin('audit_outcomes', 'audit_outcomes.attempt_id', 'audit_attempts.id')
    .select(['action', 'actor_id', 'actor_name', 'actor_email', 'actor_address'])
    .select(['account_id', 'subject', 'outcome', 'code', 'detail'])
    .orderBy('audit_attempts.seq')
    .execute()
}

describeWorlds('the record of sign-ins with IBM’s keys', (world) => {
  let before = 0
  beforeEach(async () => {
    world.letTimePass(11 * 60_000)
    before = (await records(world)).length
  })
  const fresh = async () => (await records(world)).slice(before)

  it('names who came in, by what and from where, and who left', async () => {
    const visitor = await world.signIn('manager')
    const { user } = await visitor.ok('getSession')
    await visitor.call('deleteSession')
    await visitor.call('deleteSession')
    const who = {
      actor_id: user.id,
      actor_name: user.name,
      actor_email: user.email,
      actor_address: visitor.address,
      account_id: '',
      outcome: 'succeeded',
      code: null,
      detail: null,
    }
    expect(await fresh()).toEqual([
      { ...who, action: 'session.create', subject: 'IBM Cloud API key' },
      { ...who, action: 'session.delete', subject: null },
    ])
  })

  it('says why somebody was refused, without the key', async () => {
    const visitor = world.visitor()
    const body = { apiKey: world.place.keys.disabled }
    const { detail } = await visitor.refused('createSession', { body })
    expect(await fresh()).toEqual([
      {
        action: 'session.create',
        actor_id: '',
        actor_name: '',
        actor_email: '',
        actor_address: visitor.address,
        account_id: '',
        subject: 'IBM Cloud API key',
        outcome: 'failed',
        code: 'ibm_credentials_refused',
        detail,
      },
    ])
    expect(JSON.stringify(await fresh())).not.toContain(world.place.keys.disabled)
  })

  it('holds what a flood does until it has to wait, and no more', async () => {
    for (let time = 0; time < 25; time++) {
      const body = { passcode: `FAKE${time}00` }
      await world.visitor('203.0.113.20').call('createSession', { body })
    }
    expect((await fresh()).map(({ subject }) => subject)).toEqual(
      Array(10).fill('one-time passcode'),
    )
  })

  it('does not take IBM’s absence for a refusal', async () => {
    const down = world.simulator.faults.add({
      match: { service: 'iam' },
      effect: { kind: 'status', status: 503 },
    })
    const body = { apiKey: world.place.keys.manager }
    expect((await world.visitor().call('createSession', { body })).status).toBe(503)
    world.simulator.faults.remove(down)
    expect(await fresh()).toEqual([])
  })
})

describeWorld(
  'a dashboard that is closed to an account',
  (world) => {
    it('writes down who tried', async () => {
      const body = { apiKey: world.place.keys.manager }
      await world.visitor().refused('createSession', { body })
      expect((await records(world)).at(-1)).toMatchObject({
        actor_name: 'Marta Lindqvist',
        outcome: 'failed',
        code: 'ibm_credentials_refused',
        detail: expect.stringContaining('not open to your IBM Cloud account'),
      })
    })
  },
  { env: { ALLOWED_ACCOUNTS: '0'.repeat(32) } },
)
