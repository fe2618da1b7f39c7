import { describe, expect, it } from 'vitest'
import { DEFAULT_BUCKET } from '../seed/buckets.ts'
import { CIS } from '../seed/instances.ts'
import { ZONES, zoneId } from '../seed/zones.ts'
import { createTestClient, jobBody, PLAYGROUND, type Wire } from '../test-client.ts'
import { createFaults } from './faults.ts'
import type { FaultEffect, FaultMatch } from './types.ts'

const jobs = `/zones/${PLAYGROUND}/logpush/jobs`
const full = `/zones/${zoneId(ZONES.full)}/logpush/jobs`

async function withFault(effect: FaultEffect, match: Partial<FaultMatch> = {}) {
  const client = createTestClient()
  const cis = await client.cisAs('manager')
  client.simulator.faults.add({ match: { service: 'cis', ...match }, effect })
  return { client, cis }
}

describe('answers that are errors', () => {
  it.each<[FaultEffect, number, Wire]>([
    [{ kind: 'rate-limited' }, 429, { errors: [{ code: 429, message: 'Too many requests' }] }],
    [{ kind: 'status', status: 503 }, 503, { success: false }],
    [
      { kind: 'status', status: 400, code: 1002, message: 'no', errors: 'objects' },
      400,
      { errors: [{ code: 1002, message: 'no' }] },
    ],
    [
      { kind: 'status', status: 400, code: 1002, message: 'no', errors: 'strings' },
      400,
      { errors: ['1002: no'] },
    ],
    [
      { kind: 'status', status: 400, code: 1002, message: 'no', errors: 'nested' },
      400,
      { errors: [['1002', 'no']] },
    ],
    [
      { kind: 'status', status: 400, code: 1002, message: 'no', errors: 'nested-objects' },
      400,
      { errors: [[{ code: 1002, message: 'no' }]] },
    ],
    [
      { kind: 'status', status: 405, message: 'no', errors: 'gateway' },
      405,
      { trace: expect.any(String), errors: [{ code: 405, message: 'no' }] },
    ],
    [
      { kind: 'status', status: 403, code: 'FAKE', message: 'no', errors: 'gateway' },
      403,
      { errors: [{ code: 'FAKE', message: 'no' }] },
    ],
    [{ kind: 'token-expired' }, 401, { statusCode: 401 }],
    [
      { kind: 'token-expired', status: 403 },
      403,
      { errors: [{ message: expect.stringContaining('token expired') }] },
    ],
    [{ kind: 'role-too-low' }, 403, { success: false }],
  ])('%j', async (effect, status, body) => {
    const { cis } = await withFault(effect)
    expect(await cis('GET', 'v2', full)).toMatchObject({ status, body })
  })

  it('carry Retry-After when it is asked for', async () => {
    const waitAsked = async (retryAfter?: number | string) => {
      const { cis } = await withFault({
        kind: 'rate-limited',
        ...(retryAfter === undefined ? {} : { retryAfter }),
      })
      return (await cis('GET', 'v2', full)).headers.get('retry-after')
    }
    expect([await waitAsked(), await waitAsked(7)]).toEqual([null, '7'])
  })

  it('may be a page, or half an answer', async () => {
    const page = await (await withFault({ kind: 'html' })).cis('GET', 'v2', full)
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html'])
    expect(page.body).toContain('<html>')
    const { cis } = await withFault({ kind: 'broken-json' })
    await expect(cis('GET', 'v2', full)).rejects.toThrow(SyntaxError)
  })

  it('may be a page of a proxy before IAM', async () => {
    const client = createTestClient()
    const effect = { kind: 'html', status: 403 } as const
    client.simulator.faults.add({ match: { service: 'iam' }, effect })
    const reply = await client.requestToken({})
    expect([reply.status, reply.headers.get('content-type')]).toEqual([403, 'text/html'])
    expect(reply.body).toContain('<title>403 Forbidden</title>')
  })

  it('outlive a fresh token', async () => {
    const { client, cis } = await withFault({ kind: 'token-expired' })
    expect((await cis('GET', 'v2', full)).status).toBe(401)
    const again = await client.cisAs('manager')
    expect((await again('GET', 'v2', full)).status).toBe(401)
  })

  it('are in the form of the service', async () => {
    const client = createTestClient()
    for (const service of [
      'iam',
      'resourceController',
      'globalCatalog',
      'cos',
      'ingress',
    ] as const) {
      client.simulator.faults.add({ match: { service }, effect: { kind: 'status', status: 503 } })
    }
    const get = async (path: string) => (await client.call('GET', path)).body
    expect(await get('/iam/identity/token')).toMatchObject({ errorCode: '503' })
    expect(await get('/rc/v2/resource_instances')).toMatchObject({ status_code: 503 })
    expect(await get('/catalog/api/v1/x')).toMatchObject({ status_code: 503 })
    expect(await get('/cos/eu-de/bucket')).toContain('<Error>')
    expect(await get('/ingress/eu-de/x/logs/v1/singles')).toMatchObject({ error: '503' })
  })
})

