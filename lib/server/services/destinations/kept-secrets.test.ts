import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { json, startTrustedReceiver } from '@/lib/testing/receiver'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

const channelId = 'a5b7c3d1-1111-4222-8333-944455556666'
const secret = 'FAKE-held-9c1d7e5f3a2b'

let receiver: Awaited<ReturnType<typeof startTrustedReceiver>>
beforeAll(async () => {
  receiver = await startTrustedReceiver()
})
afterAll(() => receiver.close())

describeWorld(
  'a test of a change',
  (world) => {
    let manager: Visitor
    beforeAll(async () => {
      manager = await world.signIn()
    })
    beforeEach(() => {
      world.letTimePass(61_000)
      receiver.play(json(200, { text: 'Success', code: 0 }))
    })
    const sent = () => new Map(receiver.received[0]?.headers)

    /** A job of the playground that has this destination, made elsewhere. */
    function held(destinationConf: string): string {
      const { state } = world.simulator
      const [model] = state.jobs.values()
      if (!model) throw new Error('The seeded account has jobs.')
      const id = state.nextJobId++
      state.jobs.set(id, {
        ...model,
        id,
        zoneId: world.zone('playground').zoneId,
        destinationConf,
      })
      return String(id)
    }
    const call = (destination: object, jobId: string) =>
      manager.call('testDestination', {
        params: world.zone('playground'),
        body: { destination, jobId } as never, // Patches of every kind.
      })
    const testChange = async (destination: object, jobId: string) =>
      (await call(destination, jobId)).body as { ok: boolean | null; code?: string }
    const hec = (at = `localhost:${receiver.port}`) =>
      `splunk://${at}/services/collector/raw?channel=${channelId}&header_Authorization=Splunk%20${secret}&sourcetype=a`
    const endpoint = () => `localhost:${receiver.port}/services/collector/raw`

    it('keeps the token for its own endpoint', async () => {
      const patch = { kind: 'splunk', endpoint: endpoint(), channelId, sourceType: 'edge' }
      expect(await testChange(patch, held(hec()))).toMatchObject({ ok: true })
      expect(sent().get('Authorization')).toBe(`Splunk ${secret}`)
      expect(receiver.received[0]?.url).toContain('sourcetype=edge')
    })

    it('is tried as it is when nothing is changed', async () => {
      const patch = { kind: 'splunk', endpoint: endpoint(), channelId, sourceType: 'a' }
      expect(await testChange(patch, held(hec()))).toMatchObject({ ok: true })
      expect(sent().get('Authorization')).toBe(`Splunk ${secret}`)
    })

    it('takes a new token in place of the one it has', async () => {
      const patch = { kind: 'splunk', endpoint: endpoint(), channelId, token: 'FAKE-new-token' }
      expect(await testChange(patch, held(hec()))).toMatchObject({ ok: true })
      expect(sent().get('Authorization')).toBe('Splunk FAKE-new-token')
    })

    it('never sends a kept secret to another place', async () => {
      const jobId = held(hec('hec.example:8088'))
      const elsewhere = [
        { kind: 'splunk', endpoint: endpoint(), channelId, sourceType: 'a' },
        { kind: 'splunk', endpoint: `hec.example:${receiver.port}`, channelId },
        {
          kind: 'https',
          url: `https://localhost:${receiver.port}/`,
          headers: [{ name: 'Authorization' }],
        },
      ]
      for (const patch of elsewhere) {
        expect((await call(patch, jobId)).status).toBe(422)
      }
      const { text } = await call({ kind: 'other', conf: `https://${endpoint()}` }, jobId)
      expect(text).not.toContain(secret)
      for (const { headers } of receiver.received) {
        expect(JSON.stringify(headers)).not.toContain(secret)
      }
    })

    it('keeps values of headers by their names', async () => {
      const url = `https://localhost:${receiver.port}/in`
      const jobId = held(`${url}?header_X-Key=${secret}&tags=a`)
      const headers = [{ name: 'X-Key' }, { name: 'X-New', value: 'FAKE-2' }]
      expect(await testChange({ kind: 'https', url, headers, params: [] }, jobId)).toMatchObject({
        ok: true,
      })
      expect(receiver.received[0]?.url).toBe('/in')
      expect([sent().get('X-Key'), sent().get('X-New')]).toEqual([secret, 'FAKE-2'])
    })

    it('cannot be tried with secrets that IBM hides', async () => {
      const jobId = held(hec().replace(secret, '********'))
      const patch = { kind: 'splunk', endpoint: endpoint(), channelId, sourceType: 'a' }
      expect(await testChange(patch, jobId)).toMatchObject({ ok: null, code: 'not_possible' })
      expect(receiver.received).toEqual([])
    })

    it('keeps the key, for another folder too', async () => {
      const { cosInstanceId: instanceId, bucket, bucketRegion: region } = world.place
      const key = world.place.destinationKeys.cosWriter
      const jobId = held(
        `cos://${bucket}/kept/{DATE}?region=${region}&instance-id=${instanceId}&ibm_api_key=${key}`,
      )
      const patch = { kind: 'cos', auth: 'apiKey', instanceId, bucket, region, path: 'other' }
      expect(await testChange(patch, jobId)).toMatchObject({
        ok: true,
        wrote: expect.stringMatching(/^other\/\.logpush/),
      })
      expect(await testChange({ ...patch, path: 'kept', dailyFolders: true }, jobId)).toMatchObject(
        { ok: true, wrote: expect.stringMatching(/^kept\/\.logpush/) },
      )
    })

    it('is a job of this zone', async () => {
      const patch = { kind: 'splunk', endpoint: endpoint(), channelId }
      expect((await call(patch, '99999999')).status).toBe(404)
      const foreign = held(hec())
      const job = world.simulator.state.jobs.get(Number(foreign))
      if (job) job.zoneId = world.zone('full').zoneId
      expect((await call(patch, foreign)).status).toBe(404)
      expect((await call(patch, 'x')).status).toBe(422)
      expect(receiver.received).toEqual([])
    })
  },
  { env: { DESTINATION_TEST_ALLOW_PRIVATE: 'on' } },
)
