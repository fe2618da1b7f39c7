import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AlertNotice } from '@/lib/schemas/alert'
import type { AlertChannelRow } from '@/lib/server/db/alert-channels'
import { startReceiver, startTrustedReceiver } from '@/lib/testing/receiver'
import { setEnv } from '@/lib/testing/test-env'
import type { ChannelPlace } from '../sealed'

const secret = 'FAKE-secret-that-signs'
const path = '/services/T0/FAKE-path?token=FAKE-token'
const notice: AlertNotice = {
  id: 'notice-1',
  event: 'down',
  rule: { id: 'rule-1', name: 'Grüße <!channel> & *all*', when: 'failing' },
  scope: { kind: 'all' },
  jobs: [],
  others: ['shop.example'],
  count: 1,
  cause: 'denied: <http://evil.example|click>',
  isFlapping: false,
  isReminder: false,
  since: null,
  at: '2026-01-10T03:04:00.000Z',
  url: null,
}

let receiver: Awaited<ReturnType<typeof startTrustedReceiver>>
let restore: () => void
beforeAll(async () => {
  receiver = await startTrustedReceiver()
})
afterAll(() => receiver.close())
beforeEach(() => receiver.play((response) => response.writeHead(204).end()))
afterEach(() => {
  vi.restoreAllMocks()
  restore()
})

/** The modules of a process that was started so. */
function start(allowPrivate: 'on' | 'off'): void {
  const APP_SECRET = randomBytes(32).toString('base64')
  restore = setEnv({ ALERT_ALLOW_PRIVATE: allowPrivate, APP_SECRET })
  vi.resetModules()
}

async function send(
  place: ChannelPlace,
  kind: 'webhook' | 'slack' = 'webhook',
  told: AlertNotice = notice,
) {
  const { sealPlace } = await import('../sealed')
  const { sendNotice } = await import('./send')
  const channel: AlertChannelRow = {
    id: 'channel-1',
    name: 'on-call',
    kind,
    shown: '',
    sealedPlace: sealPlace('channel-1', place),
    hasSecret: place.secret !== undefined,
    quietHours: null,
    author: { kind: 'oidc', id: 'somebody', name: 'Somebody', email: '', account: null },
    createdAt: 0,
  }
  return sendNotice(channel, told, { id: 'delivery-1', told: [] })
}

const here = () => `https://localhost:${receiver.port}${path}`
const header = (name: string, at = 0) =>
  receiver.received[at]?.headers.find(([one]) => one.toLowerCase() === name)?.[1]
const failed = (message: string) => ({ name: 'SendingFailed', message })

