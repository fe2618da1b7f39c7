import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../errors'
import { decodeCursor, encodeCursor } from './audit-cursor'
import { createId } from './id'
import { attempt, start, useAudit, zoneId } from './test-audit'
import { describeEngines } from './test-engines'

describeEngines('the pages of the audit', (openTestDb) => {
  const audit = useAudit(openTestDb)
  const { append, settle, list, ids } = audit

  describe('filters', () => {
    it('shows only the account’s rows in visible instances', async () => {
      const mine = await append()
      await append({ instanceId: 'instance-2' })
      await append({ accountId: 'another account' })
      expect(await ids()).toEqual([mine])
      expect(await ids({ reader: audit.reader('instance-1', 'instance-2') })).toHaveLength(2)
      const nowhere = { kind: 'instances', accountId: audit.accountId, instanceIds: [] } as const
      expect(await ids({ reader: nowhere })).toEqual([])
    })

    it('by zone, job and action', async () => {
      const base = await append()
      const otherZone = await append({ zoneId: 'f'.repeat(32) })
      const otherJob = await append({ jobId: '13' })
      const otherAction = await append({ action: 'job.delete' })
      const noZone = await append({ zoneId: null, jobId: null })
      expect(await ids({ zoneId })).toEqual([otherAction, otherJob, base])
      expect(await ids({ jobId: '13' })).toEqual([otherJob])
      expect(await ids({ action: 'job.delete' })).toEqual([otherAction])
      expect(await ids({ zoneId: 'f'.repeat(32), jobId: '12' })).toEqual([otherZone])
      expect(await ids()).toContain(noZone)
    })

    it('by outcome, with unknown for those that nobody heard of again', async () => {
      const now = start + 100_000
      const silent = await append({}, start)
      const underWay = await append({}, now - 1000)
      const succeeded = await append({}, now)
      const failed = await append({}, now)
      const unknown = await append({}, now)
      const settledLater = await append({}, now)
      await settle(succeeded, { outcome: 'succeeded' })
      await settle(failed, { outcome: 'failed' })
      await settle(unknown, { outcome: 'unknown' })
      await settle(settledLater, { outcome: 'unknown' })
      await settle(settledLater, { outcome: 'succeeded' })
      expect(await ids({ outcome: 'pending' }, now)).toEqual([underWay])
      expect(await ids({ outcome: 'unknown' }, now)).toEqual([unknown, silent])
      expect(await ids({ outcome: 'succeeded' }, now)).toEqual([settledLater, succeeded])
      expect(await ids({ outcome: 'failed' }, now)).toEqual([failed])
      const all = (await list({}, now)).items
      for (const outcome of ['pending', 'unknown', 'succeeded', 'failed'] as const) {
        const sameInList = all.filter((item) => item.outcome === outcome).map((item) => item.id)
        expect(await ids({ outcome }, now)).toEqual(sameInList)
      }
    })

    it('by actor: the id, or part of the name or address, taken literally', async () => {
      const ada = await append()
      const grace = await append({
        actor: { id: 'IBMid-2', name: '100% Grace_', email: 'grace@example.com', address: '' },
      })
      expect(await ids({ actor: 'IBMid-1' })).toEqual([ada])
      expect(await ids({ actor: 'GRACE' })).toEqual([grace])
      expect(await ids({ actor: 'ada@' })).toEqual([ada])
      expect(await ids({ actor: '0% g' })).toEqual([grace])
      expect(await ids({ actor: 'e_' })).toEqual([grace])
      expect(await ids({ actor: "a%a' or 1=1 --" })).toEqual([])
    })

    it('by actor in any case, letters beyond ASCII too, and under each name they had', async () => {
      const person = { id: 'IBMid-3', email: 'a@example.com', address: '' }
      const before = await append({ actor: { ...person, name: 'Ägidius Straße' } })
      await append({ actor: { ...person, id: 'IBMid-4', name: 'Someone else' } })
      const after = await append({ actor: { ...person, name: 'ÄGIDIUS Weber' } })
      expect(await ids({ actor: 'ägidius' })).toEqual([after, before])
      expect(await ids({ actor: 'ÄGIDIUS STRA' })).toEqual([before])
      expect(await ids({ actor: 'IBMid-3' })).toEqual([after, before])
    })
  })

  describe('pages', () => {
    it('neither repeat nor skip a row while others are written', async () => {
      const written: string[] = []
      for (let index = 0; index < 23; index++) written.push(await append({}, start + index))
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const [page] = await Promise.all([
          list({ limit: 5, cursor }),
          append({}, start + 100),
          append({}, start + 100),
        ])
        seen.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter((id) => written.includes(id))).toEqual(written.toReversed())
    })

    it('neither skip nor repeat what processes with other clocks write', async () => {
      // A copy of the module makes its ids by itself, as another process does.
      vi.resetModules()
      const other: typeof import('./audit') = await import('./audit')
      const appendBehind = () =>
        other.appendAttempt(audit.test.db, attempt({ accountId: audit.accountId }), start - 60_000)
      const written: string[] = []
      for (let at = 0; at < 6; at++) {
        written.push(await append({}, start + at), await appendBehind())
      }
      const all = (await ids()).toReversed()
      expect(all).toEqual(written)
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ limit: 5, cursor })
        seen.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor ?? undefined
        await appendBehind()
      } while (cursor)
      expect(seen).toEqual(written.toReversed())
      expect((await ids()).slice(-written.length)).toEqual(written.toReversed())
    })

    it('only ever grow at the top while many write', async () => {
      const writing = Array.from({ length: 40 }, async (_, index) => {
        const id = await append({}, start + index)
        await settle(id, { outcome: 'succeeded' })
      })
      let written = false
      const all = Promise.all(writing).then(() => {
        written = true
      })
      let before: string[] = []
      while (!written) {
        const now = await ids()
        expect(now.slice(now.length - before.length)).toEqual(before)
        before = now
      }
      await all
      expect(await ids()).toHaveLength(40)
    })

    it('of several instances are one list', async () => {
      const written: string[] = []
      for (let index = 0; index < 20; index++)
        written.push(await append({ instanceId: `instance-${index % 3}` }))
      const instanceIds = ['instance-0', 'instance-1', 'instance-2', 'instance-3']
      const visible = written.toReversed()
      const reader = audit.reader(...instanceIds)
      const first = await list({ reader, limit: 12 })
      const second = await list({ reader, limit: 12, cursor: first.nextCursor ?? '' })
      expect([...first.items, ...second.items].map((item) => item.id)).toEqual(visible)
      expect(second.nextCursor).toBeNull()
      const more = Array.from({ length: 700 }, (_, at) => `more-${at}`)
      const many = audit.reader(...instanceIds, ...more)
      expect(await ids({ reader: many, outcome: 'unknown' }, start + 100_000)).toEqual(visible)
    })

    it.each([1, 4, 12, 39, 40, 41])(
      'of %i rows by many people are one list, however busy one was',
      async (limit) => {
        const written: string[] = []
        for (let index = 0; index < 40; index++) {
          const number = index < 10 || index % 7 === 0 ? index % 10 : 3
          const name = `Person ${number}`
          const person = { id: `IBMid-${number}`, name, email: '', address: '' }
          written.push(await append({ actor: person }))
        }
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await list({ actor: 'person', limit, cursor })
          seen.push(...page.items.map((item) => item.id))
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        expect(seen).toEqual(written.toReversed())
      },
    )

    it('end exactly at the last row', async () => {
      await append()
      await append()
      const first = await list({ limit: 1 })
      const second = await list({ limit: 1, cursor: first.nextCursor ?? '' })
      expect(first.nextCursor).not.toBeNull()
      expect(second).toMatchObject({ items: [{}], nextCursor: null })
      expect((await list({ limit: 2 })).nextCursor).toBeNull()
    })
  })
})

const encoded = (text: string) => Buffer.from(text).toString('base64url')

describe('a cursor', () => {
  it.each([1, 51, Number.MAX_SAFE_INTEGER])(
    'comes back as the number it was made of: %i',
    (seq) => {
      expect(decodeCursor(encodeCursor(seq))).toBe(seq)
      expect(encodeCursor(seq)).toMatch(/^[\w-]{1,128}$/)
    },
  )

  it.each([
    '',
    'x',
    'YTE6',
    `${encodeCursor(7)}=`,
    `${encodeCursor(7)} `,
    ...[
      'a2:0',
      'a2:-1',
      'a2:07',
      'a2:1e3',
      'a2:7.5',
      'a2: 7',
      'a2:',
      'b2:7',
      'a2:9007199254740992',
    ].map(encoded),
    encoded("a2:' or '1'='1"),
    // Of a version that went by the ids of attempts.
    encoded(`a1:${createId()}`),
  ])('is refused when it is none of ours: %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(AppError)
    expect(() => decodeCursor(cursor)).toThrow(/^bad_request/)
  })
})
