import { describe, expect, it } from 'vitest'
import { createTestClient, type Wire } from '../test-client.ts'

async function seeded(...jobs: Record<string, unknown>[]) {
  const client = createTestClient()
  const zone = await client.call('POST', '/_simulator/zones', { body: JSON.stringify({ jobs }) })
  const path = `/zones/${zone.body.id}/logpush/jobs`
  const cis = await client.cisAs('manager')
  const list = async (): Promise<Wire[]> => (await cis('GET', 'v2', path)).body.result
  const put = (id: number, body: unknown) => cis('PUT', 'v2', `${path}/${id}`, body)
  return { client, zone, path, cis, list, put }
}

const ODD = {
  name: 'Old job_1',
  dataset: 'spectrum_events',
  logpull_options: 'fields=Application,Event&timestamps=rfc3339,sample=1.0',
  destination_conf: 'splunk://splunk.example/services/collector/raw?insecure-skip-verify=1',
  output_options: { field_names: ['Event'], timestamp_format: 'rfc3339ms', batch_prefix: '[' },
  filter: '{"where":{"key":"Status","operator":"eq","value":403}}',
  max_upload_bytes: 5_000_000,
  max_upload_records: null,
  max_upload_interval_seconds: 30,
  sample_rate: 0.5,
  kind: 'edge',
  last_complete: '2026-11-22T11:59:00Z',
  someday: { nested: [1, null, 'x'] },
}

describe('a job that holds what IBM’s documents do not know', () => {
  it('is answered as it was seeded', async () => {
    const { list } = await seeded(ODD)
    expect(await list()).toEqual([
      {
        ...ODD,
        id: expect.any(Number),
        enabled: true,
        frequency: 'high',
        last_error: null,
        error_message: null,
      },
    ])
  })

  it.each([
    { enabled: false },
    { name: 'renamed' },
    { frequency: 'low' },
    { logpull_options: 'fields=ClientIP&timestamps=rfc3339,sample=1.0' },
    { destination_conf: 'https://other.example/x' },
  ])('keeps it all when %j is changed', async (change) => {
    const { list, put } = await seeded(ODD)
    const [before] = await list()
    const { status, body } = await put(before.id, change)
    expect(status).toBe(200)
    expect(body.result).toEqual({ ...before, ...change })
    expect(await list()).toEqual([body.result])
  })

  it('cannot be given it by a client of CIS', async () => {
    const { list, put } = await seeded(ODD)
    const [{ id }] = await list()
    for (const change of [
      { output_options: {} },
      { filter: '' },
      { max_upload_bytes: 0 },
      { name: 'Old job_2' },
      { logpull_options: 'fields=ClientIP&timestamps=rfc3339ms' },
    ]) {
      expect((await put(id, change)).status, JSON.stringify(change)).toBe(400)
    }
  })

  it('delivers what its output options name', async () => {
    const { client } = await seeded({
      output_options: { field_names: ['RayID'], timestamp_format: 'unix' },
    })
    client.clock.advance(31_000)
    await client.simulator.tick()
    const job = [...client.simulator.state.jobs.values()].at(-1)
    expect(job).toMatchObject({ errorMessage: null, lastComplete: client.clock.now() })
  })
})

it.each(['date={DATE}', '{DATE}/http', 'a/{DATE}/b'])(
  'a job whose path is %s can be given another key',
  async (path) => {
    const client = createTestClient()
    const { body } = await client.call('GET', '/_simulator/info')
    const { bucket, bucketRegion: region, cosInstanceId: id, destinationKeys } = body
    const conf = `cos://${bucket}/${path}?region=${region}&instance-id=${id}&ibm_api_key=`
    const zone = await client.call('POST', '/_simulator/zones', {
      body: JSON.stringify({ jobs: [{ destinationConf: `${conf}${destinationKeys.cosWriter}` }] }),
    })
    const cis = await client.cisAs('writer')
    const [jobId] = zone.body.jobIds
    const cos = {
      bucket_name: bucket,
      id,
      region,
      path,
      ibm_api_key: destinationKeys.cosExpiresSoon,
    }
    const put = await cis('PUT', 'v2', `/zones/${zone.body.id}/logpush/jobs/${jobId}`, { cos })
    expect(put.body.result.destination_conf).toBe(`${conf}${destinationKeys.cosExpiresSoon}`)
  },
)