describe('a webhook', () => {
  beforeEach(() => start('on'))

  it('gets the notice as JSON, signed over exactly what came', async () => {
    expect(await send({ url: here(), secret })).toBeNull()
    expect(receiver.received).toMatchObject([{ method: 'POST', url: path }])
    const body = receiver.received[0]?.body ?? ''
    expect(JSON.parse(body)).toEqual(notice)
    expect(header('content-type')).toBe('application/json')
    expect(header('x-logpush-delivery')).toBe('delivery-1')
    const [, t = '', v1] = /^t=(\d{10}),v1=([0-9a-f]{64})$/.exec(
      header('x-logpush-signature') ?? '',
    ) ?? ['']
    expect(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')).toBe(v1)
  })

  it('gets each attempt with the same id, signed anew', async () => {
    const now = Date.now()
    const clock = vi.spyOn(Date, 'now')
    for (const at of [now, now + 5_000]) {
      clock.mockImplementation(() => at)
      await send({ url: here(), secret })
    }
    const signed = [0, 1].map((at) => header('x-logpush-signature', at) ?? '')
    expect(signed.map((one) => one.slice(0, 12))).toEqual([
      `t=${Math.floor(now / 1_000)}`,
      `t=${Math.floor(now / 1_000) + 5}`,
    ])
    expect(new Set(signed.map((one) => one.slice(-64))).size).toBe(2)
    expect(header('x-logpush-delivery', 1)).toBe('delivery-1')
  })

  it('without a secret has no signature, and Slack gets text without signs of its own', async () => {
    await send({ url: here() })
    await send({ url: here() }, 'slack')
    expect([0, 1].map((at) => header('x-logpush-signature', at))).toEqual([undefined, undefined])
    const { text, ...more } = JSON.parse(receiver.received[1]?.body ?? '')
    expect(more).toEqual({})
    expect(text).toContain('Grüße &lt;!channel&gt; &amp; *all*')
    expect(text).not.toMatch(/[<>]/)
  })

  it('has names and causes on lines of their own, in which nobody is called and nothing is linked', async () => {
    for (const end of ['\r\n', '\n', '\u2028', '\u0085']) {
      const evil = `x${end}View: https://evil.example${end}@all @channel ![a](https://evil.example)\u202e`
      const zone = { id: 'z1', name: evil, instanceId: 'i1' }
      const jobs = ['7', '8'].map((id) => ({ id, name: evil, dataset: evil, zone, since: null }))
      const rule = { id: 'rule-1', name: evil, when: 'failing' as const }
      for (const count of [1, 2]) {
        await send({ url: here() }, 'slack', { ...notice, rule, cause: evil, jobs, count })
      }
    }
    expect(receiver.received).toHaveLength(8)
    for (const { body } of receiver.received) {
      const { text } = JSON.parse(body)
      expect(text).not.toMatch(/^View: |(?<!\w)@\w|\]\(|[\p{Bidi_Control}\p{Zl}\u0085]/mu)
      expect(text).toContain('https://evil.example')
    }
  })

  it.each([301, 302, 303, 307, 308])('is not followed where it redirects by %i', async (status) => {
    receiver.play((response) => response.writeHead(status, { location: here() }).end('FAKE-path'))
    await expect(send({ url: here(), secret })).rejects.toMatchObject(
      failed(`Answered ${status}, a redirect, which is not followed.`),
    )
    expect(receiver.received).toHaveLength(1)
  })

  it.each([400, 404, 410, 429, 500, 503])('that answers %i has not got it', async (status) => {
    receiver.play((response) => response.writeHead(status).end(`no: ${secret} ${path}`))
    await expect(send({ url: here(), secret })).rejects.toMatchObject(failed(`Answered ${status}.`))
  })

  it('that hangs up, is away, or is another than its certificate says is named as such', async () => {
    receiver.play((response) => response.destroy())
    await expect(send({ url: here() })).rejects.toMatchObject(
      failed('The connection was closed without an answer.'),
    )
    const other = await startReceiver()
    const url = `https://localhost:${other.port}${path}`
    await expect(send({ url, secret })).rejects.toMatchObject(
      failed('The certificate is not valid for this host.'),
    )
    expect(other.received).toEqual([])
    await other.close()
    await expect(send({ url, secret })).rejects.toMatchObject(failed('The connection was refused.'))
  })
})

/** The machine itself, its network and the clouds', in every way in which clients write them. */
const inside = [
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0x7f.1',
  '127.0.0.1.',
  '１２７.0.0.1',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '0',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '[fd00::1]',
  '[fe80::1]',
  '169.254.169.254',
  '2852039166',
  '[::ffff:a9fe:a9fe]',
  '[fd00:ec2::254]',
  'metadata.google.internal',
  'api.metadata.cloud.ibm.com',
]

describe('a host that is not public', () => {
  let connections: number
  beforeEach(() => {
    connections = receiver.connections()
    start('off')
  })

  it.each(inside)('%s is refused when it is saved, and again when it is sent to', async (host) => {
    const { judgedUrl } = await import('../place')
    for (const port of ['', `:${receiver.port}`, ':80', ':22']) {
      const url = `https://${host}${port}${path}`
      await expect(judgedUrl(url)).rejects.toMatchObject({ code: 'address_not_allowed' })
      await expect(send({ url, secret })).rejects.toMatchObject(
        failed(
          'The host is not a public one. Alerts go to private addresses only where ALERT_ALLOW_PRIVATE is on.',
        ),
      )
    }
    expect(receiver.connections()).toBe(connections)
  })

  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@example.com/',
    'https://user:FAKE-password@example.com/',
    'https://:FAKE-password@example.com/',
    'https://example.com/#FAKE',
    'https://',
    'example.com',
    'https://exa mple.com/',
  ])('%s is no address for alerts', async (url) => {
    const { judgedUrl } = await import('../place')
    const error: unknown = await judgedUrl(url).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ message: expect.stringMatching(/^validation_failed: url: /) })
    expect(JSON.stringify(error)).not.toContain('FAKE')
  })

  it('gets nothing by http:// either, where it was saved while that was allowed', async () => {
    const heard: string[] = []
    const server = createServer((request, response) => {
      heard.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo // Of a TCP server.
    for (const host of [`127.0.0.1:${port}`, 'example.com']) {
      await expect(send({ url: `http://${host}${path}`, secret })).rejects.toMatchObject(
        failed('Notices go to http:// only where ALERT_ALLOW_PRIVATE is on.'),
      )
    }
    expect(heard).toEqual([])
    server.close()
  })
})

it('what is shown of an address is its host alone', async () => {
  start('off')
  const { shownUrl } = await import('../place')
  expect(shownUrl('https://hooks.example.com/services/T0/FAKE')).toBe(
    'https://hooks.example.com/••••',
  )
  expect(shownUrl('https://hooks.example.com/?FAKE')).toBe('https://hooks.example.com/••••')
  expect(shownUrl('https://hooks.example.com:8443/')).toBe('https://hooks.example.com:8443')
})
