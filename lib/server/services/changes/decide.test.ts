import { beforeEach, describe, expect, it } from 'vitest'
import { ApprovalScene } from '@/lib/testing/changes'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import { signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

const week = 7 * 24 * 3_600_000

describeWorlds(
  'a change that needs approval',
  (world) => {
    const s = new ApprovalScene(world)
    beforeEach(() => s.begin())

    it('waits, shown to who asked and to administrators, and to nobody else', async () => {
      const change = await s.asksForJob()
      expect(change).toMatchObject({
        status: 'waiting',
        action: 'job.create',
        ...s.place,
        jobId: null,
        jobName: 'made-by-a-test',
        asker: { id: s.editor.id },
        decidedBy: null,
        isSeen: false,
      })
      expect(change.zoneName).not.toBeNull()
      expect(world.sent('cis', 'POST')).toEqual([])
      const key = cosByKey(world).apiKey
      expect(JSON.stringify(change)).not.toContain(key)
      expect(await s.plan(change.id)).not.toContain(key)
      for (const visitor of [s.editor, s.admin]) {
        expect((await visitor.ok('listChangeRequests')).items).toEqual([change])
        expect(await s.get(change.id, visitor)).toEqual({
          ...change,
          access: [{ role: 'editor', through: null, rails: { needsApproval: true } }],
        })
      }
      const other = await s.somebody('editor')
      expect((await other.ok('listChangeRequests')).items).toEqual([])
      const hidden = await other.refused('getChangeRequest', { params: { id: change.id } })
      const unknown = await other.refused('getChangeRequest', {
        params: { id: crypto.randomUUID() },
      })
      expect([hidden.status, hidden.code, hidden.detail]).toEqual([
        unknown.status,
        unknown.code,
        unknown.detail,
      ])
      expect(hidden.status).toBe(404)
      expect(await s.activity()).toEqual(['change.request succeeded'])
    })

    it('is found by status, by whose it is and by what it is about, page by page', async () => {
      const one = await s.asksForJob({ name: 'one' })
      const two = await s.asksForJob({ name: 'two' })
      const three = await s.asksForJob({ name: 'three' })
      await s.decide(two.id, false)
      const list = async (query: Record<string, string>, visitor = s.admin) =>
        (await visitor.ok('listChangeRequests', { query })).items.map(({ id }) => id)
      expect(await list({})).toEqual([three.id, two.id, one.id])
      expect(await list({ status: 'waiting' })).toEqual([three.id, one.id])
      expect(await list({ status: 'declined' })).toEqual([two.id])
      expect(await list({ asker: 'me' })).toEqual([])
      expect(await list({ asker: 'others', status: 'waiting' })).toEqual([three.id, one.id])
      expect(await list({ asker: 'others' }, s.editor)).toEqual([])
      expect(await list({ zoneId: s.place.zoneId })).toHaveLength(3)
      expect(await list({ zoneId: 'f'.repeat(32) })).toEqual([])
      const page = await s.admin.ok('listChangeRequests', { query: { limit: '2' } })
      expect(page.nextCursor).toBe(two.id)
      expect(await list({ limit: '2', cursor: page.nextCursor ?? '' })).toEqual([one.id])
      expect(await s.admin.refused('listChangeRequests', { query: { status: 'x' } })).toMatchObject(
        { status: 400 },
      )
    })

    it('is counted for both sides, and the asker hears of the decision until it was seen', async () => {
      const change = await s.asksForJob()
      expect(await s.admin.ok('getChangeSummary')).toEqual({
        toDecide: 1,
        waiting: 0,
        news: [],
        answers: [],
      })
      expect(await s.editor.ok('getChangeSummary')).toEqual({
        toDecide: 0,
        waiting: 1,
        news: [],
        answers: [],
      })
      await s.admin.ok('decideChangeRequest', {
        params: { id: change.id },
        body: { approve: false, note: '  Not this bucket.\nAsk again.  ' },
      })
      const { news } = await s.editor.ok('getChangeSummary')
      expect(news).toMatchObject([
        { id: change.id, status: 'declined', note: 'Not this bucket.\nAsk again.', isSeen: false },
      ])
      await s.admin.ok('seeChangeRequest', { params: { id: change.id } })
      expect((await s.editor.ok('getChangeSummary')).news).toHaveLength(1)
      await s.editor.ok('seeChangeRequest', { params: { id: change.id } })
      expect(await s.editor.ok('getChangeSummary')).toEqual({
        toDecide: 0,
        waiting: 0,
        news: [],
        answers: [],
      })
      expect(await s.get(change.id)).toMatchObject({ isSeen: true })
    })

    it('is one, however often it is asked for while it waits', async () => {
      const [one, two] = await Promise.all([s.asksForJob(), s.asksForJob()])
      expect(two).toEqual(one)
      expect(await s.asksForJob()).toEqual(one)
      expect((await s.asksForJob({ name: 'another' })).id).not.toBe(one.id)
      const job = await s.make({ destination: cosByKey(world, { path: 'tests/other' }) })
      const pause = () =>
        s.asks('updateJob', { params: s.params(job.id), body: { enabled: false } })
      const [first, second] = await Promise.all([pause(), pause()])
      expect(second.id).toBe(first.id)
      const other = await s.somebody('editor', { needsApproval: true })
      const theirs = await s.asks(
        'updateJob',
        { params: s.params(job.id), body: { enabled: false } },
        other,
      )
      expect(theirs.id).not.toBe(first.id)
      await s.decide(first.id, false)
      expect((await pause()).id).not.toBe(first.id)
    })

    describe('is decided', () => {
      it('by an administrator, and by nobody else', async () => {
        const { id } = await s.asksForJob()
        const decision = { params: { id }, body: { approve: true } }
        for (const visitor of [s.editor, await s.somebody('viewer')]) {
          expect(await visitor.refused('decideChangeRequest', decision)).toMatchObject({
            status: 403,
            code: 'not_allowed',
          })
        }
        expect(await s.get(id)).toMatchObject({ status: 'waiting' })
      })

      it('by another than its asker, whichever way they came in', async () => {
        const { giveGrant } = await import('@/lib/testing/team')
        const { id, asker } = await s.asksForJob()
        await giveGrant(
          world,
          { personId: s.editor.id },
          { role: 'administrator', scope: { kind: 'all' } },
        )
        const decision = { params: { id }, body: { approve: true } }
        const twin = await signInPerson(world, {
          subject: 'twin',
          email: asker.email.toUpperCase(),
        })
        await giveGrant(
          world,
          { personId: twin.id },
          { role: 'administrator', scope: { kind: 'all' } },
        )
        for (const visitor of [s.editor, twin]) {
          expect(await visitor.refused('decideChangeRequest', decision)).toMatchObject({
            status: 403,
            code: 'not_allowed',
          })
        }
        expect(world.sent('cis', 'POST')).toEqual([])
      })

      it.each([true, false])('once, by whoever is first (approved: %s)', async (approve) => {
        const { id } = await s.asksForJob()
        const second = await s.somebody('administrator')
        const answers = await Promise.all(
          [s.admin, second].map((visitor) =>
            visitor.call('decideChangeRequest', { params: { id }, body: { approve } }),
          ),
        )
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
          code: 'already_decided',
        })
        expect(
          await second.refused('decideChangeRequest', { params: { id }, body: { approve } }),
        ).toMatchObject({ code: 'already_decided' })
        expect(await s.list()).toHaveLength(approve ? 1 : 0)
        const decisions = (await s.activity()).filter((line) => !line.startsWith('change.request'))
        expect(decisions).toEqual(
          approve
            ? ['change.approve succeeded', 'job.create succeeded']
            : ['change.decline succeeded'],
        )
      })

      it('never after it was declined, withdrawn or has expired, and its secrets are gone', async () => {
        const declined = await s.asksForJob({ name: 'declined' })
        const withdrawn = await s.asksForJob({ name: 'withdrawn' })
        const expired = await s.asksForJob({ name: 'expired' })
        await s.decide(declined.id, false)
        await s.editor.ok('withdrawChangeRequest', { params: { id: withdrawn.id } })
        world.letTimePass(week)
        const admin = await s.somebody('administrator')
        for (const [change, status] of [
          [declined, 'declined'],
          [withdrawn, 'withdrawn'],
          [expired, 'expired'],
        ] as const) {
          const decision = { params: { id: change.id }, body: { approve: true } }
          expect(await admin.refused('decideChangeRequest', decision)).toMatchObject({
            status: 409,
            code: 'already_decided',
            reason: status,
          })
          expect(await s.get(change.id, admin)).toMatchObject({ status })
          expect(await s.plan(change.id)).toBeNull()
        }
        expect(world.sent('cis', 'POST')).toEqual([])
        expect((await s.activity()).slice(3)).toEqual([
          'change.decline succeeded',
          'change.withdraw succeeded',
          'change.expire succeeded',
        ])
      })
    })

    it('waits with a hundred others of one person at most', async () => {
      const first = await s.asksForJob()
      const { createId } = await import('@/lib/server/db/id')
      const db = await world.db()
      const row = await db.selectFrom('change_requests').selectAll().executeTakeFirstOrThrow()
      const others = Array.from({ length: 99 }, () => ({ ...row, id: createId() }))
      for (const other of others) await db.insertInto('change_requests').values(other).execute()
      const body = jobInput(world, { name: 'one-more' })
      const refused = await s.editor.refused('createJob', { params: s.place, body })
      expect(refused).toMatchObject({ status: 409, code: 'conflict' })
      expect((await s.asksForJob()).id).toBe(first.id)
      await s.editor.ok('withdrawChangeRequest', { params: { id: first.id } })
      expect((await s.asksForJob({ name: 'one-more' })).status).toBe('waiting')
    })

    it('is another one with another secret', async () => {
      const destination = (value: string) => ({
        kind: 'https' as const,
        url: 'https://logs.example.com/in',
        headers: [{ name: 'X-Key', value }],
      })
      const one = await s.asksForJob({ destination: destination('FAKE-one') })
      const other = await s.asksForJob({ destination: destination('FAKE-other') })
      expect(other.id).not.toBe(one.id)
    })

    it('expires after a week, looked at or not', async () => {
      const { id } = await s.asksForJob()
      await s.later(week - 60_000)
      expect(await s.plan(id)).not.toBeNull()
      await s.later(61_000)
      await s.later()
      const admin = await s.somebody('administrator')
      expect(await s.get(id, admin)).toMatchObject({ status: 'expired', decidedBy: null })
      expect(await s.plan(id)).toBeNull()
      expect(await s.activity()).toEqual(['change.request succeeded', 'change.expire succeeded'])
    })

    it('is withdrawn by its asker alone', async () => {
      const { id } = await s.asksForJob()
      expect(await s.admin.refused('withdrawChangeRequest', { params: { id } })).toMatchObject({
        status: 403,
        code: 'not_allowed',
      })
      const other = await s.somebody('editor')
      expect(await other.refused('withdrawChangeRequest', { params: { id } })).toMatchObject({
        status: 404,
      })
      await s.editor.ok('withdrawChangeRequest', { params: { id } })
      expect(await s.editor.refused('withdrawChangeRequest', { params: { id } })).toMatchObject({
        status: 409,
        code: 'already_decided',
      })
      expect((await s.editor.ok('getChangeSummary')).news).toEqual([])
    })

    it('goes around no administrator, and around nobody without the rail', async () => {
      const free = await s.somebody('editor')
      const body = jobInput(world)
      expect((await free.call('createJob', { params: s.place, body })).status).toBe(201)
    })
  },
  { env: teamEnv },
)
