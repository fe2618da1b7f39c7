import { beforeAll, expect, it } from 'vitest'
import { cosByChallenge, cosByKey, jobInput } from '@/lib/testing/inputs'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const host = 'good.example.com'

describeWorlds(
  'guard rails',
  (world) => {
    let editor: Visitor
    let admin: Visitor
    let jobId: string

    beforeAll(async () => {
      await connect(world)
      const [one, other] = [
        await signInPerson(world, { subject: 'editor' }),
        await signInPerson(world, { subject: 'admin' }),
      ]
      const rails = { destinations: [{ kind: 'https' as const, host }] }
      const all = { kind: 'all' as const }
      await giveGrant(world, { personId: one.id }, { role: 'editor', scope: all, rails })
      await giveGrant(world, { personId: other.id }, { role: 'administrator', scope: all })
      editor = one
      admin = other
      const made = { params: world.zone('playground'), body: jobInput(world) }
      jobId = (await admin.ok('createJob', made)).id
    })

    // What a job may not be sent to, however it is spelt, is not tried out either.
    it.each<[string, () => object]>([
      ['a bucket', () => cosByKey(world)],
      ['HTTPS in capitals', () => ({ kind: 'other', conf: 'HTTPS://evil.example.com/x' })],
      ['a bucket as text', () => ({ kind: 'other', conf: 'cos://b/p?region=eu-de&instance-id=x' })],
      ['another cloud', () => ({ kind: 'other', conf: 's3://bucket/x?region=us-east-1' })],
      ['a name behind', () => ({ kind: 'https', url: `https://${host}.evil.example/` })],
      ['a name in the path', () => ({ kind: 'https', url: `https://evil.example/${host}` })],
      ['QRadar', () => ({ kind: 'qradar', host: 'evil.example', port: 514 })],
      ['Splunk', () => ({ kind: 'splunk', endpoint: `${host}:8088`, token: 'FAKE-token' })],
    ])('bind tests as they bind jobs: %s', async (_, destination) => {
      const params = world.zone('playground')
      const outside = destination() as ReturnType<typeof cosByKey> // Whatever it is, as a program may send it.
      const answers = [
        await editor.call('testDestination', { params, body: { destination: outside } }),
        await editor.call('createJob', { params, body: jobInput(world, { destination: outside }) }),
      ]
      expect(answers[0]).toMatchObject({ status: 422, body: { code: 'rail' } })
      expect(answers[1]?.status).toBe(422)
    })

    it('bind the test of what a job has', async () => {
      const params = world.zone('playground')
      const { destination } = await admin.ok('getJob', { params: { ...params, jobId } })
      world.sent('cos')
      const body = { jobId, destination } as {
        jobId: string
        destination: ReturnType<typeof cosByKey>
      } // A view is a patch.
      const refused = await editor.refused('testDestination', { params, body })
      expect(refused).toMatchObject({ status: 422, code: 'rail' })
      expect(world.sent('cos')).toEqual([])
    })

    it('bind what becomes of a challenge', async () => {
      const params = world.zone('playground')
      const body = { destination: cosByChallenge(world), token: 'FAKE-token' }
      const refused = await editor.refused('validateChallenge', { params, body })
      expect(refused).toMatchObject({ status: 422, code: 'rail' })
    })

    it('let through what they allow', async () => {
      const destination = { kind: 'https' as const, url: `https://${host}/x` }
      const params = world.zone('playground')
      const answer = await editor.call('testDestination', { params, body: { destination } })
      expect(answer.status).toBe(200)
    })
  },
  { env: teamEnv },
)