describe('answers with another content', () => {
  it.each<[FaultEffect, (body: Wire) => unknown, unknown]>([
    [{ kind: 'result-null' }, (body) => [body.success, body.result], [true, null]],
    [{ kind: 'result', result: { odd: 1 } }, (body) => body.result, { odd: 1 }],
    [{ kind: 'bare' }, (body) => body[0].id, 991001],
  ])('%j', async (effect, look, expected) => {
    const { cis } = await withFault(effect)
    expect(look((await cis('GET', 'v2', full)).body)).toEqual(expected)
  })

  it('have no body, though all was done', async () => {
    const { cis, client } = await withFault({ kind: 'empty' }, { method: 'POST' })
    const reply = await cis('POST', 'v2', jobs, jobBody()).catch((error: unknown) => error)
    expect(reply).toBeInstanceOf(SyntaxError)
    expect((await cis('GET', 'v2', jobs)).body.result).toHaveLength(1)
    const match = { service: 'cis', method: 'GET' } as const
    client.simulator.faults.add({ match, effect: { kind: 'empty', status: 202 } })
    const raw = await client.simulator.fetch(
      `http://simulator.test/cis/v1/${encodeURIComponent(CIS.big.crn)}/zones`,
      { headers: { Authorization: `Bearer ${await client.tokenOf('manager')}` } },
    )
    expect([raw.status, await raw.text()]).toEqual([202, ''])
  })

  it.each(['/cis/v1/x/zones', `/cos/eu-de/${DEFAULT_BUCKET}/key`])(
    'unpack to much more than was sent: %s',
    async (path) => {
      const client = createTestClient()
      const effect = { kind: 'gzip-bomb', megabytes: 51 } as const
      for (const service of ['cis', 'cos'] as const) {
        client.simulator.faults.add({ match: { service }, effect })
      }
      const answer = await client.simulator.answer({
        method: 'GET',
        url: path,
        query: '',
        headers: new Headers(),
        body: async () => new Uint8Array(),
        request: async () => new Request(`http://simulator.test${path}`),
      })
      expect('body' in answer && answer.body.length).toBeLessThan(100_000)
      const unpacked = await client.simulator.fetch(`http://simulator.test${path}`)
      expect(unpacked.headers.get('content-encoding')).toBe('gzip')
      expect((await unpacked.arrayBuffer()).byteLength).toBe(51 * 1024 * 1024)
    },
  )

  it('have other fields', async () => {
    const { cis } = await withFault({ kind: 'fields', gained: { New: 'int; n' }, lost: ['RayID'] })
    const { body } = await cis(
      'GET',
      'v2',
      `/zones/${PLAYGROUND}/logpush/datasets/http_requests/fields`,
    )
    expect(body.result).toHaveProperty('New', 'int; n')
    expect(body.result).not.toHaveProperty('RayID')
  })
})