describe('a receiver that repeats what it was sent', () => {
  const https = 'https://hooks.example/ingest/FAKE-secret/push?sig=FAKE-sig&header_A=FAKE%20header'
  const splunk =
    'splunk://hec.example:8088/FAKE-secret/services/collector/raw?channel=FAKE-channel&header_Authorization=Splunk%20FAKE-token'
  const messageOf = (message: string) => `404 ${JSON.stringify({ message })}`

  it.each([
    [https, 'path', messageOf('Cannot POST /ingest/FAKE-secret/push')],
    [https, 'url', messageOf('Cannot POST /ingest/FAKE-secret/push?sig=FAKE-sig')],
    [https, 'headers', '404 {"headers":{"A":"FAKE header"}}'],
    [https, 'conf', messageOf(`Cannot POST ${https}`)],
    ['https://hooks.example', 'path', messageOf('Cannot POST /')],
    [splunk, 'path', messageOf('Cannot POST /FAKE-secret/services/collector/raw')],
    [splunk, 'headers', '404 {"headers":{"Authorization":"Splunk FAKE-token"}}'],
  ])('%s: %s', async (destinationConf, echo, said) => {
    const { client, list, put } = await seeded({ destinationConf, echo }, { name: 'another' })
    const [job] = await list()
    expect(job).toMatchObject({ enabled: true, error_message: said })
    client.clock.advance(31_000)
    await client.simulator.tick()
    const [later] = await list()
    expect(later.error_message).toBe(said)
    expect(Date.parse(later.last_error)).toBe(client.clock.now())

    expect(await put(job.id, { enabled: false })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 1002, message: `error validating destination: ${said}` }] },
    })
    expect((await put(job.id, { destination_conf: 'https://elsewhere.example' })).status).toBe(200)
  })

  it('can be any, by a fault', async () => {
    const { client, list, put } = await seeded({ destinationConf: https })
    const match = { service: 'destination', path: 'hooks.example' }
    await client.call('POST', '/_simulator/faults', {
      body: JSON.stringify({ match, effect: { kind: 'destination-down', echo: 'path' } }),
    })
    const [job] = await list()
    const { body } = await put(job.id, { enabled: false })
    expect(body.errors[0].message).toContain('/ingest/FAKE-secret/push')
    client.clock.advance(31_000)
    await client.simulator.tick()
    expect((await list())[0].error_message).toBe(messageOf('Cannot POST /ingest/FAKE-secret/push'))
  })

  it('by a fault of CIS alone, for creates and changes', async () => {
    const { client, path, cis } = await seeded()
    const effect = { kind: 'destination-down', echo: 'conf' } as const
    client.simulator.faults.add({ match: { service: 'cis', method: 'POST' }, effect })
    const body = { dataset: 'http_requests', destination_conf: https }
    const refused = await cis('POST', 'v2', path, body)
    expect(refused.body.errors).toEqual([
      { code: 1002, message: messageOf(`Cannot POST ${https}`) },
    ])
  })
})

it.each([
  [{ id: 5 }],
  [{ echo: 'cake' }],
  [{ echo: 'path' }],
  [{ health: 'cake' }],
  [{ frequency: 'medium' }],
  [{ last_complete: 'yesterday' }],
  [{ logpull_options: 5 }],
])('a job that cannot be seeded: %j', async (job) => {
  const { zone } = await seeded(job)
  expect(zone.status).toBe(400)
})
