import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/server/errors'
import { readDrops, sendLines } from './cloud-logs'
import { closeConnections } from './exchange'
import { bytes, json, type ScriptedUpstream, startUpstream } from './scripted-upstream'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_LOGS_INGRESS_ENDPOINT', `${upstream.url}/ingress/{instance_id}/{region}`)
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const context = () => ({
  token: 'FAKE-token',
  identity: 'IBMid-FAKE',
  deadlineMs: Date.now() + 10_000,
  requestId: 'FAKE-request',
})
const instance = { instanceId: '0a0b0c0d-1111-4222-8333-444455556666', region: 'eu-de' }
const lines = [{ applicationName: 'a', subsystemName: 'b', text: 'probe', severity: 3 }]

describe('sendLines', () => {
  it('sends an array of lines to the instance’s own endpoint', async () => {
    upstream.play(bytes(200, '', { 'x-correlation-id': 'FAKE-c' }))
    expect(await sendLines(context(), instance, lines)).toEqual({
      accepted: 1,
      dropped: 0,
      note: null,
      correlationId: 'FAKE-c',
    })
    expect(upstream.seen[0]).toMatchObject({
      method: 'POST',
      url: `/ingress/${instance.instanceId}/eu-de/logs/v1/singles`,
      body: JSON.stringify(lines),
    })
    expect(upstream.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer FAKE-token',
      'content-type': 'application/json',
    })
  })

  it('reads what a 200 says of dropped lines', async () => {
    upstream.play(json(200, { message: '1 of 1 logs were dropped: too old' }))
    expect(await sendLines(context(), instance, lines)).toMatchObject({ accepted: 0, dropped: 1 })
  })

  it('without the role Sender is refused, and nothing was written', async () => {
    upstream.play(json(403, { message: 'Forbidden' }))
    await expect(sendLines(context(), instance, lines)).rejects.toMatchObject({
      failure: 'refused',
      maybeCarriedOut: false,
    })
  })

  it.each([
    { ...instance, region: 'eu-de.evil.example' },
    { ...instance, instanceId: 'x.evil.example/' },
  ])('refuses a place that is none', async (wrong) => {
    await expect(sendLines(context(), wrong, lines)).rejects.toThrow(AppError)
  })
})

describe('readDrops', () => {
  it.each([
    ['', 0, null],
    ['{}', 0, null],
    ['{"message":"ok"}', 0, 'ok'],
    ['"2 logs were dropped"', 2, '2 logs were dropped'],
    ['{"message":"3 of 5 logs were dropped: too old"}', 3, '3 of 5 logs were dropped: too old'],
    ['{"message":"dropped 2 lines"}', 2, 'dropped 2 lines'],
    ['{"accepted":4,"dropped":1}', 1, null],
    ['{"rejected":[{},{}],"message":"some"}', 2, 'some'],
    ['ICL dropped logs', 5, 'ICL dropped logs'],
    ['{"message":"999 dropped"}', 5, '999 dropped'],
    ['<html>fine</html>', 0, null],
  ])('%s', (body, dropped, note) => {
    expect(readDrops(body, 5)).toEqual({ dropped, note })
  })
})
