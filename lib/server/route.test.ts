import { beforeEach, expect, it } from 'vitest'
import { operations } from '@/lib/schemas/operations'
import type { Operation } from '@/lib/schemas/operations/operation'
import { problem } from '@/lib/schemas/problem'
import { jobInput } from '@/lib/testing/inputs'
import type { OperationName, Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

const all = Object.entries<Operation>(operations) as [OperationName, Operation][] // Its own keys.
const ids = {
  instanceId: '00000000-0000-4000-a000-000000000000',
  id: '00000000-0000-4000-a000-000000000000',
  zoneId: '0123456789abcdef0123456789abcdef',
  jobId: '991001',
  requestId: '00000000-0000-4000-8000-000000000000',
  dataset: 'http_requests',
}

describeWorld('an operation', (world) => {
  const guarded = all.filter(([, { permission }]) => permission !== null)
  it.each(guarded)('%s needs a session', async (name, { body }) => {
    const problem = await world
      .visitor()
      .refused(name, { params: ids, body: body ? {} : undefined })
    expect(problem).toMatchObject({ status: 401, code: 'signed_out' })
  })

  it('that is open is answered to anybody', async () => {
    expect(await world.visitor().ok('health')).toEqual({ status: 'ok' })
    expect(await world.visitor().ok('openapi')).toMatchObject({ openapi: '3.1.0' })
    expect((await world.visitor().call('deleteSession')).status).toBe(204)
  })

  const withBody = all.filter(([, { body }]) => body)
  it.each(withBody)('%s takes JSON only', async (name) => {
    const types = [null, '', 'text/plain', 'application/x-www-form-urlencoded']
    for (const type of [...types, 'application/json-seq', 'multipart/form-data; boundary=x']) {
      const headers = { 'content-type': type }
      const input = {
        params: ids,
        headers,
        body: type === null ? new Uint8Array([123, 125]) : '{}',
      }
      expect(await world.visitor().refused(name, input)).toMatchObject({
        status: 415,
        code: 'unsupported_media_type',
      })
    }
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
    const { status } = await world.visitor().call(name, { params: ids, headers, body: '{}' })
    expect([401, 422]).toContain(status)
  })

  const inAddress = all.flatMap(([name, { params }]) =>
    Object.keys(params.shape).map((key): [OperationName, string] => [name, key]),
  )
  it.each(inAddress)('%s takes no odd %s', async (name, key) => {
    const manager = await world.signIn()
    world.sent('cis')
    world.sent('cos')
    const odd = [
      'x',
      '%2e%2e',
      `${'a'.repeat(32)}/..`,
      '0 or 1=1',
      'é',
      '-1',
      '1e3',
      'a'.repeat(300),
    ]
    for (const value of odd.filter((text) => key !== 'dataset' || !/^[\w-]{1,256}$/.test(text))) {
      const body = operations[name].body ? {} : undefined
      const problem = await manager.refused(name, { params: { ...ids, [key]: value }, body })
      expect(problem, value).toMatchObject({ status: 400, code: 'invalid_id' })
      expect(problem.errors?.[0]?.path).toBe(key)
    }
    expect([...world.sent('cis'), ...world.sent('cos')]).toEqual([])
  })

  // The identity provider may add what it likes to the way back.
  const ours = all.filter(([name]) => name !== 'finishOidc')
  it.each(ours)('%s takes no unknown parameter', async (name, { body }) => {
    const manager = await world.signIn()
    const input = { params: ids, query: { surprise: '1' }, body: body ? {} : undefined }
    const problem = await manager.refused(name, input)
    expect(problem).toMatchObject({ status: 400 })
    expect(problem.errors?.[0]?.path).toBe('surprise')
  })
})

describeWorld('an address', (world) => {
  const resources = [...new Set(all.map(([, { path }]) => path))]
  it.each(resources)('%s names its methods, and answers others with 405', async (path) => {
    const taken: string[] = all.filter(([, one]) => one.path === path).map(([, one]) => one.method)
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
    const allowed = [...taken, ...(taken.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort()
    const address = path.replaceAll(/\{(\w+)\}/g, (_, key: keyof typeof ids) => ids[key])
    const options = await world.visitor().send('OPTIONS', address)
    expect([options.status, options.text]).toEqual([204, ''])
    expect(options.headers.get('allow')?.split(', ').sort()).toEqual(allowed)
    for (const method of methods.filter((one) => !taken.includes(one))) {
      const { status, headers, body } = await world.visitor().send(method, address)
      expect([status, problem.parse(body).code]).toEqual([405, 'method_not_allowed'])
      expect(headers.get('allow')?.split(', ').sort()).toEqual(allowed)
    }
  })

  it.each(['/api', '/api/', '/api/nothing', '/api/instances/x/y/z', '/api/session/1', '/api/%00'])(
    '%s is none of ours',
    async (path) => {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, body } = await world.visitor().send(method, path)
        expect([status, problem.parse(body).code]).toEqual([404, 'not_found'])
      }
    },
  )
})

describeWorld('a body', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
    world.sent('cis')
  })
  const post = (body: string | Uint8Array) =>
    manager.refused('createJob', { params: world.zone('playground'), body })
  const padded = (bytes: number) => JSON.stringify({ name: 'a'.repeat(bytes) })

  it.each<[string, string | Uint8Array, number, string]>([
    ['empty', '', 400, 'bad_request'],
    ['no JSON', '{"name":', 400, 'bad_request'],
    ['two of them', '{}{}', 400, 'bad_request'],
    ['text that is no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 422, 'validation_failed'],
    ['just large enough', padded(255 * 1024), 422, 'validation_failed'],
    ['too large', padded(256 * 1024), 413, 'payload_too_large'],
    ['a megabyte', padded(1024 * 1024), 413, 'payload_too_large'],
    ['very deep', '['.repeat(120_000), 400, 'bad_request'],
    ['deep and closed', `${'['.repeat(60_000)}${']'.repeat(60_000)}`, 422, 'validation_failed'],
    ['null', 'null', 422, 'validation_failed'],
    ['a list', '[]', 422, 'validation_failed'],
    ['a number', '1e999', 422, 'validation_failed'],
  ])('that is %s', async (_, body, status, code) => {
    expect(await post(body)).toMatchObject({ status, code })
    expect(world.sent('cis', 'POST')).toEqual([])
  })

  it('that is too large is refused by what it says of itself, too', async () => {
    const headers = { 'content-length': String(300 * 1024) }
    const input = { params: world.zone('playground'), body: '{}', headers }
    expect(await manager.refused('createJob', input)).toMatchObject({ status: 413 })
  })

  it('with very many mistakes is answered with some of them', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`m${at}`, 1]))
    const { errors = [], detail } = await post(JSON.stringify(wrong))
    expect(errors.length).toBeGreaterThan(5)
    expect(errors.length).toBeLessThanOrEqual(100)
    expect(detail.length).toBeLessThan(300)
  })

  it('that names a prototype names an unknown member', async () => {
    const text = JSON.stringify(jobInput(world)).replace('{', '{"__proto__":{"enabled":false},')
    const { status, errors } = await post(text)
    expect([status, errors?.[0]?.path]).toEqual([422, '__proto__'])
  })
})

