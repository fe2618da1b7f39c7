import { beforeEach, expect, it } from 'vitest'
import { cloudLogs, cosByKey, jobInput } from '@/lib/testing/inputs'
import { describeWorld } from '@/lib/testing/world'

describeWorld('checks of a destination without traffic', (world) => {
  beforeEach(() => world.reset())

  const params = () => world.zone('playground')
  const input = (destination: unknown) => ({ params: params(), body: { destination } })
  const splunk = { kind: 'splunk', endpoint: 'splunk.example:8088', token: 'FAKE-token-0123' }

  it('have nothing against a good destination', async () => {
    const reader = await world.signIn('reader')
    for (const destination of [cosByKey(world), cloudLogs(world)]) {
      expect(await reader.ok('checkDestination', input(destination))).toEqual({ items: [] })
    }
  })

  it('name what is wrong where the kind’s own schema fails, by paths as of a create', async () => {
    const manager = await world.signIn()
    const destination = { ...splunk, channelId: 'main', skipVerify: true, colour: 'red' }
    const { items } = await manager.ok('checkDestination', input(destination))
    expect(items.map(({ level, code, path }) => [level, code, path])).toEqual([
      ['error', 'unknown_member', 'destination.colour'],
      ['error', 'channel_not_guid', 'destination.channelId'],
      ['warning', 'certificate_unchecked', 'destination.skipVerify'],
      ['note', 'source_type_missing', 'destination.sourceType'],
    ])
    const nothing = await manager.ok('checkDestination', input({}))
    expect(nothing.items).toMatchObject([{ level: 'error', path: 'destination.kind' }])
  })

  it('ask IBM for the zone alone, and write nothing down', async () => {
    const manager = await world.signIn()
    const before = await manager.ok('listActivity')
    world.sent('cis')
    await manager.ok('checkDestination', input(splunk))
    expect(world.sent('cis')).toEqual([`GET /zones/${params().zoneId}`])
    expect(await manager.ok('listActivity')).toEqual(before)
  })

  it('are for a zone that one sees', async () => {
    const manager = await world.signIn()
    const params = { ...world.zone('playground'), zoneId: 'f'.repeat(32) }
    const problem = await manager.refused('checkDestination', { ...input(splunk), params })
    expect(problem.status).toBe(404)
  })

  it('take an object that says its kind', async () => {
    const manager = await world.signIn()
    for (const destination of ['cos', null, [], 7]) {
      const problem = await manager.refused('checkDestination', input(destination))
      expect(problem).toMatchObject({ status: 422, errors: [{ path: 'destination' }] })
    }
  })

  it('let no job be created that has an error, and nothing is sent', async () => {
    const manager = await world.signIn()
    const refused = [
      { kind: 'other', conf: 'ftp://logs.example/in' },
      { kind: 'other', conf: 's3://bucket/logs?region=us-east-1,secret-access-key=FAKE-0123' },
      { kind: 'other', conf: 'logdna://logs.eu-de.logging.cloud.ibm.com' },
      { kind: 'https', url: 'https://logs.eu-de.logging.cloud.ibm.com/x' },
    ]
    for (const destination of refused) {
      const { items } = await manager.ok('checkDestination', input(destination))
      const errors = items
        .filter(({ level }) => level === 'error')
        .map(({ path, message }) => ({ path, message }))
      world.sent('cis')
      const body = { ...jobInput(world), destination }
      const problem = await manager.refused('createJob', { params: params(), body })
      expect(problem).toMatchObject({ status: 422, code: 'validation_failed', errors })
      expect(JSON.stringify(problem)).not.toContain('FAKE-0123')
      expect(world.sent('cis')).toEqual([])
    }
  })
})
