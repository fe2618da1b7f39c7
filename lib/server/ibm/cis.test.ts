import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { UpstreamError } from '@/lib/server/errors'
import { leaksIn } from '@/lib/testing/leaks'
import * as cis from './cis'
import { closeConnections } from './exchange'
import {
  bytes,
  enveloped,
  hang,
  json,
  reset,
  type ScriptedUpstream,
  startUpstream,
} from './scripted-upstream'

const crn =
  'crn:v1:bluemix:public:internet-svcs:global:a/FAKE0123:11111111-2222-4333-8444-555555555555::'
const crnSegment = encodeURIComponent(crn)
const zone = 'a'.repeat(32)

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_CIS_API_ENDPOINT', `${upstream.url}/cis`)
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const context = (more: Partial<cis.CisContext> = {}): cis.CisContext => ({
  token: 'FAKE-token',
  crn,
  identity: 'IBMid-FAKE',
  deadlineMs: Date.now() + 10_000,
  requestId: 'FAKE-request',
  ...more,
})

async function failure(answer: Promise<unknown>): Promise<UpstreamError> {
  const thrown = await answer.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  if (!(thrown instanceof UpstreamError)) throw thrown
  return thrown
}

const wire = {
  id: 991631,
  dataset: 'http_requests',
  frequency: 'high',
  kind: '',
  enabled: true,
  name: 'FAKE-job',
  logpull_options: 'fields=RayID&timestamps=rfc3339',
  destination_conf: 'cos://b?region=eu-de&instance-id=x',
  last_complete: null,
  last_error: null,
  error_message: null,
}

describe('what is sent', () => {
  it('puts the encoded CRN into the path, below the base’s prefix, and the token into both headers', async () => {
    upstream.play(enveloped([]))
    await cis.listJobs(context(), zone)
    expect(upstream.seen[0]).toMatchObject({
      method: 'GET',
      url: `/cis/v2/${crnSegment}/zones/${zone}/logpush/jobs`,
      body: '',
    })
    expect(upstream.seen[0]?.headers).toMatchObject({
      'x-auth-user-token': 'Bearer FAKE-token',
      authorization: 'Bearer FAKE-token',
      'x-request-id': 'FAKE-request',
    })
  })

  it.each([
    [
      'getJob',
      () => cis.getJob(context(), zone, '7'),
      'GET',
      `v2/${crnSegment}/zones/${zone}/logpush/jobs/7`,
      '',
    ],
    [
      'createJob',
      () => cis.createJob(context(), zone, { name: 'n' }),
      'POST',
      `v2/${crnSegment}/zones/${zone}/logpush/jobs`,
      '{"name":"n"}',
    ],
    [
      'updateJob',
      () => cis.updateJob(context(), zone, '7', { enabled: false }),
      'PUT',
      `v2/${crnSegment}/zones/${zone}/logpush/jobs/7`,
      '{"enabled":false}',
    ],
    [
      'deleteJob',
      () => cis.deleteJob(context(), zone, '7'),
      'DELETE',
      `v2/${crnSegment}/zones/${zone}/logpush/jobs/7`,
      '',
    ],
  ])('%s', async (_, act, method, path, body) => {
    upstream.play(enveloped(wire))
    await act()
    expect(upstream.seen).toHaveLength(1)
    expect(upstream.seen[0]).toMatchObject({ method, url: `/cis/${path}`, body })
    const type = body === '' ? undefined : 'application/json'
    expect(upstream.seen[0]?.headers['content-type']).toBe(type)
  })

  it('retention, ownership and fields', async () => {
    upstream.play(
      enveloped({ flag: false }),
      enveloped({ flag: true }),
      enveloped({ filename: 'logs/c.txt', valid: true, messages: '' }),
      json(200, { valid: true }),
      enveloped({ RayID: 'string; The ray id' }),
    )
    const cos = { bucket_name: 'b', id: 'g', region: 'eu-de' }
    expect(await cis.getRetention(context(), zone)).toBe(false)
    expect((await cis.setRetention(context(), zone, true)).enabled).toBe(true)
    expect(await cis.createChallenge(context(), zone, { cos })).toMatchObject({
      filename: 'logs/c.txt',
      valid: true,
    })
    expect(await cis.validateChallenge(context(), zone, { cos }, 'FAKE-tok')).toMatchObject({
      valid: true,
    })
    expect(await cis.listFields(context(), zone, 'http_requests')).toEqual([
      { name: 'RayID', type: 'string', description: 'The ray id' },
    ])
    const base = `${crnSegment}/zones/${zone}`
    expect(upstream.seen.map((one) => [one.method, one.url, one.body])).toEqual([
      ['GET', `/cis/v1/${base}/logs/retention`, ''],
      ['POST', `/cis/v1/${base}/logs/retention`, '{"flag":true}'],
      ['POST', `/cis/v2/${base}/logpush/ownership`, JSON.stringify({ cos })],
      [
        'POST',
        `/cis/v2/${base}/logpush/ownership/validate`,
        JSON.stringify({ cos, ownership_challenge: 'FAKE-tok' }),
      ],
      ['GET', `/cis/v2/${base}/logpush/datasets/http_requests/fields`, ''],
    ])
  })
})

