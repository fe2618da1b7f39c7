import { describe, expect, it } from 'vitest'
import { DEFAULT_BUCKET } from '../seed/buckets.ts'
import { DESTINATION_KEY_VALUES, KEY_VALUES, PASSCODES } from '../seed/identities.ts'
import { CIS, CLOUD_LOGS } from '../seed/instances.ts'
import { ZONES, zoneId } from '../seed/zones.ts'
import {
  cosMember,
  createTestClient,
  jobBody,
  ORIGIN,
  PLAYGROUND,
  passcodeGrant,
  type Wire,
} from '../test-client.ts'
import type { FaultEffect } from './types.ts'

const jobs = `/zones/${PLAYGROUND}/logpush/jobs`
const full = `/zones/${zoneId(ZONES.full)}/logpush/jobs`
const retention = `/zones/${PLAYGROUND}/logs/retention`
const ownership = `/zones/${PLAYGROUND}/logpush/ownership`

type Late = Extract<FaultEffect, { kind: 'lands-late' }>
type Client = ReturnType<typeof createTestClient>

async function late(effect: Partial<Late> = {}) {
  const client = createTestClient()
  const cis = await client.cisAs('manager')
  const id = client.simulator.faults.add({
    match: { service: 'cis', times: 1 },
    effect: { kind: 'lands-late', seconds: 10, ...effect },
  })
  const jobsNow = () => [...client.simulator.state.jobs.values()].filter(isOfPlayground)
  return { client, cis, id, jobsNow, landed: () => client.simulator.requests.list().at(-1)?.landed }
}

const isOfPlayground = (job: { zoneId: string }) => job.zoneId === PLAYGROUND
const cut = { cause: { code: 'ECONNRESET' } }

/** Rejects when the caller gives up, as a client with a time-out does. */
async function giveUp(client: Client, path: string, init: RequestInit): Promise<unknown> {
  const controller = new AbortController()
  const pending = client.simulator.fetch(`${ORIGIN}${path}`, { ...init, signal: controller.signal })
  const outcome = pending.catch((error: unknown) => error)
  // Whatever a request does by itself is done after a turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve))
  controller.abort(new Error('had enough'))
  return outcome
}

describe('a create whose connection is cut', () => {
  it('is not there at first, and is once its time has come', async () => {
    const { client, cis } = await late()
    await expect(cis('POST', 'v2', jobs, jobBody())).rejects.toMatchObject(cut)
    client.clock.advance(9_999)
    expect((await cis('GET', 'v2', jobs)).body.result).toBeNull()
    client.clock.advance(1)
    expect((await cis('GET', 'v2', jobs)).body.result).toMatchObject([{ name: 'play-http' }])
  })

  it('lands for a tick as well, and only once', async () => {
    const { client, cis, jobsNow } = await late()
    await expect(cis('POST', 'v2', jobs, jobBody())).rejects.toThrow()
    client.clock.advance(10_000)
    await client.simulator.tick()
    await client.simulator.tick()
    expect(jobsNow()).toHaveLength(1)
  })

  it('is forgotten by a reset', async () => {
    const { client, cis, jobsNow } = await late()
    await expect(cis('POST', 'v2', jobs, jobBody())).rejects.toThrow()
    client.simulator.reset()
    client.clock.advance(10_000)
    await client.simulator.catchUp()
    expect(jobsNow()).toHaveLength(0)
  })
})

describe('a create whose connection hangs', () => {
  it('is answered late where it is asked for', async () => {
    const { client, cis, jobsNow } = await late({ connection: 'hang', answerSeconds: 15 })
    const pending = cis('POST', 'v2', jobs, jobBody())
    await client.simulator.catchUp()
    client.clock.advance(10_000)
    await client.simulator.catchUp()
    expect(jobsNow()).toHaveLength(1)
    client.clock.advance(5_000)
    await client.simulator.catchUp()
    expect(await pending).toMatchObject({ status: 201, body: { result: { name: 'play-http' } } })
  })

  it.each<Partial<Late>>([{}, { answerSeconds: 30 }])(
    'lands though the client has gone: %j',
    async (more) => {
      const { client, jobsNow } = await late({ connection: 'hang', ...more })
      const headers = {
        Authorization: `Bearer ${await client.tokenOf('manager')}`,
        'Content-Type': 'application/json',
      }
      const path = `/cis/v2/${encodeURIComponent(CIS.big.crn)}${jobs}`
      const init = { method: 'POST', headers, body: JSON.stringify(jobBody()) }
      expect(await giveUp(client, path, init)).toMatchObject({ message: 'had enough' })
      expect(jobsNow()).toHaveLength(0)
      client.clock.advance(10_000)
      await client.simulator.catchUp()
      expect(jobsNow()).toHaveLength(1)
    },
  )
})

type Look = (client: Client) => unknown
const jobOf = ({ simulator }: Client, id: number) => simulator.state.jobs.get(id)

