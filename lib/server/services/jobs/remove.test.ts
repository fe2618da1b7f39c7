import { beforeEach, expect, it } from 'vitest'
import type { OperationName } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

describeWorld('deleting a job', (world) => {
  beforeEach(() => world.reset())
  const firstJob = (role: string) => {
    const { zoneId } = world.zone(role)
    const job = [...world.simulator.state.jobs.values()].find((one) => one.zoneId === zoneId)
    return { ...world.zone(role), jobId: String(job?.id) }
  }

  it('makes it one that is not there', async () => {
    const manager = await world.signIn()
    const params = firstJob('full')
    await manager.ok('deleteJob', { params })
    for (const name of ['getJob', 'deleteJob'] as const) {
      expect(await manager.refused(name, { params })).toMatchObject({ status: 404 })
    }
    const { items } = await manager.ok('listActivity')
    expect(items).toMatchObject([
      { action: 'job.delete', outcome: 'succeeded', jobId: params.jobId, jobName: 'retail-http' },
    ])
    expect(world.sent('cis', 'DELETE')).toHaveLength(1)
  })

  it('that goes away meanwhile is told so', async () => {
    const manager = await world.signIn()
    const params = firstJob('full')
    world.simulator.faults.add({
      match: { service: 'cis', method: 'DELETE' },
      effect: { kind: 'status', status: 404, code: 1001, message: 'job not found' },
    })
    const problem = await manager.refused('deleteJob', { params })
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(problem.detail).toContain('job')
  })
})

describeWorld('what a role may do with a job', (world) => {
  beforeEach(() => world.reset())
  const all: OperationName[] = ['listJobs', 'getJob', 'updateJob', 'deleteJob']

  it.each([
    ['manager', []],
    ['writer', ['deleteJob']],
    ['reader', ['updateJob', 'deleteJob']],
    ['team', ['updateJob', 'deleteJob']],
    ['noroles', all],
  ] as const)('%s may not %j', async (key, denied: readonly string[]) => {
    const visitor = await world.signIn(key)
    const { zoneId } = world.zone('full')
    const job = [...world.simulator.state.jobs.values()].find((one) => one.zoneId === zoneId)
    const params = { ...world.zone('full'), jobId: String(job?.id) }
    for (const name of all) {
      const body = name === 'updateJob' ? { enabled: false } : undefined
      const answer = await visitor.call(name, { params, body })
      if (denied.includes(name)) {
        expect(answer).toMatchObject({ status: 403, body: { code: 'role_missing' } })
      } else expect(answer.status).toBeLessThan(300)
    }
    expect(world.simulator.state.jobs.has(job?.id ?? 0)).toBe(denied.length > 0)
  })

  it.each([
    ['a job of another zone', 'challenge'],
    ['a job that is not there', null],
  ])('%s is not found under this one', async (_, role) => {
    const manager = await world.signIn()
    const other = role && world.zone(role).zoneId
    const job = [...world.simulator.state.jobs.values()].find((one) => one.zoneId === other)
    const params = { ...world.zone('full'), jobId: String(job?.id ?? '9999999999999999999') }
    for (const name of ['getJob', 'updateJob', 'deleteJob'] as const) {
      const body = name === 'updateJob' ? { enabled: false } : undefined
      const problem = await manager.refused(name, { params, body })
      expect(problem).toMatchObject({ status: 404, code: 'not_found' })
      expect(problem.detail).toBe('This job doesn’t exist or you don’t have access to it.')
    }
  })
})
