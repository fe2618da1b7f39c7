import { expect, it } from 'vitest'
import type { CreateJobInput } from '@/lib/schemas/job'
import {
  cloudLogs,
  cosByChallenge,
  cosByKey,
  jobInput,
  ownedDestination,
} from '@/lib/testing/inputs'
import { describeWorld } from '@/lib/testing/world'

describeWorld('a job that cannot be created', (world) => {
  type Case = {
    why: string
    code: string
    status: number
    path?: string
    as?: 'manager' | 'writer' | 'reader' | 'noroles'
    at?: () => { instanceId: string; zoneId: string }
    body?: () => Partial<CreateJobInput>
    fault?: string
  }
  const cos = (over: Parameters<typeof cosByKey>[1]) => () => ({
    destination: cosByKey(world, over),
  })
  const cases: Case[] = [
    { why: 'a reader', as: 'reader', code: 'role_missing', status: 403 },
    { why: 'a writer', as: 'writer', code: 'role_missing', status: 403 },
    { why: 'somebody without a role', as: 'noroles', code: 'role_missing', status: 403 },
    {
      why: 'the plan has no Logpush',
      at: () => world.zoneOf('standard'),
      code: 'plan_required',
      status: 403,
    },
    {
      why: 'log retention is off',
      at: () => world.zone('retentionOff'),
      code: 'retention_required',
      status: 422,
    },
    {
      why: 'all slots are used',
      at: () => world.zone('full'),
      code: 'job_limit',
      status: 409,
    },
    {
      why: 'no such instance',
      at: () => ({
        ...world.zone('full'),
        instanceId: '00000000-0000-4000-a000-000000000000',
      }),
      code: 'not_found',
      status: 404,
    },
    {
      why: 'a zone of another instance',
      at: () => ({ ...world.zone('full'), zoneId: world.zoneOf('small').zoneId }),
      code: 'not_found',
      status: 404,
    },
    {
      why: 'no such zone',
      at: () => ({ ...world.zone('full'), zoneId: 'f'.repeat(32) }),
      code: 'not_found',
      status: 404,
    },
    {
      why: 'a name with an underscore',
      body: () => ({ name: 'not_allowed' }),
      code: 'validation_failed',
      status: 422,
      path: 'name',
    },
    {
      why: 'an unknown field',
      body: () => ({
        logs: { fields: { mode: 'list', names: ['RayID', 'Rayid'] }, timestamps: 'unix' },
      }),
      code: 'validation_failed',
      status: 422,
      path: 'logs.fields.names.1',
    },
    {
      why: 'a key that may not write',
      body: () => cos({ apiKey: world.place.destinationKeys.cosNoRole })(),
      code: 'bucket_not_writable',
      status: 422,
      path: 'destination.bucket',
    },
    {
      why: 'the region is not the bucket’s',
      body: cos({ region: 'us-south' }),
      code: 'bucket_not_writable',
      status: 422,
      path: 'destination.bucket',
    },
    {
      why: 'no such region',
      body: cos({ region: 'mars' }),
      code: 'destination_unreachable',
      status: 422,
      path: 'destination',
    },
    {
      why: 'a key that may not send',
      body: () => ({
        destination: cloudLogs(world, { apiKey: world.place.destinationKeys.logsNoSender }),
      }),
      code: 'destination_unreachable',
      status: 422,
      path: 'destination',
    },
    {
      why: 'IBM finds the destination in use',
      fault: 'destination is already in use by another job',
      code: 'destination_in_use',
      status: 409,
      path: 'destination',
    },
    {
      why: 'IBM refuses for a reason of its own',
      fault: 'the moon is in the wrong house',
      code: 'ibm_refused',
      status: 422,
    },
  ]

  it.each(cases)('$why', async ({ as, at, body, fault, code, status, path }) => {
    world.reset()
    const visitor = await world.signIn(as)
    if (fault) {
      world.simulator.faults.add({
        match: { service: 'cis', method: 'POST' },
        effect: { kind: 'status', status: 400, code: 1002, message: fault },
      })
    }
    const before = world.simulator.state.jobs.size
    const problem = await visitor.refused('createJob', {
      params: at?.() ?? world.zone('playground'),
      body: jobInput(world, body?.()),
    })
    expect(problem).toMatchObject({ code, status })
    expect(problem.errors?.[0]?.path).toBe(path)
    expect(world.simulator.state.jobs.size).toBe(before)
    expect(JSON.stringify(problem)).not.toContain('FAKE')
  })

  it('a token for another zone or path is held against the destination here, and not sent', async () => {
    world.reset()
    const manager = await world.signIn()
    const params = world.zone('playground')
    const owned = await ownedDestination(manager, params, cosByChallenge(world))
    const elsewhere = { params: world.zone('empty'), body: jobInput(world, { destination: owned }) }
    const moved = { ...owned, path: 'tests/moved' }
    world.sent('cis')
    for (const input of [elsewhere, { params, body: jobInput(world, { destination: moved }) }]) {
      const problem = await manager.refused('createJob', input)
      expect(problem).toMatchObject({ code: 'ownership_mismatch', reason: 'differs', status: 422 })
      expect(problem.errors?.[0]?.path).toBe('destination.ownershipToken')
    }
    expect(world.sent('cis', 'POST')).toEqual([])
  })

  it('a token that only looks like one is IBM’s to refuse', async () => {
    world.reset()
    const manager = await world.signIn()
    const destination = { ...cosByChallenge(world), ownershipToken: 'FAKE-not-a-token' }
    const problem = await manager.refused('createJob', {
      params: world.zone('playground'),
      body: jobInput(world, { destination }),
    })
    expect(problem).toMatchObject({ code: 'ownership_mismatch', status: 422 })
    expect(problem.upstream).toMatchObject({ status: 400, code: '1002' })
    expect(problem.upstream?.correlationId).toMatch(/^[0-9a-f-]{36}$/)
  })
})