describe('every write lands', () => {
  it.each<[string, 'v1' | 'v2', string, Wire, Look, unknown, unknown]>([
    [
      'PUT',
      'v2',
      `${full}/991001`,
      { enabled: false },
      (c) => jobOf(c, 991001)?.enabled,
      true,
      false,
    ],
    [
      'DELETE',
      'v2',
      `${full}/991001`,
      undefined,
      (c) => jobOf(c, 991001) === undefined,
      false,
      true,
    ],
    [
      'POST',
      'v1',
      retention,
      { flag: false },
      (c) => c.simulator.state.zones.get(PLAYGROUND)?.retention,
      true,
      false,
    ],
    [
      'POST',
      'v2',
      ownership,
      { cos: cosMember() },
      (c) => c.simulator.state.buckets.get(DEFAULT_BUCKET)?.objects.size,
      0,
      1,
    ],
    [
      'POST',
      'v2',
      `${ownership}/validate`,
      { cos: cosMember(), ownership_challenge: 'FAKE' },
      (c) => c.simulator.requests.list().at(-1)?.landed?.status,
      undefined,
      200,
    ],
  ])('%s %s%s', async (method, version, path, body, look, before, after) => {
    const { client, cis } = await late()
    await expect(cis(method, version, path, body)).rejects.toMatchObject(cut)
    expect(look(client)).toEqual(before)
    client.clock.advance(10_000)
    await client.simulator.catchUp()
    expect(look(client)).toEqual(after)
  })

  it('of any service', async () => {
    const client = createTestClient()
    const sender = DESTINATION_KEY_VALUES.logsSender
    const authorization = async (apikey: string) => {
      const grant = { grant_type: 'urn:ibm:params:oauth:grant-type:apikey', apikey }
      return { Authorization: `Bearer ${(await client.requestToken(grant)).body.access_token}` }
    }
    const { frankfurt } = CLOUD_LOGS
    const [passcode = ''] = PASSCODES.keys()
    const put = { headers: await authorization(KEY_VALUES.manager), body: 'text' }
    const post = {
      headers: await authorization(sender),
      body: JSON.stringify([{ applicationName: 'a', subsystemName: 's', text: 't' }]),
    }
    for (const service of ['cos', 'ingress', 'iam'] as const) {
      client.simulator.faults.add({
        match: { service },
        effect: { kind: 'lands-late', seconds: 5 },
      })
    }
    const writes = [
      client.call('PUT', `/cos/eu-de/${DEFAULT_BUCKET}/some.txt`, put),
      client.call('POST', `/ingress/eu-de/${frankfurt.guid}/logs/v1/singles`, post),
      client.requestToken(passcodeGrant(passcode), true),
    ]
    for (const write of writes) await expect(write).rejects.toMatchObject(cut)
    const { state } = client.simulator
    const look = () => [
      state.buckets.get(DEFAULT_BUCKET)?.objects.has('some.txt'),
      state.logLines.get(frankfurt.guid)?.length,
      state.usedPasscodes.has(passcode),
    ]
    expect(look()).toEqual([false, 0, false])
    client.clock.advance(5_000)
    await client.simulator.catchUp()
    expect(look()).toEqual([true, 1, true])
  })
})

it('lands in the order of what is due, with what else is wrong with it', async () => {
  const { client, cis, id, landed } = await late({ seconds: 20 })
  await expect(cis('PUT', 'v2', `${full}/991001`, { name: 'first' })).rejects.toThrow()
  client.simulator.faults.remove(id)
  const match = { service: 'cis', times: 1 } as const
  client.simulator.faults.add({ match, effect: { kind: 'lands-late', seconds: 10 } })
  await expect(cis('PUT', 'v2', `${full}/991001`, { name: 'second' })).rejects.toThrow()
  client.clock.advance(20_000)
  await client.simulator.catchUp()
  expect(jobOf(client, 991001)?.name).toBe('first')

  client.simulator.faults.add({ match, effect: { kind: 'destination-down' } })
  client.simulator.faults.add({ match, effect: { kind: 'lands-late', seconds: 10 } })
  await expect(cis('PUT', 'v2', `${full}/991001`, { name: 'third' })).rejects.toThrow()
  client.clock.advance(10_000)
  await client.simulator.catchUp()
  expect([jobOf(client, 991001)?.name, landed()?.status]).toEqual(['first', 400])
})

it('is judged by the token that came with it', async () => {
  const client = createTestClient({ tokenLifetimeSeconds: 5 })
  const cis = await client.cisAs('manager')
  const effect = { kind: 'lands-late', seconds: 10 } as const
  client.simulator.faults.add({ match: { service: 'cis' }, effect })
  await expect(cis('POST', 'v2', jobs, jobBody())).rejects.toThrow()
  client.clock.advance(10_000)
  await client.simulator.catchUp()
  const landed = { at: client.clock.now(), status: 201 }
  expect(client.simulator.requests.list().at(-1)).toMatchObject({ status: 'reset', landed })
})
