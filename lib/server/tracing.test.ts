import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { leaksIn } from '@/lib/testing/leaks'
import { connect, teamEnv } from '@/lib/testing/team'
import { setEnv } from '@/lib/testing/test-env'
import { describeWorld } from '@/lib/testing/world'

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } }
type Span = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: Attribute[]
  status: { code?: number }
}
type Sent = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[]
}

/** Takes what OTLP sends over HTTP in JSON. */
class Collector {
  readonly requests: { url: string; headers: IncomingHttpHeaders; body: string }[] = []
  readonly #server: Server = createServer(async (request, response) => {
    const { url = '', headers } = request
    this.requests.push({ url, headers, body: await text(request) })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    // Listening on TCP, it has a port.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }
  get sent(): Sent['resourceSpans'] {
    return this.requests.flatMap(({ body }) => (JSON.parse(body) as Sent).resourceSpans)
  }
  get spans(): Span[] {
    return this.sent.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
  }
}

const told = ({ attributes }: Pick<Span, 'attributes'>) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  )

describeWorld(
  'traces',
  (world) => {
    const collector = new Collector()
    let restore: () => void = () => undefined
    let end: () => Promise<void> = async () => undefined
    beforeAll(async () => {
      restore = setEnv({
        OTEL_EXPORTER_OTLP_ENDPOINT: await collector.open(),
        OTEL_EXPORTER_OTLP_HEADERS: 'x-fake-key=FAKE-otlp-key',
        OTEL_SERVICE_NAME: undefined,
      })
      const { startTracing } = await import('./tracing')
      end = startTracing()
      expect(startTracing()).toBe(end)
    })
    afterAll(async () => {
      await collector.close()
      restore()
    })

    it('tell of an operation, the calls to IBM in it, and a round of the collector', async () => {
      const manager = await world.signIn()
      const params = world.zone('playground')
      const requestId = crypto.randomUUID()
      const parent = `${'a'.repeat(32)}-${'b'.repeat(16)}`
      await manager.ok('listJobs', {
        params,
        query: {},
        headers: { 'x-request-id': requestId, traceparent: `00-${parent}-01` },
      })
      await manager.ok('getSession', { headers: { traceparent: '00-nonsense' } })
      const unseen = { ...params, zoneId: 'f'.repeat(32) }
      await manager.refused('listJobs', { params: unseen })
      await connect(world)
      const { collectDue } = await import('./services/collector/background')
      await collectDue()
      // Nothing is due any more.
      await collectDue()
      await end()

      const { requests, spans } = collector
      expect(new Set(requests.map(({ url }) => url))).toEqual(new Set(['/v1/traces']))
      expect(requests[0]?.headers['x-fake-key']).toBe('FAKE-otlp-key')
      expect(requests[0]?.headers['content-type']).toBe('application/json')
      const resource = told(collector.sent[0]?.resource ?? { attributes: [] })
      expect(resource).toMatchObject({ 'service.name': 'logpush-dashboard' })

      const operation = 'GET /api/instances/{instanceId}/zones/{zoneId}/jobs'
      const listing = spans.find(({ name, traceId }) => name === operation && /^a+$/.test(traceId))
      expect(listing).toMatchObject({ kind: 2, parentSpanId: 'b'.repeat(16) })
      expect(told(listing ?? { attributes: [] })).toMatchObject({
        'http.request.method': 'GET',
        'http.route': '/api/instances/{instanceId}/zones/{zoneId}/jobs',
        'http.response.status_code': 200,
        'logpush.request_id': requestId,
      })
      const call = 'cis GET /v2/{crn}/zones/{zoneId}/logpush/jobs'
      const inner = spans.find(
        ({ name, parentSpanId }) => name === call && parentSpanId === listing?.spanId,
      )
      expect(inner).toMatchObject({ kind: 3, traceId: 'a'.repeat(32) })
      expect(told(inner ?? { attributes: [] })).toMatchObject({
        'http.request.method': 'GET',
        'url.template': '/v2/{crn}/zones/{zoneId}/logpush/jobs',
        'http.response.status_code': 200,
        'logpush.outcome': 'ok',
        'logpush.correlation_id': expect.stringMatching(/./),
      })
      const session = spans.find(({ name }) => name === 'GET /api/session')
      expect(session?.traceId).toMatch(/^[0-9a-f]{32}$/)
      expect(session?.parentSpanId ?? '').toBe('')
      const [round, ...others] = spans.filter(({ name }) => name === 'collector round team')
      expect(others).toEqual([])
      expect(
        spans.filter(({ parentSpanId }) => parentSpanId === round?.spanId).length,
      ).toBeGreaterThan(5)
    })

    it('hold no key, token, address, zone or destination', () => {
      const all = collector.requests.map(({ body }) => body).join('\n')
      const { zones, jobs } = world.simulator.state
      const names = [
        ...[...zones.values()].flatMap(({ id, name }) => [id, name]),
        ...[...jobs.values()].flatMap(({ destinationConf }) => [destinationConf]),
        ...Object.values(world.place.keys),
        'Bearer',
        '127.0.0.1',
        'cos://',
      ]
      expect(names.filter((one) => all.includes(one))).toEqual([])
      expect(leaksIn(all, world.place.keys)).toEqual([])
    })

    it('do not go on to IBM', () => {
      const sent = world.simulator.requests.list()
      expect(JSON.stringify(sent)).not.toContain('traceparent')
    })
  },
  { env: teamEnv },
)

describe('a receiver that is away', () => {
  afterEach(() => vi.resetModules())

  it('holds nothing up and breaks nothing, and is said once', async () => {
    const gone = new Collector()
    const url = await gone.open()
    await gone.close()
    const restore = setEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: url })
    const host: typeof globalThis & { logpushSingletons?: unknown } = globalThis
    delete host.logpushSingletons
    const { setLogSink } = await import('./log')
    const lines: string[] = []
    const unsink = setLogSink((_, line) => lines.push(line))
    const { startTracing } = await import('./tracing')
    const { observed } = await import('./observe')
    const end = startTracing()
    const deed = { kind: 'request', name: 'GET /api/x' } as const
    for (let nth = 0; nth < 5_000; nth++) {
      await observed(
        deed,
        async () => nth,
        () => ({ outcome: 'ok', status: 200 }),
      )
    }
    await end()
    unsink()
    restore()
    expect(lines.filter((line) => line.includes('traces_not_sent'))).toHaveLength(1)
  })
})
