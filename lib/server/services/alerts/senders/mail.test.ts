import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AlertNotice } from '@/lib/schemas/alert'
import { makeCertificate } from '@/lib/testing/certificates'
import { setEnv } from '@/lib/testing/test-env'

type Mail = { from: string; to: string[]; text: string; isSecure: boolean; user: unknown }

const undo: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

/** A real mail server on loopback. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
          isSecure: session.secure,
          user: session.user,
        })
        done()
      })
    },
    ...options,
  })
  // A client that hangs up on a bad certificate is no failure of the test.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo // Of a TCP server.
  return { port, mails }
}

/** The sender of a process that was started with this mail server. */
async function senderTo(url: string) {
  undo.push(setEnv({ SMTP_URL: url, SMTP_FROM: 'Logpush <logpush@example.com>' }))
  vi.resetModules()
  const { sendMail } = await import('./mail')
  return sendMail
}

const refusal = (responseCode: number) =>
  Object.assign(new Error('FAKE-echo of what was sent'), { responseCode })

const notice = (change: Partial<AlertNotice> = {}): AlertNotice => ({
  id: 'notice-1',
  event: 'down',
  rule: { id: 'rule-1', name: 'Not delivering', when: 'failing' },
  scope: { kind: 'all' },
  jobs: [
    {
      id: '7',
      name: 'edge',
      dataset: 'http_requests',
      zone: { id: 'z1', name: 'shop.example', instanceId: 'i1' },
      since: '2026-01-10T03:02:00.000Z',
    },
  ],
  others: [],
  count: 1,
  cause: 'error writing object: AccessDenied',
  isFlapping: false,
  isReminder: false,
  since: '2026-01-10T03:02:00.000Z',
  at: '2026-01-10T03:04:00.000Z',
  url: 'https://logpush.example.com/alerts?alert=1',
  ...change,
})

const to = ['one@example.com', 'two@example.com', 'three@example.com']
const failed = (message: string, told: string[] = []) => ({ name: 'SendingFailed', message, told })

describe('mail', () => {
  it('says in plain text what is not delivering, why and since when', async () => {
    const { port, mails } = await mailServer()
    const send = await senderTo(`smtp://127.0.0.1:${port}`)
    expect(await send(to, [], notice())).toBeNull()
    expect(mails).toHaveLength(1)
    const [mail] = mails
    expect(mail).toMatchObject({ from: 'logpush@example.com', to })
    for (const text of [
      'From: Logpush <logpush@example.com>',
      'Subject: [Logpush] edge of shop.example is not delivering',
      'Auto-Submitted: auto-generated',
      'X-Logpush-Notice: notice-1',
      'Since 2026-01-10 03:02 UTC.',
      'Cause: error writing object: AccessDenied',
    ]) {
      expect(mail?.text).toContain(text)
    }
  })

  it('has no line that a name or a cause brought along', async () => {
    const { port, mails } = await mailServer()
    const send = await senderTo(`smtp://127.0.0.1:${port}`)
    for (const end of ['\r\n', '\n', '\r', '\u2028', '\u0085', '\v\n']) {
      const evil = `x${end}Bcc: evil@example.com${end}${end}.${end}RCPT TO:<evil@example.com>`
      const zone = { id: 'z1', name: evil, instanceId: 'i1' }
      const job = { id: '7', name: evil, dataset: null, zone, since: null }
      const rule = { id: evil, name: evil, when: 'failing' as const }
      await send(to, [], notice({ id: evil, rule, cause: evil, jobs: [job], url: evil }))
    }
    expect(mails).toHaveLength(6)
    for (const { to: reached, text } of mails) {
      expect(reached).toEqual(to)
      expect(text).not.toMatch(/^(?:bcc|rcpt|\.$)/im)
    }
  })

  it('takes addresses as they stand', async () => {
    const { port, mails } = await mailServer()
    const send = await senderTo(`smtp://127.0.0.1:${port}`)
    const odd = [
      'team(evil@example.org)x@example.com',
      'list:one@example.com',
      "o'neil@example.com",
    ]
    await send(odd, [], notice()).catch(() => null)
    expect(
      mails.flatMap((mail) => mail.to).filter((one) => !odd.includes(one.replaceAll('"', ''))),
    ).toEqual([])
  })
})

