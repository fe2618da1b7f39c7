import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Person } from '@/lib/demo-provider/people'
import { createProvider } from '@/lib/demo-provider/provider'
import { ownOrigin, type Visitor } from './visitor'

/** What a provider of the test's own says instead of what the real one answered; undefined: that. */
export type Tamper = (path: string, body: string) => string | undefined

/** A real OpenID provider on loopback, and the part of a browser that is there while one is at it. */
export class IdentityProvider {
  readonly people: Person[] = []
  readonly issuer: string
  /** Answers that it changes, as a provider with a fault would. */
  tamper: Tamper | null = null
  /** Where `/token` leads instead of answering; null: nowhere. */
  redirectTo: string | null = null
  /** Paths that were asked for. */
  readonly asked: string[] = []
  readonly #port: number
  #server: Server
  readonly #handle: ReturnType<typeof createProvider>

  private constructor(server: Server, claimsInIdToken: boolean) {
    this.#server = server
    this.#port = (server.address() as AddressInfo).port // It listens on TCP.
    this.issuer = `http://127.0.0.1:${this.#port}`
    this.#handle = createProvider({
      issuer: this.issuer,
      people: this.people,
      client: { id: 'FAKE-client', secret: 'FAKE-client-secret' },
      apps: [ownOrigin],
      claimsInIdToken,
    })
    server.on('request', (request, response) => this.#answer(request, response))
  }

  static async start({ claimsInIdToken = false } = {}): Promise<IdentityProvider> {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    return new IdentityProvider(server, claimsInIdToken)
  }

  /** What the app's environment has to say for it. */
  get env(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: 'FAKE-client',
      OIDC_CLIENT_SECRET: 'FAKE-client-secret',
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/'
    this.asked.push(path.split('?')[0] ?? '')
    const { tamper, redirectTo } = this
    if (redirectTo !== null && path === '/token') {
      response.writeHead(307, { Location: redirectTo }).end()
      return
    }
    if (tamper) {
      const end = response.end.bind(response)
      response.end = ((chunk?: unknown, ...rest: never[]) => {
        const changed = tamper(path, chunk === undefined ? '' : String(chunk))
        if (changed === undefined) return end(chunk, ...rest)
        response.removeHeader('content-length')
        return end(changed)
      }) as typeof response.end // Of its overloads, the two that the library uses.
    }
    this.#handle(request, response)
  }

  async goDown(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done))
    this.#server.closeAllConnections()
    await closed
  }

  async comeUp(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(this.#port, '127.0.0.1', done))
  }

  /** Somebody new; the same subject again says something else from the next sign-in on. */
  knows(subject: string, claims: Person['claims'] = {}): void {
    const at = this.people.findIndex((one) => one.subject === subject)
    const person = {
      subject,
      part: '',
      claims: {
        name: subject,
        email: `${subject}@nordlicht.example`,
        email_verified: true,
        ...claims,
      },
    }
    this.people.splice(at < 0 ? this.people.length : at, at < 0 ? 0 : 1, person)
  }
}

/** A browser of its own at a provider, from the address that the app sent it to until it is back at the app. */
export async function goThrough(begin: string, subject: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(begin)
  let form: URLSearchParams | null = null
  for (let step = 0; step < 10; step++) {
    const answer: Response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form,
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const text = await answer.text()
    const location = answer.headers.get('location')
    if (location) {
      url = new URL(location, url)
      form = null
      if (url.origin === ownOrigin) return url
    } else if (url.pathname.startsWith('/interaction/')) {
      form = new URLSearchParams({ subject })
    } else {
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1]
      const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1]
      if (!xsrf || !action) throw new Error(`The provider answers ${answer.status}: ${text}`)
      url = new URL(action, url)
      form = new URLSearchParams({ xsrf, logout: 'yes' })
    }
  }
  throw new Error('The provider does not send the browser back.')
}

const locationOf = ({ headers }: { headers: Headers }) => headers.get('location') ?? ''

/** Goes to the provider. @returns the address that the app sent the browser to */
export async function begin(visitor: Visitor, returnTo?: string): Promise<string> {
  const query = returnTo === undefined ? undefined : { returnTo }
  return locationOf(await visitor.call('startOidc', query && { query }))
}

/** Comes back from it. @returns where the app sends the browser then */
export async function comeBack(visitor: Visitor, callback: URL): Promise<string> {
  return locationOf(await visitor.send('GET', callback.pathname + callback.search))
}

/** The whole way. @returns where it ends */
export async function signInAt(
  visitor: Visitor,
  subject: string,
  returnTo?: string,
): Promise<string> {
  return comeBack(visitor, await goThrough(await begin(visitor, returnTo), subject))
}