describe('listJobs accepts', () => {
  it.each([
    ['result: null', enveloped(null), []],
    ['no result', json(200, { success: true }), []],
    ['one bare object', enveloped(wire), ['991631']],
    ['no envelope', json(200, [wire]), ['991631']],
    ['ids as digits in text', enveloped([{ id: '12' }]), ['12']],
    [
      'a job with nothing but an id, and all null',
      enveloped([
        { id: 1 },
        { id: 2, name: null, enabled: null, dataset: null, destination_conf: null },
      ]),
      ['1', '2'],
    ],
    [
      'members of another type',
      enveloped([{ id: 3, name: 5, enabled: 'true', frequency: {}, last_error: 0 }]),
      ['3'],
    ],
    ['one entry without an id among others', enveloped([{ name: 'x' }, { id: 4 }]), ['4']],
    [
      'an id beyond 2^53, to the digit',
      bytes(200, '{"success":true,"result":[{"id": 9007199254740993123}]}'),
      ['9007199254740993123'],
    ],
  ])('%s', async (_, script, ids) => {
    upstream.play(script)
    expect((await cis.listJobs(context(), zone)).items.map((job) => job.id)).toEqual(ids)
  })

  it('a whole job, its empty times as null', async () => {
    upstream.play(enveloped([{ ...wire, last_complete: '', last_error: '', error_message: '' }]))
    const { kind: _, ...rest } = wire
    expect(await cis.listJobs(context(), zone)).toEqual({
      items: [{ ...rest, id: '991631', elsewhere: {} }],
      isPartial: false,
    })
  })

  it('entries that can’t be read, and says that the list is not whole', async () => {
    for (const odd of [{ name: 'x' }, { id: 'x' }, { id: -1 }, null, 7]) {
      upstream.play(enveloped([odd, wire]))
      const { items, isPartial } = await cis.listJobs(context(), zone)
      expect([items.length, isPartial]).toEqual([1, true])
    }
  })
})

