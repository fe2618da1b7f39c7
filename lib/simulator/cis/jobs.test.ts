import { describe, expect, it } from 'vitest'
import { DESTINATION_KEY_VALUES } from '../seed/identities.ts'
import { CIS, CLOUD_LOGS } from '../seed/instances.ts'
import { ZONES, zoneId } from '../seed/zones.ts'
import { createTestClient, jobBody, keyedCos, PLAYGROUND, type Wire } from '../test-client.ts'

const jobs = `/zones/${PLAYGROUND}/logpush/jobs`

async function manager() {
  const client = createTestClient()
  return { client, cis: await client.cisAs('manager') }
}

describe('a job', () => {
  it('is created, read, changed and deleted', async () => {
    const { cis } = await manager()
    expect((await cis('GET', 'v2', jobs)).body.result).toBeNull()

    const created = await cis('POST', 'v2', jobs, jobBody())
    expect(created.status).toBe(201)
    const { id } = created.body.result
    expect(created.body.result).toEqual({
      id: expect.any(Number),
      dataset: 'http_requests',
      frequency: 'high',
      kind: '',
      enabled: true,
      name: 'play-http',
      logpull_options: 'fields=RayID,ClientIP&timestamps=rfc3339',
      destination_conf: expect.stringMatching(
        /^cos:\/\/nordlicht-edge-logs\/play\?region=eu-de&instance-id=/,
      ),
      last_complete: null,
      last_error: null,
      error_message: null,
    })
    expect((await cis('GET', 'v2', `${jobs}/${id}`)).body.result).toEqual(created.body.result)

    const changed = await cis('PUT', 'v2', `${jobs}/${id}`, { enabled: false })
    expect(changed.body.result).toEqual({ ...created.body.result, enabled: false })
    expect((await cis('GET', 'v2', jobs)).body.result).toEqual([changed.body.result])

    expect((await cis('DELETE', 'v2', `${jobs}/${id}`)).body).toMatchObject({ result: {} })
    expect((await cis('DELETE', 'v2', `${jobs}/${id}`)).status).toBe(404)
    expect((await cis('GET', 'v2', jobs)).body.result).toBeNull()
  })

  it('is off and frequent when the body does not say', async () => {
    const { cis } = await manager()
    const { body } = await cis('POST', 'v2', jobs, { dataset: 'dns_logs', cos: keyedCos() })
    expect(body.result).toMatchObject({ enabled: false, frequency: 'high', name: null })
  })

  it('is one of four at most', async () => {
    const { cis } = await manager()
    for (let n = 0; n < 4; n++) expect((await cis('POST', 'v2', jobs, jobBody())).status).toBe(201)
    const fifth = await cis('POST', 'v2', jobs, jobBody())
    expect(fifth.status).toBe(400)
    expect(fifth.body.errors).toEqual([
      { code: 1004, message: 'creating a new job is not allowed: exceeded max jobs allowed' },
    ])
  })

  it('needs log retention', async () => {
    const { cis } = await manager()
    const path = `/zones/${zoneId(ZONES.retentionOff)}/logpush/jobs`
    const { status, body } = await cis('POST', 'v2', path, jobBody())
    expect(status).toBe(400)
    expect(body.errors[0].message).toMatch(/retention/)
  })

  it('needs an Enterprise plan', async () => {
    const { client } = await manager()
    const zones = [...client.simulator.state.zones.values()]
    const zone = zones.find((it) => it.instanceGuid === CIS.standard.guid)
    const cis = await client.cisAs('manager', CIS.standard.crn)
    const reply = await cis('POST', 'v2', `/zones/${zone?.id}/logpush/jobs`, jobBody())
    expect(reply).toMatchObject({ status: 405, body: { errors: [{ code: 405 }] } })
  })

  it('of another zone is not found', async () => {
    const { cis } = await manager()
    expect((await cis('GET', 'v2', `${jobs}/991001`)).status).toBe(404)
    expect((await cis('GET', 'v2', `${jobs}/abc`)).status).toBe(400)
  })
})

describe('a body to create from', () => {
  it.each<[string, Record<string, unknown>]>([
    ['no dataset', { dataset: undefined }],
    ['an unknown dataset', { dataset: 'cake' }],
    ['a name with an underscore', { name: 'a_b' }],
    ['a name with a space', { name: 'a b' }],
    ['a name of 513', { name: 'n'.repeat(513) }],
    ['a name that is null', { name: null }],
    ['enabled as text', { enabled: 'true' }],
    ['an unknown frequency', { frequency: 'medium' }],
    ['fields=all', { logpull_options: 'fields=all' }],
    ['options as an object', { logpull_options: {} }],
    ['an unknown member', { max_upload_bytes: 5_000_000 }],
    ['kind', { kind: 'edge' }],
    ['no destination', { cos: undefined }],
    ['two destinations', { destination_conf: 'https://collector.example' }],
    ['a token beside a key', { ownership_challenge: 'FAKE' }],
    ['names without Cloud Logs', { ibmcl_names: { application_name: 'a', subsystem_name: 'b' } }],
  ])('is refused: %s', async (_, over) => {
    const { cis } = await manager()
    expect((await cis('POST', 'v2', jobs, jobBody(over))).status).toBe(400)
    expect((await cis('GET', 'v2', jobs)).body.result).toBeNull()
  })

  it('must be a JSON object, sent as JSON', async () => {
    const { client } = await manager()
    const headers = { Authorization: `Bearer ${await client.tokenOf('manager')}` }
    const path = `/cis/v2/${encodeURIComponent(CIS.big.crn)}${jobs}`
    const post = (body: string, type: string) =>
      client.call('POST', path, { body, headers: { ...headers, 'Content-Type': type } })
    expect((await post(JSON.stringify(jobBody()), 'text/plain')).status).toBe(415)
    expect((await post('{', 'application/json')).status).toBe(400)
    expect((await post('[]', 'application/json')).status).toBe(400)
    expect((await post('', 'application/json')).status).toBe(400)
  })
})

