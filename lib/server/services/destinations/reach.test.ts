import { beforeEach, expect, it } from 'vitest'
import type { Grant } from '@/lib/grants/grant'
import type { AllowedDestination } from '@/lib/schemas/grant'
import { cosByChallenge, cosByKey } from '@/lib/testing/inputs'
import type { Answer } from '@/lib/testing/judge'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const unknownInstance = '11111111-2222-4333-8444-555555555555'

describeWorlds(
  'what is seen of other services without a right of one’s own',
  (world) => {
    let nth = 0
    beforeEach(async () => {
      world.reset()
      const { listConnections } = await import('@/lib/server/db/connections')
      if ((await listConnections(await world.db())).length === 0) await connect(world)
    })

    /** Somebody with one grant for a zone. */
    async function member(
      destinations: AllowedDestination[] | undefined,
      over: Partial<Grant> = {},
    ): Promise<Visitor> {
      const group = `group-${++nth}`
      const visitor = await signInPerson(world, { subject: `member-${nth}`, groups: [group] })
      const { instanceId, zoneId } = world.zone('playground')
      await giveGrant(
        world,
        { group },
        {
          role: 'editor',
          scope: { kind: 'zones', instanceId, zoneIds: [zoneId] },
          rails: destinations ? { destinations } : null,
          ...over,
        },
      )
      return visitor
    }

    /** null: no such instance, as far as they know. */
    const bucketsIn = ({ status, body }: Answer) =>
      status === 404 ? null : (body as { items: { name: string }[]; through: string })
    const seen = async (visitor: Visitor, id: string = world.place.cosInstanceId) => ({
      cos: await visitor.ok('listCosInstances'),
      buckets: await visitor.call('listBuckets', { params: { id } }).then(bucketsIn),
      logs: await visitor.ok('listCloudLogsInstances'),
    })
    const nothing = { items: [], through: 'none' }

    it('is nothing that a test of a destination tells, where a guard rail does not allow it', async () => {
      const visitor = await member([{ kind: 'cos', bucket: 'allowed-*' }])
      const params = world.zone('playground')
      world.sent('receiver')
      world.sent('cos')
      for (const [destination, path] of [
        [{ kind: 'https', url: 'https://logs.nordlicht.example/in' }, 'destination.kind'],
        [cosByKey(world), 'destination.bucket'],
      ] as const) {
        expect(
          await visitor.refused('testDestination', { params, body: { destination } }),
        ).toMatchObject({ status: 422, code: 'rail', errors: [{ path }] })
      }
      expect([...world.sent('receiver'), ...world.sent('cos')]).toEqual([])
      const free = await member([{ kind: 'cos' }])
      const body = { destination: cosByKey(world) }
      expect((await free.call('testDestination', { params, body })).status).toBe(200)
    })

    it.each<[string, AllowedDestination[] | undefined, Partial<Grant>]>([
      ['no rails', undefined, {}],
      ['no destination', [], {}],
      ['a kind without a name', [{ kind: 'cos' }, { kind: 'cloudLogs' }], {}],
      ['any bucket', [{ kind: 'cos', bucket: '*' }], {}],
      ['another kind', [{ kind: 'https', host: '*.example' }], {}],
    ])('is nothing with %s', async (_, destinations, over) => {
      const lists = await seen(await member(destinations, over))
      expect(lists).toMatchObject({ cos: nothing, buckets: null, logs: nothing })
    })

    it('is nothing for a viewer, by an expired grant, or with none', async () => {
      const named: AllowedDestination[] = [{ kind: 'cos', instanceId: world.place.cosInstanceId }]
      const viewer = await member(named, { role: 'viewer' })
      const late = await member(named, { expiresAtMs: Date.now() - 1 })
      const nobody = await signInPerson(world, { subject: `nobody-${nth}` })
      for (const visitor of [viewer, late, nobody]) {
        expect(await seen(visitor)).toMatchObject({ cos: nothing, buckets: null, logs: nothing })
      }
    })

    it('is an instance that is allowed by its id, with its buckets', async () => {
      const { cosInstanceId: id, cloudLogsInstanceId } = world.place
      const visitor = await member([
        { kind: 'cos', instanceId: id },
        { kind: 'cloudLogs', instanceId: cloudLogsInstanceId },
      ])
      const { cos, buckets, logs } = await seen(visitor)
      expect(cos.items.map((one) => one.id)).toEqual([id])
      expect(logs.items.map((one) => one.id)).toEqual([cloudLogsInstanceId])
      expect([cos, buckets, logs].map((list) => list?.through)).toEqual(Array(3).fill('connection'))
      const own = await (await world.signIn()).ok('listBuckets', { params: { id } })
      expect(own.through).toBe('own')
      expect(buckets?.items).toEqual(own.items)
      const unknown = { params: { id: unknownInstance } }
      expect(await visitor.refused('listBuckets', unknown)).toMatchObject({ status: 404 })
    })

    it('is a bucket that is allowed by its name, and the instance it lies in, no other name', async () => {
      const { cosInstanceId: id, bucket } = world.place
      const visitor = await member([{ kind: 'cos', bucket: `${bucket.slice(0, -1)}*` }])
      const { cos, buckets } = await seen(visitor)
      expect(cos.items.map((one) => one.id)).toEqual([id])
      const names = buckets?.items.map(({ name }) => name)
      expect(names).toContain(bucket)
      expect(names?.every((name) => name.startsWith(bucket.slice(0, -1)))).toBe(true)
    })

    it('is everything for an administrator', async () => {
      const admin = await member(undefined, { role: 'administrator', scope: { kind: 'all' } })
      const own = await seen(await world.signIn())
      const { cos, buckets, logs } = await seen(admin)
      expect(cos.items).toEqual(own.cos.items)
      const names = (list: typeof buckets) => list?.items.map(({ name }) => name)
      expect(names(buckets)).toEqual(names(own.buckets))
      expect(logs.items).toEqual(own.logs.items)
      expect(cos.through).toBe('connection')
    })

    it('is what a typed key sees', async () => {
      const visitor = await member(undefined)
      const { keys, cosInstanceId: instanceId, destinationKeys } = world.place
      const apiKey = keys.writer
      const list = await visitor.ok('listInstancesByKey', { body: { apiKey, kind: 'cos' } })
      expect(list.through).toBe('key')
      expect(list.items.map(({ id }) => id)).toContain(instanceId)
      const buckets = await visitor.ok('listBucketsByKey', { body: { apiKey, instanceId } })
      expect(buckets.items.length).toBeGreaterThan(0)
      const writing = { apiKey: destinationKeys.cosWriter, instanceId }
      expect(await visitor.refused('listBucketsByKey', { body: writing })).toMatchObject({
        code: 'role_missing',
        detail: expect.stringContaining('which this key doesn’t have'),
      })
      const refused = { apiKey: keys.unknown, kind: 'cloudLogs' }
      expect(await visitor.refused('listInstancesByKey', { body: refused })).toMatchObject({
        status: 422,
        errors: [{ path: 'apiKey' }],
      })
      expect(
        await visitor.ok('inspectKey', { body: { apiKey: destinationKeys.cosWriter } }),
      ).toMatchObject({ ownerKind: 'serviceId', sameAccount: true })
      expect(
        await visitor.ok('inspectKey', { body: { apiKey: destinationKeys.otherAccount } }),
      ).toMatchObject({ sameAccount: false })
    })

    it('lets a challenge file be read only where the bucket is allowed by name', async () => {
      const params = world.zone('playground')
      const destination = cosByChallenge(world)
      const { cosInstanceId: instanceId, bucket } = world.place
      const ask = async (visitor: Visitor) => {
        const { filename } = await visitor.ok('createChallenge', { params, body: { destination } })
        return visitor.call('readChallenge', { params, body: { destination, filename } })
      }
      for (const allowed of [{ instanceId }, { bucket }, { instanceId, bucket }]) {
        expect((await ask(await member([{ kind: 'cos', ...allowed }]))).status).toBe(200)
      }
      for (const rails of [undefined, [{ kind: 'cos' } as const]]) {
        const { status, text } = await ask(await member(rails))
        expect(status).toBe(403)
        expect(text).toContain('by hand')
      }
      const elsewhere = { ...destination, bucket: 'nordlicht-other-bucket' }
      const visitor = await member([{ kind: 'cos', instanceId }])
      const input = { params, body: { destination: elsewhere, filename: 'x' } }
      expect(await visitor.refused('readChallenge', input)).toMatchObject({ status: 404 })
    })
  },
  { env: teamEnv },
)
