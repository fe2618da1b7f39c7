import { describe, expect, it } from 'vitest'
import type { FaultEffect } from '../faults/types.ts'
import type { Settings } from '../settings.ts'
import { createTestClient, jobBody, keyedCos, PLAYGROUND, type Wire } from '../test-client.ts'

const jobs = `/zones/${PLAYGROUND}/logpush/jobs`
const logAnalysis = (region: string) => ({ hostname: 'a', ingress_key: 'FAKE-key', region })
const REFUSED = {
  status: 400,
  body: {
    errors: [{ code: 1004, message: 'updating the destination of this job is not allowed' }],
  },
}

/** A job with a path of its own, and somebody who manages it. */
async function withJob(destination: Wire, settings: Partial<Settings> = {}) {
  const client = createTestClient(settings)
  const cis = await client.cisAs('manager')
  const made = await cis('POST', 'v2', jobs, jobBody({ cos: undefined, ...destination }))
  const path = `${jobs}/${made.body.result.id}`
  const fault = (effect: FaultEffect) =>
    client.simulator.faults.add({ match: { service: 'cis', path }, effect })
  return { client, cis, path, fault, put: (body: Wire) => cis('PUT', 'v2', path, body) }
}

describe('another destination for a job of Log Analysis', () => {
  const alive = () => withJob({ logdna: logAnalysis('in-che') })

  async function dead(settings: Partial<Settings> = {}) {
    const world = await withJob({ logdna: logAnalysis('in-che') }, settings)
    world.client.simulator.state.deadHosts.add('logs.in-che.logging.cloud.ibm.com')
    return world
  }

  it('is taken while it answers', async () => {
    const { put } = await alive()
    const { status, body } = await put({ cos: keyedCos() })
    expect([status, body.result.destination_conf]).toEqual([200, expect.stringMatching(/^cos:/)])
  })

  it('is refused once it is gone, which is not the new one’s fault', async () => {
    const { put } = await dead()
    expect(await put({ cos: keyedCos() })).toMatchObject(REFUSED)
    // The engine looks at the old destination at every other change.
    expect(await put({ enabled: false })).toMatchObject({ body: { errors: [{ code: 1002 }] } })
  })

  it('is refused while its deliveries fail', async () => {
    const { client, put } = await alive()
    for (const job of client.simulator.state.jobs.values()) job.failingSince = client.clock.now()
    expect(await put({ cos: keyedCos() })).toMatchObject(REFUSED)
  })

  it('is refused or taken anyhow by the setting', async () => {
    const strict = await withJob(
      { logdna: logAnalysis('in-che') },
      { logAnalysisChange: 'refused' },
    )
    expect(await strict.put({ cos: keyedCos() })).toMatchObject(REFUSED)
    expect((await strict.put({ logdna: logAnalysis('in-che') })).status).toBe(200)
    const lax = await dead({ logAnalysisChange: 'taken' })
    expect((await lax.put({ cos: keyedCos() })).status).toBe(200)
  })

  it('is taken from one job by a fault', async () => {
    const { put, fault } = await dead()
    fault({ kind: 'change-taken' })
    expect((await put({ cos: keyedCos() })).status).toBe(200)
  })

  it('knows the form that begins with logdna, too', async () => {
    const { client, put } = await alive()
    for (const job of client.simulator.state.jobs.values()) {
      job.destinationConf = 'logdna://logs.us-east.logging.cloud.ibm.com?ingress_key=FAKE'
    }
    expect(await put({ cos: keyedCos() })).toMatchObject(REFUSED)
  })
})

describe('a fault refuses', () => {
  it('another destination, and nothing else', async () => {
    const { put, fault } = await withJob({ cos: keyedCos() })
    fault({ kind: 'change-refused' })
    expect(await put({ cos: keyedCos({ path: 'other' }) })).toMatchObject(REFUSED)
    expect((await put({ cos: keyedCos() })).status).toBe(200)
    expect((await put({ frequency: 'low' })).status).toBe(200)
  })

  it('in other words', async () => {
    const { put, fault } = await withJob({ cos: keyedCos() })
    fault({ kind: 'change-refused', status: 409, code: 1007, message: 'no' })
    const other = { destination_conf: 'https://h.example/in' }
    expect(await put(other)).toMatchObject({
      status: 409,
      body: { errors: [{ code: 1007, message: 'no' }] },
    })
  })

  it('to delete the job', async () => {
    const { cis, path, fault, client } = await withJob({ cos: keyedCos() })
    const id = fault({ kind: 'delete-refused' })
    expect(await cis('DELETE', 'v2', path)).toMatchObject({
      status: 400,
      body: { errors: [{ code: 1004, message: 'deleting this job is not allowed' }] },
    })
    expect((await cis('GET', 'v2', path)).status).toBe(200)
    client.simulator.faults.remove(id)
    expect((await cis('DELETE', 'v2', path)).status).toBe(200)
  })
})

describe('while a destination takes its time', () => {
  const slow = { destination_conf: 'https://slow.receiver.example/in' }
  const match = { service: 'receiver', path: 'slow.receiver.example' } as const

  async function withReceivers() {
    const world = await withJob({ cos: keyedCos() })
    await world.client.simulator.receivers.open()
    const { faults } = world.client.simulator
    faults.add({ match, effect: { kind: 'delay', ms: 100 } })
    return world
  }

  it('a zone gets no fifth job', async () => {
    const { cis, client } = await withReceivers()
    const body = jobBody({ cos: undefined, ...slow })
    const made = await Promise.all(Array.from({ length: 5 }, () => cis('POST', 'v2', jobs, body)))
    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 201, 400, 400])
    await client.simulator.receivers.close()
  })

  it('the job may be deleted, and stays so', async () => {
    const { cis, path, put, client } = await withReceivers()
    const change = put(slow)
    expect((await cis('DELETE', 'v2', path)).status).toBe(200)
    expect((await change).status).toBe(404)
    await client.simulator.receivers.close()
  })

  it('an answer that is lost or late changes nothing of that', async () => {
    const { client, cis, path, put, fault } = await withReceivers()
    fault({ kind: 'lands-late', seconds: 20 })
    await expect(put(slow)).rejects.toThrow()
    client.simulator.faults.clear()
    expect((await cis('GET', 'v2', path)).body.result.destination_conf).toMatch(/^cos:/)
    client.clock.advance(20_000)
    await client.simulator.catchUp()
    const { result } = (await cis('GET', 'v2', path)).body
    expect(result.destination_conf).toBe(slow.destination_conf)
    expect(client.simulator.receivers.arrivals('https')).toHaveLength(1)

    fault({ kind: 'reset-after' })
    const next = { destination_conf: 'https://next.receiver.example/in' }
    await expect(put(next)).rejects.toThrow()
    await expect(cis('DELETE', 'v2', path)).rejects.toThrow()
    client.simulator.faults.clear()
    expect((await cis('GET', 'v2', path)).status).toBe(404)
    await client.simulator.receivers.close()
  })
})