describe('a change', () => {
  async function withJob(over: Record<string, unknown> = {}) {
    const { cis, client } = await manager()
    const { id } = (await cis('POST', 'v2', jobs, jobBody(over))).body.result
    return { client, id, put: (body: unknown) => cis('PUT', 'v2', `${jobs}/${id}`, body) }
  }

  it('leaves alone what it does not name', async () => {
    const { put } = await withJob()
    const { body } = await put({ name: 'renamed', frequency: 'low' })
    expect(body.result).toMatchObject({
      name: 'renamed',
      frequency: 'low',
      enabled: true,
      dataset: 'http_requests',
    })
  })

  it.each([
    [{ dataset: 'http_requests' }],
    [{ kind: '' }],
    [{}],
    [{ name: 'a_b' }],
    [{ id: 1 }],
    [{ logpull_options: 'fields=QueryName' }],
    [{ cos: { ibm_api_key: 'FAKE' } }],
  ])('is refused: %j', async (body) => {
    const { put } = await withJob()
    expect((await put(body)).status).toBe(400)
  })

  it('meets the engine’s look at the destination, whatever it is', async () => {
    const { client, put } = await withJob()
    const path = 'nordlicht-edge-logs/play'
    client.simulator.faults.add({
      match: { service: 'destination', path },
      effect: { kind: 'destination-down' },
    })
    const { status, body } = await put({ enabled: false })
    expect(status).toBe(400)
    expect(body.errors).toEqual([
      { code: 1002, message: 'error validating destination: error writing object: DNSError' },
    ])
  })

  it('of the key alone is enough for Cloud Logs', async () => {
    const { frankfurt } = CLOUD_LOGS
    const { logsSender, logsNoSender } = DESTINATION_KEY_VALUES
    const member = { instance_id: frankfurt.guid, region: 'eu-de', api_key: logsSender }
    const { put } = await withJob({ cos: undefined, ibmcl: member })
    const changed = await put({ ibmcl: { api_key: logsSender } })
    expect(changed.body.result.destination_conf).toBe(
      `ibmcl://${frankfurt.guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=${logsSender}`,
    )
    const refused = await put({ ibmcl: { api_key: logsNoSender } })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ code: 1002 }] } })
  })

  it('of one of the names under which Cloud Logs files the lines', async () => {
    const { client, cis } = await manager()
    const { frankfurt } = CLOUD_LOGS
    const ibmcl = {
      instance_id: frankfurt.guid,
      region: 'eu-de',
      api_key: DESTINATION_KEY_VALUES.logsSender,
    }
    const names = { ibmcl_names: { application_name: 'edge' } }
    await cis('POST', 'v2', jobs, jobBody({ cos: undefined, ibmcl, ...names }))
    client.clock.advance(31_000)
    await client.simulator.tick()
    const lines = client.simulator.state.logLines.get(frankfurt.guid)
    expect(lines?.at(-1)).toMatchObject({
      applicationName: 'edge',
      subsystemName: `internet-svcs:${CIS.big.guid}`,
    })
    const none = jobBody({ cos: undefined, ibmcl, ibmcl_names: {} })
    expect((await cis('POST', 'v2', jobs, none)).status).toBe(400)
  })

  it('that switches a job on makes it one that never ran', async () => {
    const client = createTestClient()
    const cis = await client.cisAs('writer')
    const path = `/zones/${zoneId(ZONES.paused)}/logpush/jobs`
    const [job]: Wire[] = (await cis('GET', 'v2', path)).body.result
    expect(job).toMatchObject({ enabled: false, last_complete: expect.any(String) })
    const { body } = await cis('PUT', 'v2', `${path}/${job.id}`, { enabled: true })
    expect(body.result).toMatchObject({ enabled: true, last_complete: null })
  })
})

describe('jobs as they are found', () => {
  it('lack members, hold null, and have names that could not be given today', async () => {
    const cis = await createTestClient().cisAs('reader')
    const list = async (zone: string): Promise<Wire[]> =>
      (await cis('GET', 'v2', `/zones/${zoneId(zone)}/logpush/jobs`)).body.result
    const [logdna, bare, tomorrow] = await list(ZONES.leftovers)
    expect(logdna).toMatchObject({ name: null, frequency: null, logpull_options: null })
    expect(Object.keys(bare)).toEqual([
      'id',
      'dataset',
      'enabled',
      'destination_conf',
      'last_complete',
    ])
    expect(tomorrow.dataset).toBe('page_shield_events')
    const [markup, long] = await list(ZONES.oddNames)
    expect([markup.name.includes('<b>'), long.name.length]).toEqual([true, 512])
  })

  it('deliver when the engine runs', async () => {
    const { cis, client } = await manager()
    await cis('POST', 'v2', jobs, jobBody())
    client.clock.advance(31_000)
    await client.simulator.tick()
    const [job] = (await cis('GET', 'v2', jobs)).body.result
    expect(Date.parse(job.last_complete)).toBe(client.clock.now())
  })
})