describe('an answer that is no use', () => {
  it.each([
    ['broken JSON', bytes(200, '{"success":true,"result":[')],
    ['HTML with 200', bytes(200, '<html>hello</html>')],
    ['a list of things without ids', enveloped([{ name: 'x' }])],
    ['a text for a list', enveloped('jobs')],
    ['nothing at all', bytes(200, '')],
    ['blanks', bytes(200, ' \r\n')],
    ['no content', bytes(204, '')],
    ['a bare null', bytes(200, 'null')],
    ['an empty object', json(200, {})],
  ])('%s is unusable, and not asked for again', async (_, script) => {
    upstream.play(script)
    expect((await failure(cis.listJobs(context(), zone))).failure).toBe('unusable')
    expect(upstream.seen).toHaveLength(1)
  })

  it.each([
    ['broken JSON', bytes(201, '{"success":tr')],
    ['no job in it', enveloped(null)],
    ['an empty body', bytes(201, '')],
  ])('after a POST, %s may hide a job that was made', async (_, script) => {
    upstream.play(script)
    const error = await failure(cis.createJob(context(), zone, {}))
    expect(error).toMatchObject({ failure: 'unusable', maybeCarriedOut: true })
  })

  it.each([null, {}, { flag: null }])(
    'retention that is set needs more than %j',
    async (result) => {
      upstream.play(enveloped(result))
      const error = await failure(cis.setRetention(context(), zone, true))
      expect(error).toMatchObject({ failure: 'unusable', maybeCarriedOut: true })
    },
  )

  it.each<[string, () => Promise<unknown>]>([
    ['getRetention', () => cis.getRetention(context(), zone)],
    ['setRetention', () => cis.setRetention(context(), zone, true)],
    ['getJob', () => cis.getJob(context(), zone, '7')],
    ['updateJob', () => cis.updateJob(context(), zone, '7', {})],
    ['listFields', () => cis.listFields(context(), zone, 'http_requests')],
    ['createChallenge', () => cis.createChallenge(context(), zone, {})],
    ['validateChallenge', () => cis.validateChallenge(context(), zone, {}, 'FAKE-tok')],
  ])('%s needs more than an empty body', async (name, act) => {
    for (const script of [bytes(200, ''), bytes(204, '')]) {
      upstream.play(script)
      const isWrite = !/^(get|list)/.test(name)
      expect(await failure(act())).toMatchObject({ failure: 'unusable', maybeCarriedOut: isWrite })
      expect(upstream.seen).toHaveLength(1)
    }
  })

  it('deleteJob is not told by a page that says all is well, or that it is gone', async () => {
    upstream.play(bytes(200, '<html>Sign in</html>'), bytes(404, '<html>Not found</html>'))
    const at200 = await failure(cis.deleteJob(context(), zone, '7'))
    expect(at200).toMatchObject({ failure: 'unusable', maybeCarriedOut: true })
    const at404 = await failure(cis.deleteJob(context(), zone, '7'))
    expect(at404).toMatchObject({ failure: 'unusable', maybeCarriedOut: false })
  })

  it.each([
    ['strings', ['no such zone']],
    ['nested strings', [['no such zone']]],
    ['objects', [{ code: 1002, message: 'no such zone' }]],
  ])('success: false with 200 and errors as %s is a refusal', async (_, errors) => {
    upstream.play(json(200, { success: false, errors, messages: [], result: null }))
    const error = await failure(cis.createJob(context(), zone, {}))
    expect(error).toMatchObject({
      failure: 'refused',
      maybeCarriedOut: false,
      facts: { status: 200, message: 'no such zone' },
    })
  })

  it('a gateway’s error with 200 is one, too', async () => {
    upstream.play(json(200, { errorCode: 'FAKE1E', errorMessage: 'no' }))
    expect((await failure(cis.listJobs(context(), zone))).facts.code).toBe('FAKE1E')
  })
})

describe('writes', () => {
  it.each([200, 201, 202])('createJob takes %i', async (status) => {
    upstream.play(
      json(status, { success: true, errors: [], result: wire }, { 'x-correlation-id': 'FAKE-c' }),
    )
    const made = await cis.createJob(context(), zone, {})
    expect(made).toMatchObject({ job: { id: '991631' }, correlationId: 'FAKE-c' })
  })

  it.each([
    ['is gone already', json(404, { errors: [] }), true],
    ['is deleted', enveloped({}), false],
    ['is deleted, and nothing is said of it', bytes(204, ''), false],
    ['is deleted, and the id is echoed', enveloped({ id: 7 }), false],
  ])('deleteJob: the job %s', async (_, script, alreadyGone) => {
    upstream.play(script)
    expect(await cis.deleteJob(context(), zone, '7')).toMatchObject({ alreadyGone })
  })

  it('deleteJob does not take another failure for gone', async () => {
    upstream.play(json(403, {}))
    expect((await failure(cis.deleteJob(context(), zone, '7'))).facts.status).toBe(403)
  })

  it.each([
    ['a broken connection', reset, true],
    ['no answer', hang, true],
    ['503', bytes(503, ''), true],
    ['429', bytes(429, ''), false],
  ])('never go out twice: %s', async (_, script, maybeCarriedOut) => {
    upstream.play(script)
    const error = await failure(cis.createJob(context({ deadlineMs: Date.now() + 400 }), zone, {}))
    expect(error.maybeCarriedOut).toBe(maybeCarriedOut)
    expect(upstream.seen).toHaveLength(1)
  })

  it('errors do not repeat the key that was sent, in clear or encoded', async () => {
    const key = 'FAKE key+value/1'
    const message = `bad destination x?a=${key}&b=${encodeURIComponent(key)}`
    upstream.play(json(400, { success: false, errors: [{ code: 1002, message }] }))
    const error = await failure(cis.createJob(context(), zone, { cos: { ibm_api_key: key } }))
    expect(error.facts.message).toBe('bad destination x?a=••••&b=••••')
  })
})

