import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { UpstreamError } from '@/lib/server/errors'
import { closeConnections } from './exchange'
import { bytes, json, type ScriptedUpstream, startUpstream } from './scripted-upstream'
import { callWithToken, type TokenProvider } from './token'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const renewing: TokenProvider = async ({ rejected }) => (rejected ? 'FAKE-new' : 'FAKE-old')

const send = (token: string | TokenProvider, within = 5_000) =>
  callWithToken(token, {
    url: new URL(`${upstream.url}/x`),
    route: 'test /x',
    method: 'PUT',
    body: '{}',
    deadlineMs: Date.now() + within,
  })

const bearers = () => upstream.seen.map((one) => one.headers.authorization)

describe('a token that IBM refuses', () => {
  it.each([
    ['401', json(401, {})],
    ['403 that calls the token expired', json(403, { errors: [{ message: 'Token expired' }] })],
    ['403 in other words', json(403, { message: 'The IAM token is no longer valid' })],
    ['403 of a JWT', json(403, { errors: ['jwt is expired by 3m'] })],
    ['403 for an expired one', json(403, { errors: ['Forbidden: expired access token'] })],
    ['S3’s code', json(400, { code: 'ExpiredToken', message: 'no' })],
  ])('is renewed once after %s', async (_, refusal) => {
    upstream.play(refusal, json(200, {}))
    await send(renewing)
    expect(bearers()).toEqual(['Bearer FAKE-old', 'Bearer FAKE-new'])
    upstream.play(refusal)
    await expect(send(renewing)).rejects.toMatchObject({ failure: 'refused' })
    expect(upstream.seen).toHaveLength(2)
  })

  it.each([
    ['a role', json(403, { errors: ['Forbidden'] })],
    ['an ownership token', json(403, { errors: ['the ownership token is expired'] })],
    ['a key', json(403, { errors: ['token of this API key is invalid'] })],
    ['the request', json(400, { errors: ['invalid token in body'] })],
    ['a proxy’s page', bytes(401, '<html>token expired</html>')],
  ])('is none when it is about %s', async (_, refusal) => {
    upstream.play(refusal)
    await expect(send(renewing)).rejects.toBeInstanceOf(UpstreamError)
    expect(bearers()).toEqual(['Bearer FAKE-old'])
  })

  it('that is a bare text stands as it is', async () => {
    upstream.play(json(401, {}))
    await expect(send('FAKE-only')).rejects.toMatchObject({ facts: { status: 401 } })
    expect(upstream.seen).toHaveLength(1)
  })
})

describe('a renewal that hangs', () => {
  const never = () => new Promise<string>(() => undefined)

  it.each<[string, TokenProvider, number]>([
    ['at first', never, 0],
    ['after a refusal', ({ rejected }) => (rejected ? never() : Promise.resolve('FAKE-old')), 1],
  ])('ends with the request, %s', async (_, token, sent) => {
    upstream.play(json(401, {}))
    await expect(send(token, 300)).rejects.toMatchObject({
      failure: 'timeout',
      maybeCarriedOut: false,
    })
    expect(upstream.seen).toHaveLength(sent)
  })
})

describe('a renewal that IAM does not answer', () => {
  const lost = () =>
    Promise.reject(new UpstreamError('timeout', { status: 504 }, { maybeCarriedOut: true }))

  it.each<[string, TokenProvider]>([
    ['at first', lost],
    ['after a refusal', ({ rejected }) => (rejected ? lost() : Promise.resolve('FAKE-old'))],
  ])('leaves no doubt about a write, %s', async (_, token) => {
    upstream.play(json(401, {}))
    await expect(send(token)).rejects.toMatchObject({
      failure: 'timeout',
      facts: { status: 504 },
      maybeCarriedOut: false,
    })
  })
})
