import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '@/lib/testing/certificates'
import {
  json,
  type Receiver,
  type Respond,
  startReceiver,
  startTcp,
  startTrustedReceiver,
} from '@/lib/testing/receiver'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

const token = 'FAKE-hec-4f1d8a3b-9c2e-token'
const channelId = 'a5b7c3d1-1111-4222-8333-944455556666'

let receiver: Awaited<ReturnType<typeof startTrustedReceiver>>
const open: { close: () => Promise<void> }[] = []
beforeAll(async () => {
  receiver = await startTrustedReceiver()
})
afterAll(() => receiver.close())
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const success = json(200, { text: 'Success', code: 0 })

const splunk = (over: object = {}, at: Receiver = receiver) => ({
  kind: 'splunk',
  endpoint: `localhost:${at.port}`,
  channelId,
  sourceType: 'cloudflare:json',
  token,
  ...over,
})
const https = (over: object = {}, at: Receiver = receiver) => ({
  kind: 'https',
  url: `https://localhost:${at.port}/in/v1`,
  ...over,
})

describeWorld(
  'a test of a destination of the network',
  (world) => {
    let manager: Visitor
    beforeAll(async () => {
      manager = await world.signIn()
    })
    beforeEach(() => {
      world.letTimePass(61_000)
      receiver.play(success)
    })
    const test = (destination: object) =>
      manager.ok('testDestination', {
        params: world.zone('playground'),
        body: { destination } as never, // Also what no job may be created with.
      })
    const sent = () => new Map(receiver.received[0]?.headers)

    describe('of Splunk', () => {
      it('sends one event as the engine does', async () => {
        const answer = await test(splunk({ token: `Splunk ${token}` }))
        expect(answer).toMatchObject({ ok: true, wrote: '1 event' })
        expect(answer.cannotProve).toContain('known to this server only')
        expect(receiver.received).toHaveLength(1)
        expect(receiver.received[0]).toMatchObject({
          method: 'POST',
          url: `/services/collector/raw?channel=${channelId}&sourcetype=cloudflare%3Ajson`,
          body: '{"content":"tests"}\n',
        })
        expect(sent().get('Authorization')).toBe(`Splunk ${token}`)
        expect(sent().get('content-encoding')).toBe('gzip')
      })

      it('makes a channel where none is given', async () => {
        expect(await test(splunk({ channelId: undefined }))).toMatchObject({ ok: true })
        expect(receiver.received[0]?.url).toMatch(/[?&]channel=[0-9a-f-]{36}&/)
      })

      it.each([
        ['a b', 'Splunk a b'],
        [`100% +"'\\;=&`, `Splunk 100% +"'\\;=&`],
        ['%20%2B', 'Splunk %20%2B'],
        ['x'.repeat(3500), `Splunk ${'x'.repeat(3500)}`],
      ])('sends the token to the letter: %s', async (odd, header) => {
        expect(await test(splunk({ token: odd }))).toMatchObject({ ok: true })
        expect(sent().get('Authorization')).toBe(header)
      })

      it.each([
        [1, 403, 'hec_token_disabled'],
        [2, 401, 'hec_token_missing'],
        [3, 401, 'hec_token_malformed'],
        [4, 403, 'hec_token_invalid'],
        [5, 400, 'hec_no_data'],
        [6, 400, 'hec_data_format'],
        [7, 400, 'hec_index'],
        [8, 500, 'hec_error'],
        [9, 503, 'hec_busy'],
        [10, 400, 'hec_channel_missing'],
        [11, 400, 'hec_channel_invalid'],
        [14, 400, 'hec_ack_disabled'],
        [17, 200, 'hec_health_path'],
        // Behind a proxy that makes everything 200.
        [4, 200, 'hec_token_invalid'],
        [4711, 200, 'hec_refused'],
      ])('says what HEC code %i (%i) means', async (code, status, expected) => {
        receiver.play(json(status, { text: `Said ${token}`, code }))
        const answer = await test(splunk())
        expect(answer).toMatchObject({ ok: false, code: expected, wrote: null })
        expect(answer.detail).toContain(`HEC code ${code}`)
        expect(answer.detail).not.toContain(token)
      })

      it.each<[string, Respond]>([
        ['a page', (response) => response.end('<html>Splunk Web</html>')],
        ['nothing', (response) => response.end()],
        ['half of it', (response) => response.end('{"text":"Success"')],
        ['success in text', json(200, { text: 'Success' })],
      ])('cannot tell what 200 with %s is', async (_, script) => {
        receiver.play(script)
        expect(await test(splunk())).toMatchObject({ ok: null, code: 'not_hec', wrote: null })
      })

      it('checks the certificate, unless that is to be skipped, which it says', async () => {
        const bad = await startReceiver()
        open.push(bad)
        bad.play(success)
        const refused = await test(splunk({}, bad))
        expect(refused).toMatchObject({ ok: false, code: 'certificate_self_signed' })
        expect(bad.received).toEqual([])
        const lax = await test(splunk({ skipVerify: true }, bad))
        expect(lax).toMatchObject({ ok: true, wrote: '1 event' })
        expect(lax.detail).toMatch(/could read the token.*self-signed/)
        expect(lax.tried).toContain('certificate was not checked')
      })
    })

    describe('of an HTTPS receiver', () => {
      it('sends a line with headers and parameters, each as often as it is there', async () => {
        const headers = [
          { name: 'Authorization', value: 'Bearer FAKE+/=%20"x"' },
          { name: 'X-Twice', value: 'one' },
          { name: 'X-Twice', value: 'two' },
        ]
        const params = [{ name: 'tags', value: 'host:a b+c&d' }]
        expect(await test(https({ headers, params }))).toMatchObject({ ok: true, wrote: '1 line' })
        const one = receiver.received[0]
        expect(one).toMatchObject({ method: 'POST', body: '{"content":"tests"}\n' })
        expect(one?.url).toBe('/in/v1?tags=host%3Aa%20b%2Bc%26d')
        expect(one?.headers.filter(([name]) => /^(?:auth|x-)/i.test(name))).toEqual(
          headers.map(({ name, value }) => [name, value]),
        )
        expect(sent().get('content-type')).toBe('application/x-ndjson')
        expect(sent().get('content-encoding')).toBe('gzip')
      })

      it('takes the destination’s own header in place of ours', async () => {
        await test(https({ headers: [{ name: 'Content-Type', value: 'application/json' }] }))
        const types = receiver.received[0]?.headers.filter(([name]) => /^content-type$/i.test(name))
        expect(types).toEqual([['Content-Type', 'application/json']])
      })

      it('fills in no day, which IBM does in bucket paths only', async () => {
        await test(https({ url: `https://localhost:${receiver.port}/in/{DATE}` }))
        expect(receiver.received[0]?.url).toBe('/in/%7BDATE%7D')
      })

      it.each([
        [201, true, undefined],
        [204, true, undefined],
        [400, false, 'refused'],
        [401, false, 'unauthorized'],
        [403, false, 'unauthorized'],
        [404, false, 'not_found'],
        [405, false, 'method_not_allowed'],
        [415, false, 'content_refused'],
        [429, false, 'busy'],
        [500, false, 'receiver_error'],
        [503, false, 'receiver_error'],
      ])('reads the status %i', async (status, ok, code) => {
        receiver.play((response) => response.writeHead(status).end())
        const answer = await test(https())
        expect([answer.ok, answer.code]).toEqual([ok, code])
        expect(answer.detail).toContain(String(status))
      })

      it('shows what the receiver said, without what it was told', async () => {
        const secret = 'FAKE-key-8f3Kd92LmQ0x'
        const echo = Buffer.from(`Bearer ${secret}`).toString('base64')
        receiver.play((response, { url }) =>
          response
            .writeHead(404, { 'content-type': 'text/plain' })
            .end(
              `Cannot POST ${url} with ${secret} or ${echo}: tenant unknown\u0000\n${'z '.repeat(9_000)}`,
            ),
        )
        const headers = [{ name: 'X-Key', value: `Bearer ${secret}` }]
        const url = `https://localhost:${receiver.port}/hooks/T0FAKE9Qz7/9a8b7c6d5e4f3a2b`
        const answer = await test(https({ url, headers }))
        expect(answer.detail).toMatch(/tenant unknown/)
        expect(answer.detail.length).toBeLessThan(600)
        const { items } = await manager.ok('listActivity')
        for (const text of [JSON.stringify(answer), JSON.stringify(items[0])]) {
          for (const hidden of [secret, echo, 'T0FAKE9Qz7', '9a8b7c6d5e4f3a2b', '\\u0000']) {
            expect(text).not.toContain(hidden)
          }
        }
        expect(items[0]).toMatchObject({
          action: 'destination.test',
          outcome: 'succeeded',
          after: { test: { ok: false, code: 'not_found' } },
        })
      })

      it.each([
        ['https://169.254.169.254/latest/meta-data', 'to 169.254.169.254'],
        ['http://localhost/x', 'http:// on localhost'],
        ['/login?next=FAKE', 'another path of the same host'],
        ['https://sso.example/FAKE-a8b7c6d5e4', 'to sso.example'],
        ['https://[', 'to no address'],
        ['javascript:alert(1)', 'to no address'],
      ])('does not follow a redirect to %s', async (location, words) => {
        receiver.play((response) => response.writeHead(302, { location }).end())
        const answer = await test(https())
        expect(answer).toMatchObject({ ok: false, code: 'redirect' })
        expect(answer.detail).toContain(words)
        expect(answer.detail).not.toContain('FAKE')
        expect(receiver.received).toHaveLength(1)
      })

      it('names what is wrong with a certificate', async () => {
        const made = makeCertificate({
          name: 'x',
          hosts: ['other.example'],
          issuer: receiver.authority,
        })
        const other = await startReceiver({ certificate: made })
        open.push(other)
        const answer = await test(https({}, other))
        expect(answer).toMatchObject({ ok: false, code: 'certificate_other_host' })
        expect(answer.detail).toBe('The certificate is for other.example, not for localhost.')
        expect(other.received).toEqual([])
      })

      it('says when nobody is there, and when it is no TLS', async () => {
        const plain = await startTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
        const { port } = plain
        expect(await test(https({ url: `https://localhost:${port}` }))).toMatchObject({
          ok: false,
          code: 'not_tls',
          proves: 'The host has an address, and the port accepts connections.',
        })
        await plain.close()
        expect(await test(https({ url: `https://localhost:${port}` }))).toMatchObject({
          ok: false,
          code: 'connection_refused',
        })
      })
    })

    describe('of QRadar', () => {
      const qradar = (port: number) => ({ kind: 'qradar', host: 'localhost', port })

      it('finds TLS, and sends nothing', async () => {
        expect(await test(qradar(receiver.port))).toMatchObject({ ok: true, wrote: null })
        expect(receiver.received).toEqual([])
      })

      it.each<[string, Parameters<typeof startTcp>[0]]>([
        ['greets', (socket) => socket.write('<13>hello\n')],
        ['hangs up', (socket) => socket.once('data', () => socket.end())],
      ])('finds plain TCP that %s', async (_, onSocket) => {
        const plain = await startTcp(onSocket)
        open.push(plain)
        expect(await test(qradar(plain.port))).toMatchObject({ ok: null, code: 'tcp_only' })
      })

      it('names what is wrong with a certificate', async () => {
        const bad = await startReceiver()
        open.push(bad)
        const answer = await test(qradar(bad.port))
        expect(answer).toMatchObject({ ok: false, code: 'certificate_self_signed' })
      })
    })

    describe('of another text', () => {
      const other = (conf: string) => ({ kind: 'other', conf })
      const at = () => `localhost:${receiver.port}`

      it('tries what is HTTPS in all but its name', async () => {
        const dd = await test(
          other(`datadog://${at()}/api/v2/logs?header_DD-API-KEY=FAKE&ddsource=c`),
        )
        expect(dd).toMatchObject({ ok: true })
        expect(receiver.received[0]).toMatchObject({ url: '/api/v2/logs?ddsource=c' })
        expect(sent().get('DD-API-KEY')).toBe('FAKE')
        receiver.play((response) => response.end())
        expect(await test(other(`sumo://${at()}/receiver/v1/http/FAKE9`))).toMatchObject({
          ok: true,
        })
        const plus = await test(other(`https://${at()}/in?header_X=a+b`))
        expect(plus.cannotProve).toContain('“+”')
      })

      it('tries HEC', async () => {
        const text = `splunk://${at()}/services/collector/raw?header_Authorization=Splunk%20FAKE&insecure-skip-verify=true`
        expect(await test(other(text))).toMatchObject({ ok: true, wrote: '1 event' })
        expect(receiver.received[0]?.url).toBe('/services/collector/raw')
      })

      it('leaves out headers of the connection, and says so', async () => {
        const answer = await test(other(`https://${at()}/in?header_Host=evil.example&header_X=1`))
        expect(answer.cannotProve).toContain('header Host')
        expect(sent().get('host')).toBe(at())
      })

      it('reaches a storage service that an endpoint names, and no further', async () => {
        const text = `s3://b/p?region=eu&endpoint=${at()}&access-key-id=FAKE&secret-access-key=FAKE`
        expect(await test(other(text))).toMatchObject({
          ok: null,
          code: 'reached_only',
          wrote: null,
        })
        expect(receiver.received).toEqual([])
      })

      it.each([
        ['s3://bucket?region=narnia'],
        ['s3://bucket'],
        ['r2://bucket?account-id=x'],
        ['azure://account'],
        ['kafka://broker.example'],
        ['cos://bucket?region=eu-de'],
        ['ibmcl://x.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles'],
        [`https://user:FAKE@localhost/in`],
      ])('tries nothing of %s', async (conf) => {
        const answer = await test(other(conf))
        expect(answer).toMatchObject({ ok: null, code: 'not_possible', wrote: null })
        expect(answer.detail).not.toContain('FAKE')
      })
    })
  },
  { env: { DESTINATION_TEST_ALLOW_PRIVATE: 'on' } },
)