describe('the challenge', () => {
  it('with valid: false inside a success is handed on, with its message', async () => {
    upstream.play(enveloped({ filename: '', valid: false, message: 'can not write' }))
    expect(await cis.createChallenge(context(), zone, {})).toMatchObject({
      filename: null,
      valid: false,
      message: 'can not write',
    })
  })

  it.each([
    ['enveloped', enveloped({ valid: false, message: 'incorrect' }), 'incorrect'],
    ['bare', json(200, { valid: false }), null],
  ])('is not valid, %s', async (_, script, message) => {
    upstream.play(script)
    const answer = await cis.validateChallenge(context(), zone, {}, 'FAKE-tok')
    expect(answer).toEqual({ valid: false, message })
  })

  it('without a word about validity is unusable', async () => {
    upstream.play(enveloped({}))
    const error = await failure(cis.validateChallenge(context(), zone, {}, 'FAKE-tok'))
    expect(error.failure).toBe('unusable')
  })
})

describe('the token', () => {
  const noToken = json(401, { errors: [{ code: 'FAKE-401', message: 'expired' }] })

  it('is renewed after one 401, and the request goes out once more, a write as well', async () => {
    upstream.play(noToken, enveloped(wire))
    const asked: (string | undefined)[] = []
    const token = async ({ rejected }: { rejected?: string }) => {
      asked.push(rejected)
      return rejected === undefined ? 'FAKE-old' : 'FAKE-new'
    }
    await cis.createJob(context({ token }), zone, {})
    expect(asked).toEqual([undefined, 'FAKE-old'])
    expect(upstream.seen.map((one) => one.headers.authorization)).toEqual([
      'Bearer FAKE-old',
      'Bearer FAKE-new',
    ])
  })

  it('is renewed once only: the second 401 stands', async () => {
    upstream.play(noToken)
    const token = async ({ rejected }: { rejected?: string }) => rejected ?? 'FAKE-old'
    const other = async ({ rejected }: { rejected?: string }) => `FAKE-${rejected ? 2 : 1}`
    expect((await failure(cis.listJobs(context({ token }), zone))).facts.status).toBe(401)
    expect(upstream.seen).toHaveLength(1)
    expect((await failure(cis.listJobs(context({ token: other }), zone))).facts.status).toBe(401)
    expect(upstream.seen).toHaveLength(3)
  })

  it('what the provider throws is what the caller sees', async () => {
    upstream.play(noToken)
    const over = new Error('FAKE session is over')
    const token = async ({ rejected }: { rejected?: string }) => {
      if (rejected !== undefined) throw over
      return 'FAKE-old'
    }
    await expect(cis.listJobs(context({ token }), zone)).rejects.toBe(over)
  })
})