describe('connections', () => {
  it('break before the write is done, or after', async () => {
    const before = await withFault({ kind: 'reset-before' }, { method: 'POST' })
    await expect(before.cis('POST', 'v2', jobs, jobBody())).rejects.toThrow('fetch failed')
    expect((await before.cis('GET', 'v2', jobs)).body.result).toBeNull()

    const after = await withFault({ kind: 'reset-after' }, { method: 'POST', times: 1 })
    await expect(after.cis('POST', 'v2', jobs, jobBody())).rejects.toMatchObject({
      cause: { code: 'ECONNRESET' },
    })
    expect((await after.cis('GET', 'v2', jobs)).body.result).toHaveLength(1)
  })

  it('are not made at all', async () => {
    const client = createTestClient()
    client.simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'refused' } })
    await expect(client.tokenOf('manager')).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    })
  })

  it('that wait are cut by a reset, and do nothing to what comes after it', async () => {
    const { client, cis } = await withFault({ kind: 'delay', ms: 20 }, { method: 'POST' })
    const pending = cis('POST', 'v2', jobs, jobBody())
    client.simulator.reset()
    await expect(pending).rejects.toThrow('fetch failed')
    const others = [...client.simulator.state.jobs.values()]
    expect(others.filter(({ zoneId }) => zoneId === PLAYGROUND)).toEqual([])
  })

  it('stay open without an answer until the caller gives up', async () => {
    const client = createTestClient()
    client.simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'hang' } })
    const controller = new AbortController()
    const pending = client.call('GET', '/iam/v1/apikeys/details', { signal: controller.signal })
    controller.abort(new Error('had enough'))
    await expect(pending).rejects.toThrow('had enough')
  })
})

describe('jobs', () => {
  it('are refused while the destination is down', async () => {
    const { cis } = await withFault({ kind: 'destination-down' }, { method: 'POST' })
    expect(await cis('POST', 'v2', jobs, jobBody())).toMatchObject({
      status: 400,
      body: { errors: [{ code: 1002 }] },
    })
  })

  it('are accepted and stay silent', async () => {
    const { cis, client } = await withFault({ kind: 'silent' }, { method: 'POST' })
    expect((await cis('POST', 'v2', jobs, jobBody())).status).toBe(201)
    client.clock.advance(3_600_000)
    await client.simulator.tick()
    expect([...client.simulator.state.jobs.values()].at(-1)?.lastComplete).toBeNull()
  })
})

describe('what a fault is matched with', () => {
  it.each<[FaultMatch, string[]]>([
    [{ service: 'cis' }, ['GET /a', 'POST /b']],
    [{ service: 'cis', method: 'post' }, ['POST /b']],
    [{ service: 'cis', path: '/a' }, ['GET /a']],
    [{ service: 'cis', path: /^\/b$/ }, ['POST /b']],
    [{ service: 'iam' }, []],
    [{ service: 'cis', times: 1 }, ['GET /a']],
    [{ service: 'cis', after: 1 }, ['POST /b']],
  ])('%o', (match, expected) => {
    const faults = createFaults()
    faults.add({ match, effect: { kind: 'hang' } })
    const hit = ['GET /a', 'POST /b'].filter((line) => {
      const [method = '', path = ''] = line.split(' ')
      return faults.take('cis', method, path).length > 0
    })
    expect(hit).toEqual(expected)
  })

  it('can be removed, and is counted', () => {
    const faults = createFaults()
    const match = { service: 'destination', path: 'bucket' } as const
    const id = faults.add({ match, effect: { kind: 'destination-down', message: 'gone' } })
    expect(faults.destinationDown('cos://bucket')).toBe('gone')
    expect(faults.destinationDown('cos://other')).toBeNull()
    expect(faults.list()).toMatchObject([{ id, happened: 1 }])
    faults.remove(id)
    expect(faults.destinationDown('cos://bucket')).toBeNull()
  })
})
