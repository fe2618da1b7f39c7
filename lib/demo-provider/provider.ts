import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import Provider, { type Configuration, errors } from 'oidc-provider'
import { memoryAdapter } from './adapter.ts'
import { choice, leaving, message, policy } from './page.ts'
import type { Person } from './people.ts'

export type ProviderOptions = {
  /** Its own address, as `http://127.0.0.1:PORT`. */
  issuer: string
  /** Whom one may be; asked at each sign-in, so it may change. */
  people: readonly Person[]
  client: { id: string; secret: string }
  /** The addresses of the app's origins, such as `http://localhost:3000`. */
  apps: readonly string[]
  /** In the ID token stands all that was asked for, instead of in the userinfo. */
  claimsInIdToken?: boolean
}

const scopes = ['openid', 'email', 'profile', 'groups']

/** An OpenID provider without passwords: whoever comes chooses who to be. For loopback alone. */
export function createProvider(options: ProviderOptions): RequestListener {
  const { issuer, people } = options
  const provider = new Provider(issuer, configuration(options))
  const handle = provider.callback()
  return (request, response) => {
    const path = request.url ?? '/'
    const work = path.startsWith('/interaction/')
      ? interact(provider, people, request, response)
      : handle(request, response)
    work.catch((error: unknown) => {
      const isOver = error instanceof errors.OIDCProviderError
      const text = isOver ? 'This sign-in is over. Start again.' : 'The demo’s provider failed.'
      answer(response, isOver ? 400 : 500, message('That did not work', text))
    })
  }
}

function configuration({
  people,
  client,
  apps,
  claimsInIdToken = false,
}: ProviderOptions): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: apps.map((app) => `${app}/api/auth/oidc/callback`),
        post_logout_redirect_uris: apps.map((app) => `${app}/sign-in`),
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes,
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
      groups: ['groups'],
    },
    conformIdTokenClaims: !claimsInIdToken,
    pkce: { required: () => true },
    // Nothing here outlives the process anyway; left out, each answer of the library's warns of its own default.
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 600,
      Interaction: 600,
      Session: 43_200,
    },
    findAccount: (_, subject) => {
      const person = people.find((one) => one.subject === subject)
      if (!person) return undefined
      return { accountId: subject, claims: () => ({ ...person.claims, sub: subject }) }
    },
    // Nobody is asked whether the app may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope(scopes.join(' '))
      await grant.save()
      return grant
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.set('Content-Security-Policy', policy)
          context.body = leaving(form)
        },
        postLogoutSuccessSource: (context) => {
          context.body = message('Signed out', 'You can close this page.')
        },
      },
    },
    renderError: (context, { error }) => {
      context.type = 'html'
      context.body = message('That did not work', `The demo’s provider answers: ${error}`)
    },
  }
}

async function interact(
  provider: Provider,
  people: readonly Person[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Throws for a browser that has not begun here.
  await provider.interactionDetails(request, response)
  if (request.method !== 'POST') return answer(response, 200, choice(people, request.url ?? ''))
  const subject = (await formOf(request)).get('subject') ?? ''
  const login = people.some((one) => one.subject === subject)
    ? { login: { accountId: subject } }
    : { error: 'access_denied', error_description: 'Nobody was chosen' }
  await provider.interactionFinished(request, response, login, { mergeWithLastSubmission: false })
}

const longestForm = 2_000

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const part of request.setEncoding('utf8')) {
    text += part
    if (text.length > longestForm) break
  }
  return new URLSearchParams(text)
}

function answer(response: ServerResponse, status: number, html: string): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
  })
  response.end(html)
}
