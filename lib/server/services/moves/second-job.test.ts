import { beforeEach, expect, it } from 'vitest'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { cosByChallenge, cosByKey, ownedDestination } from '@/lib/testing/inputs'
import { MoveScene } from '@/lib/testing/moves'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds('a move by a second job', (world) => {
  const s = new MoveScene(world)
  beforeEach(() => s.begin())

  it('waits for the first delivery, then the old job goes and the new one gets its name', async () => {
    const { status, job } = await s.second()
    expect([status, job.movedFrom]).toEqual([202, s.old.id])
    expect(job).toMatchObject({
      name: 'made-by-a-test-moved',
      enabled: true,
      dataset: s.old.dataset,
      frequency: s.old.frequency,
      logs: s.old.logs,
      destination: { path: 'tests/moved' },
      move: { state: 'watching', finalName: 'made-by-a-test', newJobId: job.id },
    })
    const both = await s.list()
    expect(both.map(({ id, move }) => [id, move?.id])).toEqual([
      [s.old.id, job.move?.id],
      [job.id, job.move?.id],
    ])
    expect((await s.entries())[0]).toMatchObject({
      outcome: 'succeeded',
      after: { name: 'made-by-a-test-moved', move: { state: 'watching', newJobId: job.id } },
    })
    expect(world.sent('cis', 'DELETE')).toEqual([])
    await s.later()
    const [only, ...others] = await s.list()
    expect(others).toEqual([])
    expect(only).toMatchObject({
      id: job.id,
      name: 'made-by-a-test',
      movedFrom: s.old.id,
      move: { state: 'done', lastSeen: { state: 'delivering' } },
    })
    expect(only?.move).not.toHaveProperty('why')
    expect(await s.activity()).toEqual([
      'job.move succeeded',
      'job.update succeeded',
      'job.delete succeeded',
      'job.create succeeded',
      'job.update failed',
      'job.move succeeded',
      'job.create succeeded',
    ])
    const [ended] = await s.entries()
    const { user } = await s.manager.ok('getSession')
    expect(ended).toMatchObject({ actor: { id: user.id }, jobId: job.id, jobName: only?.name })
  })

  it('is looked at again soon, not only when whoever had it would be given up', async () => {
    const { job } = await s.second()
    expect(job.move).not.toHaveProperty('lastSeen')
    await s.later(16_000)
    const seenAt = async () => (await s.list())[1]?.move?.lastSeen?.at ?? ''
    const first = await seenAt()
    expect(first).not.toBe('')
    await s.later(16_000)
    expect((await seenAt()) > first || (await s.list()).length === 1).toBe(true)
  })

  it('deletes nothing while the new job delivers nothing', async () => {
    s.fault({ kind: 'silent' }, { method: 'POST' })
    const { job } = await s.second()
    await s.later()
    await s.later()
    const [old, made] = await s.list()
    expect([old?.id, made?.id]).toEqual([s.old.id, job.id])
    expect(made?.move).toMatchObject({ state: 'watching', lastSeen: { state: 'never_ran' } })
    await s.later(25 * 3_600_000)
    s.manager = await world.signIn()
    expect(await s.list()).toHaveLength(2)
    expect((await s.list())[0]?.move).toMatchObject({
      state: 'stopped',
      why: { code: 'not_delivered', message: expect.stringContaining('Both jobs were kept') },
    })
    expect((await s.entries())[0]).toMatchObject({ outcome: 'failed', code: 'not_delivered' })
    expect(world.sent('cis', 'DELETE')).toEqual([])
  })

  it('watches no longer than a day, though the instance is gone', async () => {
    await s.second()
    const fault = world.simulator.faults.add({
      match: { service: 'resourceController' },
      effect: { kind: 'result', result: { rows_count: 0, next_url: null, resources: [] } },
    })
    const { singleton } = await import('@/lib/server/singleton')
    const crns = singleton('crns', () => new Map())
    crns.clear()
    await s.later()
    await s.later(25 * 3_600_000)
    world.simulator.faults.remove(fault)
    world.letTimePass(61_000)
    s.manager = await world.signIn()
    expect((await s.list()).map(({ move }) => move?.why?.code)).toEqual([
      'not_delivered',
      'not_delivered',
    ])
    expect(world.sent('cis', 'DELETE')).toEqual([])
  })

  it('goes on watching a new job that fails, and says so', async () => {
    const { job } = await s.second()
    const made = s.stored(job.id)
    const down = world.simulator.faults.add({
      match: { service: 'destination', path: 'tests/moved' },
      effect: { kind: 'destination-down' },
    })
    await s.later()
    expect((await s.list())[1]?.move).toMatchObject({
      state: 'watching',
      lastSeen: { state: 'failing', errorMessage: expect.any(String) },
    })
    world.simulator.faults.remove(down)
    expect(made?.failingSince).not.toBeNull()
    await s.later()
    expect((await s.list()).map(({ id }) => id)).toEqual([job.id])
  })

  it.each<[string, (newId: string) => unknown, string]>([
    [
      'the old job was changed meanwhile',
      () => s.manager.ok('updateJob', { params: s.params(), body: { frequency: 'low' } }),
      'old_changed',
    ],
    ['the new job was deleted', (id) => world.simulator.state.jobs.delete(Number(id)), 'new_gone'],
    [
      'the new job was sent elsewhere',
      (jobId) =>
        s.manager.ok('updateJob', {
          params: { ...world.zone('playground'), jobId },
          body: { destination: cosByKey(world, { path: 'tests/third' }) },
        }),
      'new_changed',
    ],
  ])('stops when %s', async (_, meanwhile, code) => {
    const { job } = await s.second()
    await meanwhile(job.id)
    world.sent('cis')
    await s.later()
    const move = (await s.list()).find(({ id }) => id === s.old.id)?.move
    expect(move).toMatchObject({ state: 'stopped', why: { code } })
    const left = code === 'new_gone' ? 'The old job was kept.' : 'Both jobs were kept.'
    expect(move?.why?.message).toContain(left)
    expect(world.sent('cis', 'DELETE')).toEqual([])
    expect((await s.entries())[0]).toMatchObject({ outcome: 'failed', code })
  })

  it('goes on when a person corrects the new job’s key, or deletes the old one', async () => {
    const { job } = await s.second()
    const params = { ...world.zone('playground'), jobId: job.id }
    const { cosWriter: apiKey } = world.place.destinationKeys
    const body = { destination: { ...job.destination, apiKey }, name: 'mine' }
    await s.manager.ok('updateJob', { params, body })
    await s.manager.call('deleteJob', { params: s.params() })
    await s.later()
    expect(await s.list()).toMatchObject([
      { id: job.id, name: 'made-by-a-test', move: { state: 'done' } },
    ])
  })

  it('is gone on with once, however many look at it', async () => {
    await s.second()
    world.letTimePass(61_000)
    await world.simulator.tick()
    const { moveDue } = await import('./background')
    await Promise.all([moveDue(), moveDue(), moveDue()])
    expect(world.sent('cis').filter((line) => /^(?:DELETE|PUT)/.test(line))).toHaveLength(3)
    expect((await s.list()).map(({ move }) => move?.state)).toEqual(['done'])
  })

  it('keeps both when deleting the old one is refused', async () => {
    const { job } = await s.second()
    s.fault({ kind: 'delete-refused' }, { method: 'DELETE' })
    await s.later()
    expect(await s.list()).toHaveLength(2)
    expect((await s.list())[1]).toMatchObject({
      id: job.id,
      move: { state: 'stopped', why: { code: 'delete_refused' } },
    })
  })

  it('tries to delete again when IBM puts it off', async () => {
    await s.second()
    s.fault({ kind: 'rate-limited', retryAfter: 1 }, { method: 'DELETE' })
    await s.later()
    expect((await s.list())[0]?.move?.state).toMatch(/deleting|watching/)
    await s.later(5 * 60_000)
    expect((await s.list()).map(({ move }) => move?.state)).toEqual(['done'])
  })

  it('whose deletion’s answer is lost goes on once it is known', async () => {
    const { job } = await s.second()
    s.fault({ kind: 'lands-late', seconds: 60 }, { method: 'DELETE' })
    await s.later()
    expect((await s.list())[0]?.move?.state).toBe('deleting')
    const params = s.params()
    const late = await s.manager.refused('decideMove', { params, body: { oldJob: 'keep' } })
    expect(late).toMatchObject({ status: 409, code: 'conflict' })
    world.simulator.clock.advance(61_000)
    await s.later()
    await s.later()
    expect(await s.list()).toMatchObject([{ id: job.id, move: { state: 'done' } }])
    expect(world.sent('cis', 'DELETE')).toHaveLength(1)
  })

  it.each<[string, FaultEffect]>([
    ['ignored', { kind: 'result', result: null }],
    ['refused', { kind: 'status', status: 400, message: 'no' }],
    ['lost', { kind: 'reset-before' }],
  ])('is done though its new name is %s', async (_, effect) => {
    const { job } = await s.second()
    s.fault(effect, { method: 'PUT' })
    await s.later()
    await s.later()
    await s.later()
    expect((await s.list()).map(({ id }) => id)).toEqual([job.id])
    expect((await s.list())[0]?.move).toMatchObject({ state: 'done' })
  })

  it('makes no job that sends something else: what is set elsewhere goes along, or nothing does', async () => {
    const stored = s.stored(s.old.id)
    if (stored) stored.otherMembers = { output_options: { sample_rate: 0.5 } }
    s.refuseInPlace()
    const refused = await s.call()
    expect(refused).toMatchObject({ status: 422, body: { code: 'ibm_refused' } })
    expect(refused.text).toContain('The job has output_options, set outside this dashboard')
    expect(await s.list()).toMatchObject([{ id: s.old.id }])
    if (stored) stored.otherMembers = { unheard_of: 1 }
    const { status, job } = await s.second()
    expect(status).toBe(202)
    expect(job.warnings).toMatchObject([{ code: 'not_carried_over' }])
  })

  it('that keeps the old one may share its place, which is said', async () => {
    const owned = await ownedDestination(s.manager, world.zone('playground'), cosByChallenge(world))
    s.old = await s.make({ name: 'challenged', destination: owned })
    const destination = cosByKey(world, { path: owned.path })
    const { status, job } = await s.move({ destination, keepOld: true })
    expect(status).toBe(201)
    expect(job.warnings).toMatchObject([{ code: 'destination_shared' }])
  })

  it('needs a free slot, and changes nothing without one', async () => {
    for (let at = 0; at < 3; at++) {
      await s.make({ name: `other-${at}`, destination: cosByKey(world, { path: `other/${at}` }) })
    }
    s.refuseInPlace()
    expect(await s.call()).toMatchObject({ status: 409, body: { code: 'job_limit' } })
    expect(await s.list()).toHaveLength(4)
    expect((await s.list()).every(({ move }) => move === undefined)).toBe(true)
  })

  it('to the same place by another way in is none', async () => {
    const owned = await ownedDestination(s.manager, world.zone('playground'), cosByChallenge(world))
    s.old = await s.make({ name: 'challenged', destination: owned })
    world.sent('cis')
    s.refuseInPlace()
    const destination = cosByKey(world, { path: owned.path })
    expect(await s.call({ destination })).toMatchObject({
      status: 409,
      body: { code: 'destination_in_use' },
    })
    expect(world.sent('cis', 'POST')).toEqual([])
    expect(await s.list()).toHaveLength(2)
  })

  it('whose creation’s answer is lost waits for it, and makes no third', async () => {
    s.refuseInPlace()
    s.fault({ kind: 'lands-late', seconds: 30 }, { method: 'POST' })
    expect(await s.call()).toMatchObject({ status: 504, body: { code: 'outcome_unknown' } })
    expect((await s.list())[0]?.move?.state).toBe('creating')
    world.simulator.clock.advance(31_000)
    await s.later()
    expect((await s.list()).map(({ move }) => move?.state)).toEqual(['watching', 'watching'])
    await s.later()
    expect(await s.list()).toMatchObject([{ name: 'made-by-a-test', move: { state: 'done' } }])
    expect(world.sent('cis', 'POST')).toHaveLength(1)
  })

  it('is of one person at a time', async () => {
    s.fault({ kind: 'delay', ms: 300 }, { method: 'PUT' })
    const other = await world.signIn('manager')
    const answers = await Promise.all([s.call(), s.call({}, other)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    s.refuseInPlace()
    const again = { destination: cosByKey(world, { path: 'tests/again' }) }
    const { job } = await s.move(again)
    const params = { ...world.zone('playground'), jobId: job.id }
    for (const one of [s.params(), params]) {
      const problem = await other.refused('moveJob', {
        params: one,
        body: { destination: cosByKey(world, { path: 'tests/third' }) },
      })
      expect(problem).toMatchObject({ status: 409, code: 'move_under_way' })
    }
  })

  it('of a job that is off replaces it at once', async () => {
    await s.manager.ok('updateJob', { params: s.params(), body: { enabled: false } })
    const { status, job } = await s.second()
    expect(status).toBe(201)
    expect(job).toMatchObject({ name: 'made-by-a-test', enabled: false, movedFrom: s.old.id })
    expect(job.move).toMatchObject({ state: 'done', deadlineAt: null })
    expect((await s.list()).map(({ id }) => id)).toEqual([job.id])
  })

  it('of a job that is off keeps both where the old one can’t be deleted', async () => {
    await s.manager.ok('updateJob', { params: s.params(), body: { enabled: false } })
    s.fault({ kind: 'delete-refused' }, { method: 'DELETE' })
    const { status, job } = await s.second()
    expect([status, job.movedFrom]).toEqual([201, s.old.id])
    expect(job.move).toMatchObject({ state: 'stopped', why: { code: 'delete_refused' } })
    expect(await s.list()).toHaveLength(2)
  })

  it('that keeps the old one leaves that alone', async () => {
    const { status, job } = await s.move({ keepOld: true })
    expect(status).toBe(201)
    expect(job).toMatchObject({ movedFrom: s.old.id, move: { state: 'done', keepOld: true } })
    expect(world.sent('cis', 'PUT')).toEqual([])
    await s.later()
    expect(await s.list()).toHaveLength(2)
    expect(s.stored(s.old.id)).toBeDefined()
  })

  it('goes on after its person has signed out', async () => {
    await s.second()
    await s.manager.call('deleteSession')
    const db = await world.db()
    const { credential_id: id } = await db
      .selectFrom('moves')
      .select('credential_id')
      .executeTakeFirstOrThrow()
    const { findCredential } = await import('@/lib/server/db/credentials')
    expect(await findCredential(db, id ?? '')).not.toBeNull()
    await s.later()
    s.manager = await world.signIn()
    expect((await s.list()).map(({ move }) => move?.state)).toEqual(['done'])
    expect(await findCredential(db, id ?? '')).toBeNull()
  })

  it('stops when IBM ends the sign-in', async () => {
    await s.second()
    const db = await world.db()
    await db.deleteFrom('credentials').execute()
    await s.later()
    s.manager = await world.signIn()
    expect(await s.list()).toHaveLength(2)
    expect((await s.list())[0]?.move).toMatchObject({
      state: 'stopped',
      why: { code: 'sign_in_ended' },
    })
  })

  it.each(['delete', 'keep'] as const)('is ended on a person’s word: %s', async (oldJob) => {
    s.fault({ kind: 'silent' }, { method: 'POST' })
    const { job } = await s.second()
    const ended = await s.manager.ok('decideMove', { params: s.params(), body: { oldJob } })
    const left = (await s.list()).map(({ id }) => id)
    if (oldJob === 'delete') {
      expect(ended).toMatchObject({ id: job.id, name: 'made-by-a-test', move: { state: 'done' } })
      expect(left).toEqual([job.id])
    } else {
      expect(ended).toMatchObject({
        id: s.old.id,
        move: { state: 'stopped', why: { code: 'kept' } },
      })
      expect(left).toEqual([s.old.id, job.id])
    }
    const again = await s.manager.refused('decideMove', {
      params: { ...world.zone('playground'), jobId: job.id },
      body: { oldJob },
    })
    expect(again.status).toBe(404)
  })

  it('is not ended by somebody who may only read', async () => {
    await s.second()
    const reader = await world.signIn('reader')
    const body = { oldJob: 'keep' }
    const problem = await reader.refused('decideMove', { params: s.params(), body })
    expect(problem).toMatchObject({ status: 403, code: 'role_missing' })
    const writer = await world.signIn('writer')
    expect(await writer.ok('decideMove', { params: s.params(), body })).toMatchObject({
      move: { state: 'stopped' },
    })
  })

  it('is not done while the old job is still there, whatever IBM says of its deletion', async () => {
    await s.second()
    s.fault({ kind: 'status', status: 404, message: 'no such job' }, { method: 'DELETE' })
    await s.later()
    expect(await s.list()).toHaveLength(2)
    expect((await s.list())[0]?.move).toMatchObject({
      state: 'stopped',
      why: { code: 'delete_refused' },
    })
  })

  it('can be ended by nobody who may not delete', async () => {
    const { job } = await s.second()
    const writer = await world.signIn('writer')
    const body = { oldJob: 'delete' }
    const problem = await writer.refused('decideMove', { params: s.params(), body })
    expect(problem).toMatchObject({ status: 403, code: 'role_missing' })
    await s.later()
    expect(await s.list()).toMatchObject([{ id: job.id, move: { state: 'done' } }])
  })
})
