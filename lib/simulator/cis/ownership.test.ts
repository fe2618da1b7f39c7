import { describe, expect, it } from 'vitest'
import { ZONES, zoneId } from '../seed/zones.ts'
import {
  cosMember,
  createTestClient,
  jobBody,
  keyedCos,
  PLAYGROUND,
  type Wire,
} from '../test-client.ts'

const ownership = `/zones/${PLAYGROUND}/logpush/ownership`
const jobs = `/zones/${PLAYGROUND}/logpush/jobs`

async function challenged(over: Record<string, unknown> = {}) {
  const client = createTestClient()
  const cis = await client.cisAs('manager')
  const member = cosMember(over)
  const { body } = await cis('POST', 'v2', ownership, { cos: member })
  const { result } = body
  const bucket = client.simulator.state.buckets.get(String(member.bucket_name))
  const file = bucket?.objects.get(result.filename)
  const token = new TextDecoder().decode(file?.body)
  const create = (cos: Wire, ownership_challenge: string, path = jobs) =>
    cis('POST', 'v2', path, jobBody({ cos, ownership_challenge }))
  return { client, cis, member, result, token, create }
}

const wrong = {
  status: 400,
  body: { errors: [{ code: 1002, message: 'incorrect ownership challenge' }] },
}

describe('a challenge', () => {
  it('puts a token into the bucket, bound to zone and destination', async () => {
    const { client, result, token } = await challenged()
    expect(result).toMatchObject({ valid: true, filename: expect.stringMatching(/^play\//) })
    const claims = JSON.parse(atob(token.split('.')[1] ?? ''))
    expect(claims).toMatchObject({
      object_type: 'zone',
      object_id: PLAYGROUND,
      destination: expect.stringMatching(/^cos:\/\/nordlicht-edge-logs\/play\?region=eu-de&/),
      exp: client.clock.now() / 1000 + 7 * 24 * 3600,
    })
  })

  it('says no within a success where the bucket may not be written', async () => {
    const { result } = await challenged({ bucket_name: 'nordlicht-no-cislogp' })
    expect(result).toMatchObject({ valid: false, message: expect.stringMatching(/./) })
  })

  it.each([
    ['a key', { cos: keyedCos() }],
    ['another member', { cos: cosMember(), name: 'x' }],
    ['no destination', {}],
    ['another kind', { destination_conf: 'cos://b?region=eu-de' }],
  ])('is refused with %s', async (_, body) => {
    const cis = await createTestClient().cisAs('manager')
    expect((await cis('POST', 'v2', ownership, body)).status).toBe(400)
  })
})

describe('a challenge of another cloud', () => {
  const conf = 's3://fjordmode-logs/cis/{DATE}?region=eu-central-1'
  const ask = (cis: Wire, destination_conf: string) =>
    cis('POST', 'v2', ownership, { destination_conf })
  const body = (destination_conf: string, more: Wire = {}) =>
    jobBody({ cos: undefined, destination_conf, ...more })

  it.each([
    [conf, 'cis/20261122/ownership-challenge.txt'],
    ['gs://bucket', 'ownership-challenge.txt'],
    [
      'azure://account.blob.example/container/dir?sig=FAKE',
      'container/dir/ownership-challenge.txt',
    ],
    [
      'sumo://collector.example/receiver/v1/http/FAKE',
      'receiver/v1/http/FAKE/ownership-challenge.txt',
    ],
  ])('%s', async (destination_conf, filename) => {
    const client = createTestClient()
    const cis = await client.cisAs('manager')
    expect((await ask(cis, destination_conf)).body.result).toEqual({
      filename,
      valid: true,
      message: '',
    })
    const { items } = (await client.call('GET', '/_simulator/challenges')).body
    expect(items).toMatchObject([{ destinationConf: destination_conf, filename }])
    const ownership_challenge = items[0].text
    expect(await cis('POST', 'v2', jobs, body(destination_conf))).toMatchObject(wrong)
    const validated = await cis('POST', 'v2', `${ownership}/validate`, {
      destination_conf,
      ownership_challenge,
    })
    expect(validated.body.result).toEqual({ valid: true })
    const made = await cis('POST', 'v2', jobs, body(destination_conf, { ownership_challenge }))
    expect(made).toMatchObject({ status: 201, body: { result: { destination_conf } } })
  })

  it('is good for that text and zone alone', async () => {
    const client = createTestClient()
    const cis = await client.cisAs('manager')
    await ask(cis, conf)
    const ownership_challenge = client.simulator.state.filesElsewhere[0]?.text
    const other = conf.replace('eu-central-1', 'eu-west-1')
    expect(await cis('POST', 'v2', jobs, body(other, { ownership_challenge }))).toMatchObject(wrong)
    const elsewhere = `/zones/${zoneId(ZONES.moved)}/logpush/jobs`
    const made = await cis('POST', 'v2', elsewhere, body(conf, { ownership_challenge }))
    expect(made).toMatchObject(wrong)
  })

  it.each([
    'https://h.example/in',
    's3://b?region=us-east-1&access-key-id=FAKE&secret-access-key=FAKE',
    'http://h.example',
  ])('is none for %s', async (destination_conf) => {
    const cis = await createTestClient().cisAs('manager')
    expect((await ask(cis, destination_conf)).status).toBe(400)
  })

  it('says no within a success where the place is down', async () => {
    const client = createTestClient()
    const cis = await client.cisAs('manager')
    const match = { service: 'destination', path: 'fjordmode-logs' } as const
    client.simulator.faults.add({ match, effect: { kind: 'destination-down' } })
    expect((await ask(cis, conf)).body).toMatchObject({ success: true, result: { valid: false } })
  })
})

describe('the token', () => {
  it('is valid for its destination and creates a job that delivers', async () => {
    const { client, cis, member, token, create } = await challenged()
    const validated = await cis('POST', 'v2', `${ownership}/validate`, {
      cos: member,
      ownership_challenge: token,
    })
    expect(validated.body.result).toEqual({ valid: true })
    const created = await create(member, token)
    expect(created.status).toBe(201)
    client.clock.advance(31_000)
    await client.simulator.tick()
    const [job] = (await cis('GET', 'v2', jobs)).body.result
    expect(job).toMatchObject({ error_message: null, last_complete: expect.any(String) })
  })

  it.each([
    ['another path', { path: 'play2' }],
    ['a daily folder', { use_daily_subfolder: true }],
    ['{DATE} in the path', { path: 'play/{DATE}' }],
    ['another region', { region: 'eu-gb' }],
    ['another bucket', { bucket_name: 'nordlicht-edge-logs-us' }],
  ])('is not good for %s', async (_, over) => {
    const { cis, token, create } = await challenged()
    const cos = cosMember(over)
    const body = { cos, ownership_challenge: token }
    const validated = await cis('POST', 'v2', `${ownership}/validate`, body)
    expect(validated.body.result).toEqual({ valid: false })
    expect(await create(cos, token)).toMatchObject(wrong)
  })

  it('is not good for another zone, once it is old, or when it is made up', async () => {
    const { client, member, token, create } = await challenged()
    const elsewhere = `/zones/${zoneId(ZONES.moved)}/logpush/jobs`
    expect(await create(member, token, elsewhere)).toMatchObject(wrong)
    expect(await create(member, `${token}x`)).toMatchObject(wrong)
    client.clock.advance(7 * 24 * 3_600_000)
    const cis = await client.cisAs('manager')
    const late = jobBody({ cos: member, ownership_challenge: token })
    expect(await cis('POST', 'v2', jobs, late)).toMatchObject(wrong)
  })

  it('is needed for every destination without a key', async () => {
    const { cis, member } = await challenged()
    expect(await cis('POST', 'v2', jobs, jobBody({ cos: member }))).toMatchObject(wrong)
    const conf = 'cos://nordlicht-edge-logs?region=eu-de&instance-id=x'
    const body = jobBody({ cos: undefined, destination_conf: conf })
    expect(await cis('POST', 'v2', jobs, body)).toMatchObject(wrong)
  })

  it('is not needed to pause the job, and is to move it', async () => {
    const { cis, member, token, create } = await challenged()
    const path = `${jobs}/${(await create(member, token)).body.result.id}`
    expect((await cis('PUT', 'v2', path, { enabled: false })).status).toBe(200)
    expect(await cis('PUT', 'v2', path, { cos: cosMember({ path: 'new' }) })).toMatchObject(wrong)
    expect((await cis('PUT', 'v2', path, { cos: keyedCos() })).status).toBe(200)
  })
})