describeWorld('an answer', (world) => {
  it('says how much of IBM’s budget is used', async () => {
    const manager = await world.signIn()
    await manager.ok('listInstances')
    const before = await manager.call('listJobs', { params: world.zone('empty') })
    const after = await manager.call('listJobs', { params: world.zone('empty') })
    const used = [before, after].map(({ headers }) => headers.get('x-ibm-requests'))
    expect(used).toEqual(['1/1200', '2/1200'])
  })

  it('to a fault of ours says nothing of it, and the log does', async () => {
    const manager = await world.signIn()
    const lines: string[] = []
    const { setLogSink } = await import('./log')
    const restore = setLogSink((_, line) => lines.push(line))
    const db = await world.db()
    await db.schema.alterTable('recent_zones').renameTo('moved').execute()
    const problem = await manager.refused('listRecentZones')
    await db.schema.alterTable('moved').renameTo('recent_zones').execute()
    restore()
    expect(problem).toMatchObject({ status: 500, code: 'internal' })
    expect(JSON.stringify(problem)).not.toMatch(/recent_zones|select|sqlite/i)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        level: 'error',
        event: 'request_failed',
        requestId: problem.requestId,
        operation: 'GET /api/recent-zones',
        error: { message: expect.stringContaining('recent_zones') },
      },
    ])
  })
})