describe('a mail server', () => {
  it('is spoken to by TLS where it offers it, and from the start by smtps://', async () => {
    const authority = makeCertificate({ name: 'Test CA', isAuthority: true })
    const { key, cert } = makeCertificate({ name: 'm', hosts: ['localhost'], issuer: authority })
    const former = getCACertificates('default')
    setDefaultCACertificates([...former, authority.cert])
    undo.push(() => setDefaultCACertificates(former))
    for (const secure of [false, true]) {
      const { port, mails } = await mailServer({ key, cert, secure, disabledCommands: [] })
      const send = await senderTo(`${secure ? 'smtps' : 'smtp'}://localhost:${port}`)
      expect(await send(to, [], notice())).toBeNull()
      expect(mails).toMatchObject([{ isSecure: true }])
    }
  })

  it('that shows a certificate of another gets nothing', async () => {
    const { key, cert } = makeCertificate({ name: 'm', hosts: ['localhost'] })
    for (const secure of [false, true]) {
      const { port, mails } = await mailServer({ key, cert, secure, disabledCommands: [] })
      const send = await senderTo(`${secure ? 'smtps' : 'smtp'}://localhost:${port}`)
      await expect(send(to, [], notice())).rejects.toMatchObject(
        failed('The certificate of the mail server is not valid for its host.'),
      )
      expect(mails).toEqual([])
    }
  })

  it('is given the user and the password of SMTP_URL, which no failure tells', async () => {
    const options: SMTPServerOptions = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'FAKE+pass/word' ? done(null, { user: username }) : done(refusal(535)),
    }
    const { port, mails } = await mailServer(options)
    const url = (password: string) =>
      `smtp://mailer:${encodeURIComponent(password)}@127.0.0.1:${port}`
    const send = await senderTo(url('FAKE+pass/word'))
    await send(to, [], notice())
    expect(mails).toMatchObject([{ user: 'mailer' }])
    const refused = await senderTo(url('FAKE-wrong'))
    await expect(refused(to, [], notice())).rejects.toMatchObject(
      failed('The mail server refused the user or the password of SMTP_URL. It answered 535.'),
    )
  })

  it.each([
    ['onMailFrom', 451, 'The mail server refused the sender or all addresses. It answered 451.'],
    ['onRcptTo', 550, 'The mail server refused the sender or all addresses. It answered 550.'],
    ['onData', 554, 'The mail could not be sent. It answered 554.'],
    ['onConnect', 421, 'The mail could not be sent. It answered 421.'],
  ] as const)(
    'that refuses at %s with %i is told so, without its words',
    async (at, code, words) => {
      const { port, mails } = await mailServer({
        [at]: (...given: unknown[]) => {
          const [first, done] = [given[0], given.at(-1)] as [unknown, (error: Error) => void]
          // It reads what it refuses.
          if (at === 'onData')
            Object(first)
              .on('data', () => {})
              .on('end', () => done(refusal(code)))
          else done(refusal(code))
        },
      })
      const send = await senderTo(`smtp://127.0.0.1:${port}`)
      const error: unknown = await send(to, [], notice()).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject(failed(words))
      expect(mails).toEqual([])
    },
  )

  it('that will never take one address gets the mail to the others once, and that is said', async () => {
    const { port, mails } = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        address === 'two@example.com' ? done(refusal(550)) : done(),
    })
    const send = await senderTo(`smtp://127.0.0.1:${port}`)
    expect(await send(to, [], notice())).toBe('The mail server refused 1 of 3 addresses.')
    expect(mails.map((mail) => mail.to)).toEqual([['one@example.com', 'three@example.com']])
  })

  it('that puts one address off gets the mail to that one alone again', async () => {
    let isReady = false
    const { port, mails } = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        address === 'two@example.com' && !isReady ? done(refusal(450)) : done(),
    })
    const send = await senderTo(`smtp://127.0.0.1:${port}`)
    const told = ['one@example.com', 'three@example.com']
    await expect(send(to, [], notice())).rejects.toMatchObject(
      failed('The mail server refused 1 of 3 addresses.', told),
    )
    await expect(send(to, told, notice())).rejects.toMatchObject({ told })
    isReady = true
    expect(await send(to, told, notice())).toBeNull()
    expect(await send(to, to, notice())).toBeNull()
    expect(mails.map((mail) => mail.to)).toEqual([told, ['two@example.com']])
  })

  it('without STARTTLS gets nothing where that was insisted on', async () => {
    const { port, mails } = await mailServer({ allowInsecureAuth: true })
    const send = await senderTo(`smtp://mailer:FAKE@127.0.0.1:${port}?requireTLS=true`)
    await expect(send(to, [], notice())).rejects.toMatchObject({ name: 'SendingFailed' })
    expect(mails).toEqual([])
  })

  it('that does not speak TLS on a port of smtps:// is named as such', async () => {
    const { port } = await mailServer()
    const send = await senderTo(`smtps://127.0.0.1:${port}`)
    await expect(send(to, [], notice())).rejects.toMatchObject(
      failed('TLS with the mail server failed.'),
    )
  })

  it('that is down is named as such', async () => {
    const { port } = await mailServer()
    await undo.pop()?.()
    const send = await senderTo(`smtp://127.0.0.1:${port}`)
    await expect(send(to, ['one@example.com'], notice())).rejects.toMatchObject(
      failed('The mail server refused the connection.', ['one@example.com']),
    )
  })

  it('that says nothing, or one sign at a time, does not hold on to the notice', async () => {
    const sockets = new Set<Socket>()
    const play: ((socket: Socket) => void)[] = [
      () => {},
      (socket) => {
        socket.write('220 mail.example.com\r\n')
        socket.resume()
        // Each sign keeps the connection from being idle.
        socket.write('250-')
        const timer = setInterval(() => socket.write('x'), 10)
        socket.on('close', () => clearInterval(timer))
      },
    ]
    let script = play[0]
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}))
      script?.(socket)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    undo.push(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    const { port } = server.address() as AddressInfo // Of a TCP server.
    const send = await senderTo(`smtp://127.0.0.1:${port}`)
    const times = { stepMs: 200, attemptMs: 400 }
    for (const one of play) {
      script = one
      await expect(send(to, [], notice(), times)).rejects.toMatchObject(
        failed('The mail server did not answer in time.'),
      )
    }
  })
})