describe('what a destination hides', () => {
  const secrets = { hook: 'FAKE-hook-0123456789abcdef', sig: 'FAKE9' }
  const job = (id: number, more: object = {}) => ({ ...wire, id, ...more })
  const withHook = job(1, {
    destination_conf: `https://hooks.example/in/${secrets.hook}/push?sig=${secrets.sig}`,
    error_message: `404 {"message":"Cannot POST /in/${secrets.hook}/push?sig=${secrets.sig}"}`,
  })
  const beside = job(2, { error_message: `no ${secrets.hook}, signature ${secrets.sig}` })
  const echo = json(400, {
    success: false,
    errors: [
      {
        code: 1002,
        message: `error validating destination: ${'x'.repeat(250)} /in/${encodeURIComponent(secrets.hook)}`,
      },
      { code: 1002, message: `and Basic ${btoa(`u:${secrets.hook}`)}, sig ${secrets.sig}` },
    ],
  })
  // Each test in a zone of its own: what is known of one is kept for a while.
  const zones = ['b', 'c', 'd', 'e', 'f', '0', '1'].map((digit) => digit.repeat(32))
  const [zoneB = '', zoneC = '', zoneD = '', zoneE = '', zoneF = '', zone0 = '', zone1 = ''] = zones

  it('is hidden in the errors of all jobs of its zone', async () => {
    upstream.play(enveloped([withHook, beside, job(3)]))
    const { items: jobs } = await cis.listJobs(context(), zoneB)
    expect(jobs.map((one) => one.error_message)).toEqual([
      '404 {"message":"Cannot POST /in/••••?sig=••••"}',
      'no ••••, signature ••••',
      null,
    ])
    expect(jobs[0]?.destination_conf).toContain(secrets.hook)
  })

  it('is hidden where a long error is cut', async () => {
    const said = 'so it failed '.repeat(1_000)
    const whole = { ...withHook, error_message: null }
    for (const secret of [secrets.hook, secrets.sig]) {
      for (const left of [1, 3, 4, 7]) {
        const error_message = `${said.slice(0, 7_999 - left)} ${secret} and so on`
        upstream.play(enveloped([whole, job(2, { error_message })]))
        const [, cut] = (await cis.listJobs(context(), zone1)).items
        expect(cut?.error_message?.length).toBeGreaterThan(7_900)
        expect(cut?.error_message).not.toContain('FA')
      }
    }
  })

  it('is hidden in a job that is read alone, for which the others are read once', async () => {
    upstream.play(enveloped(beside), enveloped([withHook, beside]), enveloped(beside))
    const alone = await cis.getJob(context(), zoneC, '2')
    const again = await cis.getJob(context(), zoneC, '2')
    for (const one of [alone, again]) expect(one.error_message).toBe('no ••••, signature ••••')
    const paths = upstream.seen.map(({ url }) => url.replace(/.*logpush/, ''))
    expect(paths).toEqual(['/jobs/2', '/jobs', '/jobs/2'])
  })

  it('is hidden as far as is known when the others can’t be read', async () => {
    upstream.play(enveloped(withHook), json(403, {}))
    const { error_message: said } = await cis.getJob(context(), zoneD, '1')
    expect(said).toBe('404 {"message":"Cannot POST /in/••••?sig=••••"}')
  })

  it.each([
    ['a pause', () => cis.updateJob(context(), zoneE, '1', { enabled: false })],
    ['a deletion', () => cis.deleteJob(context(), zoneE, '1')],
    ['another job’s creation', () => cis.createJob(context(), zoneE, { name: 'x' })],
    ['a challenge', () => cis.createChallenge(context(), zoneE, {})],
  ])('is hidden in the refusal of %s, which carries no secret itself', async (_, act) => {
    upstream.play(enveloped(job(1, { ...withHook, error_message: null })), echo)
    await cis.getJob(context(), zoneE, '1')
    const { facts } = await failure(act())
    expect(facts.message).toMatch(/^error validating destination: x+/)
    expect(leaksIn(JSON.stringify(facts), secrets)).toEqual([])
  })

  it('is hidden in the message of a challenge that failed', async () => {
    upstream.play(
      enveloped({ ...withHook, error_message: null }),
      enveloped({ valid: false, message: `no access for ${secrets.hook}` }),
    )
    await cis.getJob(context(), zoneF, '1')
    const { message } = await cis.createChallenge(context(), zoneF, {})
    expect(message).toBe('no access for ••••')
  })

  it('is no code and no id, and the token that was sent is neither', async () => {
    const token = 'FAKE-token'
    const ids = { 'x-correlation-id': `a-${secrets.hook}`, 'cf-ray': `Bearer:${token}` }
    upstream.play(
      enveloped({ ...withHook, error_message: null }),
      json(400, { errors: [{ code: secrets.hook, message: `not ${token}` }] }, ids),
    )
    await cis.getJob(context(), zone0, '1')
    const { facts } = await failure(cis.updateJob(context(), zone0, '1', { enabled: true }))
    expect(facts).toEqual({
      status: 400,
      code: undefined,
      message: 'not ••••',
      correlationId: undefined,
    })
  })

  it('is hidden where the request itself carries the destination', async () => {
    const body = { destination_conf: withHook.destination_conf, name: 'x' }
    upstream.play(echo)
    const { facts } = await failure(cis.createJob(context(), zone, body))
    expect(leaksIn(JSON.stringify(facts), secrets)).toEqual([])
  })
})

describe('the route of a call', () => {
  it.each([
    ['/v1/crn%3Av1%3Ax/zones', '/v1/{crn}/zones'],
    ['/v1/crn/zones/jobs', '/v1/{crn}/zones/{zoneId}'],
    ['/v1/crn/zones/z1/logs/retention', '/v1/{crn}/zones/{zoneId}/logs/retention'],
    ['/v2/crn/zones/zones/logpush/jobs', '/v2/{crn}/zones/{zoneId}/logpush/jobs'],
    ['/v2/crn/zones/z1/logpush/jobs/17', '/v2/{crn}/zones/{zoneId}/logpush/jobs/{jobId}'],
    [
      '/v2/crn/zones/z1/logpush/datasets/jobs/fields',
      '/v2/{crn}/zones/{zoneId}/logpush/datasets/{dataset}/fields',
    ],
    [
      '/v2/crn/zones/z1/logpush/ownership/validate',
      '/v2/{crn}/zones/{zoneId}/logpush/ownership/validate',
    ],
  ])('of %s is a template without a value', (path, route) => {
    expect(cis.routeOf(path)).toBe(route)
  })
})
