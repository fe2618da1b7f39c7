import { beforeEach, describe, expect, it } from 'vitest'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { Rails } from '@/lib/schemas/grant'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { ApprovalScene } from '@/lib/testing/changes'
import { cosByChallenge, cosByKey, ownedDestination } from '@/lib/testing/inputs'
import { giveGrant, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'an approved change',
  (world) => {
    const s = new ApprovalScene(world)
    beforeEach(() => s.begin())

    const asRequested = async (actions: string[]) =>
      expect((await s.recorded()).slice(-actions.length)).toMatchObject(
        actions.map((action) => ({ action, outcome: 'succeeded' })),
      )

    async function grantIs(change: { role?: 'viewer' | 'editor'; rails?: Rails; isGone?: true }) {
      const { findGrant, raiseTeamVersion, removeGrant, updateGrant } = await import(
        '@/lib/server/db/grants'
      )
      const db = await world.db()
      const grant = await findGrant(db, s.grantId)
      if (!grant) throw new Error('There is no grant.')
      if (change.isGone) await removeGrant(db, grant.id)
      else await updateGrant(db, grant.id, { ...grant, ...change })
      await raiseTeamVersion(db)
    }

    it('creates the job, in its asker’s name and with the connection’s right', async () => {
      const { id } = await s.asksForJob()
      const done = await s.decide(id)
      const [job] = await s.list()
      expect(done).toMatchObject({
        status: 'carried_out',
        jobId: job?.id,
        jobName: 'made-by-a-test',
        decidedBy: { id: s.admin.id },
        code: null,
      })
      expect(job).toMatchObject({ name: 'made-by-a-test', enabled: true })
      expect(await s.plan(id)).toBeNull()
      const stored = world.simulator.state.jobs.get(Number(job?.id))
      expect(stored?.destinationConf).toContain(cosByKey(world).apiKey)
      const rows = await (await world.db())
        .selectFrom('audit_attempts')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(2)
        .execute()
      expect(rows).toMatchObject([
        { action: 'job.create', via: 'approval', actor_id: s.editor.id },
        { action: 'change.approve', via: 'session', actor_id: s.admin.id },
      ])
      expect(rows[0]?.connection_id).not.toBeNull()
      expect(rows[0]?.account_id).toBe(rows[1]?.account_id)
    })

    it('creates a job by a challenge that needed no approval', async () => {
      const place = cosByChallenge(world)
      const { filename } = await s.editor.ok('createChallenge', {
        params: s.place,
        body: { destination: place },
      })
      expect(filename).not.toBe('')
      const owned = await ownedDestination(await world.signIn(), s.place, place)
      const { id } = await s.asksForJob({ destination: owned })
      expect(await s.plan(id)).not.toContain(owned.ownershipToken)
      expect(await s.decide(id)).toMatchObject({ status: 'carried_out' })
    })

    it.each([
      ['updateJob', { name: 'renamed' }, 'job.update'],
      ['updateJob', { enabled: false }, 'job.pause'],
      ['deleteJob', undefined, 'job.delete'],
    ] as const)('%s %o', async (name, body, action) => {
      const job = await s.make()
      const change = await s.asks(name, { params: s.params(job.id), ...(body && { body }) })
      expect(change).toMatchObject({ action, jobId: job.id, jobName: 'there-before' })
      expect(await s.list()).toMatchObject([{ name: 'there-before', enabled: true }])
      expect(await s.decide(change.id)).toMatchObject({ status: 'carried_out' })
      expect(await s.list()).toMatchObject(body ? [body] : [])
      await asRequested(['change.request', 'change.approve', action])
    })

    it('resumes', async () => {
      const job = await s.make({ enabled: false })
      const body = { enabled: true }
      const { id } = await s.asks('updateJob', { params: s.params(job.id), body })
      expect(await s.decide(id)).toMatchObject({ status: 'carried_out', action: 'job.resume' })
      expect(await s.list()).toMatchObject([{ enabled: true }])
    })

    it('switches log retention', async () => {
      const body = { enabled: false }
      await s.admin.ok('updateRetention', { params: s.place, body: { enabled: true } })
      const { id } = await s.asks('updateRetention', { params: s.place, body })
      expect((await s.admin.ok('getZone', { params: s.place })).retention.enabled).toBe(true)
      expect(await s.decide(id)).toMatchObject({ status: 'carried_out', jobId: null })
      expect((await s.admin.ok('getZone', { params: s.place })).retention.enabled).toBe(false)
    })

    describe('moves a job', () => {
      const target = () => cosByKey(world, { path: 'tests/moved' })
      const asks = async (jobId: string, body: Record<string, unknown> = {}) =>
        s.asks('moveJob', { params: s.params(jobId), body: { destination: target(), ...body } })

      it('in place', async () => {
        const job = await s.make()
        const { id, action } = await asks(job.id)
        expect(action).toBe('job.move')
        expect(await s.plan(id)).not.toContain(target().apiKey)
        expect(world.sent('cis', 'PUT')).toEqual([])
        expect(await s.decide(id)).toMatchObject({ status: 'carried_out', jobId: job.id })
        expect(await s.list()).toMatchObject([{ id: job.id, destination: { path: 'tests/moved' } }])
        await asRequested(['change.request', 'change.approve', 'job.move', 'job.update'])
      })

      it('by a second one, which goes on as any move does', async () => {
        const job = await s.make()
        const { id } = await asks(job.id)
        s.fault({ kind: 'change-refused' }, { method: 'PUT' })
        expect(await s.decide(id)).toMatchObject({ status: 'carried_out' })
        expect(await s.list()).toHaveLength(2)
        await s.later()
        await s.later()
        const admin = await s.somebody('administrator')
        const { items } = await admin.ok('listJobs', { params: s.place })
        expect(items).toMatchObject([
          { name: 'there-before', movedFrom: job.id, move: { state: 'done' } },
        ])
      })

      it('unless the job was changed since', async () => {
        const job = await s.make()
        const { id } = await asks(job.id, { keepOld: true })
        await s.admin.ok('updateJob', { params: s.params(job.id), body: { name: 'changed' } })
        expect(await s.decide(id)).toMatchObject({ status: 'failed', code: 'zone_changed' })
        expect(await s.list()).toHaveLength(1)
        expect(await s.plan(id)).toBeNull()
      })

      it('of whom nobody lets the old one go early without an administrator', async () => {
        const job = await s.make()
        const { id } = await asks(job.id)
        s.fault({ kind: 'change-refused' }, { method: 'PUT' })
        await s.decide(id)
        const params = s.params(job.id)
        expect(
          await s.editor.refused('decideMove', { params, body: { oldJob: 'delete' } }),
        ).toMatchObject({ status: 403, code: 'not_allowed' })
        expect(await s.list()).toHaveLength(2)
        await s.editor.ok('decideMove', { params, body: { oldJob: 'keep' } })
      })

      it.each([
        ['approval is needed for', { needsApproval: true }, { status: 403, code: 'not_allowed' }],
        ['is not allowed as', { datasets: [] }, { status: 422, code: 'rail' }],
      ])(
        'early neither, where only the rest of it %s what it comes to',
        async (_, rails, refusal) => {
          const job = await s.make()
          const { id } = await asks(job.id)
          s.fault({ kind: 'change-refused' }, { method: 'PUT' })
          await s.decide(id)
          const other = await s.somebody('editor', rails)
          // Deleting is free by this one, which nothing else is.
          await giveGrant(
            world,
            { personId: other.id },
            { role: 'editor', scope: { kind: 'all' }, rails: { destinations: [] } },
          )
          const before = (await s.admin.ok('listChangeRequests')).items.length
          const body = { oldJob: 'delete' } as const
          const params = s.params(job.id)
          expect(await other.refused('decideMove', { params, body })).toMatchObject(refusal)
          expect(await s.list()).toHaveLength(2)
          expect((await s.admin.ok('listChangeRequests')).items).toHaveLength(before)
        },
      )

      it('with the connection on record, whoever goes on with it', async () => {
        const job = await s.make()
        const { id } = await asks(job.id)
        s.fault({ kind: 'change-refused' }, { method: 'PUT' })
        await s.decide(id)
        await s.later()
        await s.later()
        const admin = await s.somebody('administrator')
        const { items } = await admin.ok('listActivity', { query: { zoneId: s.place.zoneId } })
        const since = items.findIndex(({ action }) => action === 'change.request')
        const steps = items.slice(0, since).filter(({ action }) => /^job\./.test(action))
        expect(steps.map(({ action }) => action)).toContain('job.delete')
        expect(steps.filter(({ connectionId }) => connectionId === null)).toEqual([])
      })
    })

    describe('is not carried out', () => {
      const failed = async (id: string, code: string) => {
        const decided = await s.decide(id)
        expect(decided).toMatchObject({ status: 'failed', code, decidedBy: { id: s.admin.id } })
        expect(decided.detail).not.toBe('')
        expect(await s.plan(id)).toBeNull()
        const record = (await s.recorded()).slice(-2)
        expect(record).toMatchObject([
          { action: 'change.approve', outcome: 'succeeded' },
          { action: decided.action, outcome: 'failed', via: 'approval', code },
        ])
      }

      it('where the job was changed, or deleted', async () => {
        const job = await s.make()
        const params = s.params(job.id)
        const pause = await s.asks('updateJob', { params, body: { enabled: false } })
        const removal = await s.asks('deleteJob', { params })
        await s.admin.ok('updateJob', { params, body: { frequency: 'low' } })
        world.sent('cis')
        await failed(pause.id, 'zone_changed')
        expect(world.sent('cis', 'PUT')).toEqual([])
        await s.admin.ok('deleteJob', { params })
        await failed(removal.id, 'zone_changed')
      })

      it('where log retention was switched', async () => {
        const params = s.place
        await s.admin.ok('updateRetention', { params, body: { enabled: true } })
        const { id } = await s.asks('updateRetention', { params, body: { enabled: false } })
        await s.admin.ok('updateRetention', { params, body: { enabled: false } })
        await failed(id, 'zone_changed')
      })

      it.each([
        ['name and dataset', { name: 'made-by-a-test' }, true],
        ['destination', { name: 'another' }, false],
      ])('where a job of the same %s was created', async (_, over, isElsewhere) => {
        const { id } = await s.asksForJob()
        const destination = isElsewhere ? { destination: cosByKey(world, { path: 'other' }) } : {}
        await s.make({ ...over, ...destination })
        await failed(id, 'zone_changed')
        expect(await s.list()).toHaveLength(1)
      })

      it('where the zone is gone', async () => {
        const { id } = await s.asksForJob()
        const { zones } = world.simulator.state
        const zone = zones.get(s.place.zoneId)
        zones.delete(s.place.zoneId)
        await failed(id, 'zone_changed')
        if (zone) zones.set(zone.id, zone)
      })

      it.each([
        ['is gone', { isGone: true } as const, 'not_allowed'],
        ['is a viewer’s by now', { role: 'viewer' } as const, 'not_allowed'],
        ['allows another dataset', { rails: { datasets: ['dns_logs'] } }, 'rail'],
        [
          'allows another bucket',
          { rails: { needsApproval: true, destinations: [{ kind: 'cos' as const, bucket: 'x' }] } },
          'rail',
        ],
      ])('where the grant %s', async (_, change, code) => {
        const { id } = await s.asksForJob()
        await grantIs(change)
        world.sent('cis')
        await failed(id, code)
        expect(world.sent('cis', 'POST')).toEqual([])
      })

      it('where IBM refuses', async () => {
        const { id } = await s.asksForJob()
        const code = 1002
        s.fault({ kind: 'status', status: 400, code, message: 'refused' }, { method: 'POST' })
        await failed(id, 'ibm_refused')
      })
    })

    it('is not decided while the zone can’t be looked at', async () => {
      const { id } = await s.asksForJob()
      const fault = s.fault({ kind: 'status', status: 503 }, { method: 'GET', times: 99 })
      const decision = { params: { id }, body: { approve: true } }
      const { status } = await s.admin.refused('decideChangeRequest', decision)
      expect(status).toBeGreaterThanOrEqual(502)
      world.simulator.faults.remove(fault)
      expect(await s.get(id)).toMatchObject({ status: 'waiting', decidedBy: null })
      expect(await s.decide(id)).toMatchObject({ status: 'carried_out' })
    })

    describe('is carried out in the background', () => {
      const goesOn = async (id: string, decided: ChangeRequest) => {
        expect(decided).toMatchObject({ status: 'approved', decidedBy: { id: s.admin.id } })
        expect(decided.detail).toMatch(/nothing was sent yet.*We keep trying/)
        expect(await s.admin.refused('decideChangeRequest', decision(id))).toMatchObject({
          code: 'already_decided',
        })
      }
      const decision = (id: string) => ({ params: { id }, body: { approve: true } })
      const isDone = async (id: string, actions: string[]) => {
        const admin = await s.somebody('administrator')
        const done = await s.get(id, admin)
        expect(done).toMatchObject({ status: 'carried_out', code: null, detail: null })
        expect(await s.plan(id)).toBeNull()
        await asRequested(['change.request', 'change.approve', ...actions])
      }

      it('where reading the zone took most of the time', async () => {
        const { id } = await s.asksForJob()
        world.sent('cis')
        const { decideChange } = await import('./decide')
        const late = await world.contextOf(s.admin, 'administer', 9_000)
        await goesOn(id, await decideChange(late, id, { approve: true }))
        expect(world.sent('cis', 'POST')).toEqual([])
        await s.later()
        await isDone(id, ['job.create'])
        expect(world.sent('cis', 'POST')).toHaveLength(1)
      })

      it('where IBM stops answering before anything is sent', async () => {
        const job = await s.make()
        const body = { destination: cosByKey(world, { path: 'tests/moved' }) }
        const { id } = await s.asks('moveJob', { params: s.params(job.id), body })
        const effect = { kind: 'status', status: 503 } as const
        const fault = s.fault(effect, { method: 'GET', after: 1, times: 99 })
        await goesOn(id, await s.decide(id))
        expect(world.sent('cis', 'PUT')).toEqual([])
        world.simulator.faults.remove(fault)
        await s.later()
        await isDone(id, ['job.move', 'job.update'])
        expect(world.sent('cis', 'PUT')).toHaveLength(1)
      })

      it('for an hour; then nothing is done any more', async () => {
        const { id } = await s.asksForJob()
        const { decideChange } = await import('./decide')
        const late = await world.contextOf(s.admin, 'administer', 9_000)
        await goesOn(id, await decideChange(late, id, { approve: true }))
        world.sent('cis')
        const fault = s.fault({ kind: 'status', status: 503 }, { method: 'GET', times: 99 })
        await s.later()
        expect(await s.get(id)).toMatchObject({ status: 'approved', code: null })
        await s.later(60 * 60_000)
        const admin = await s.somebody('administrator')
        const over = await s.get(id, admin)
        expect(over).toMatchObject({ status: 'failed', code: 'ibm_unavailable' })
        expect(over.detail).toContain('for an hour')
        expect(await s.plan(id)).toBeNull()
        world.simulator.faults.remove(fault)
        await s.later()
        expect(world.sent('cis', 'POST')).toEqual([])
      })
    })

    it('is carried out whatever other jobs were created meanwhile', async () => {
      const { id } = await s.asksForJob()
      await s.make({ destination: cosByKey(world, { path: 'other' }) })
      expect(await s.decide(id)).toMatchObject({ status: 'carried_out' })
    })

    it.each<[string, FaultEffect]>([
      ['carried out', { kind: 'reset-after' }],
      ['not', { kind: 'reset-before' }],
    ])('of which the answer is lost is looked for: %s', async (what, effect) => {
      const { id } = await s.asksForJob()
      s.fault(effect, { method: 'POST' })
      const isDone = what === 'carried out'
      const blind = s.fault({ kind: 'status', status: 503 }, { method: 'GET', after: 1, times: 99 })
      expect(await s.decide(id)).toMatchObject({ status: 'unknown', code: 'outcome_unknown' })
      expect(await s.plan(id)).toBeNull()
      world.simulator.faults.remove(blind)
      await s.later()
      await s.later()
      const admin = await s.somebody('administrator')
      const found = await s.get(id, admin)
      expect(found.status).toBe(isDone ? 'carried_out' : 'unknown')
      expect(found.jobId !== null).toBe(isDone)
      await s.later(27 * 3_600_000)
      await s.later()
      await s.later()
      const late = await s.somebody('administrator')
      expect(await s.get(id, late)).toMatchObject(
        isDone ? { status: 'carried_out' } : { status: 'unknown', code: 'never_learnt' },
      )
      expect(world.sent('cis', 'POST')).toHaveLength(1)
    })
  },
  { env: teamEnv },
)
