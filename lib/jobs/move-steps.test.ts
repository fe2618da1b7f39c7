import { describe, expect, it } from 'vitest'
import type { Move } from '@/lib/schemas/move'
import { moveSteps } from './move-steps'
import { moveOf } from './testing'

const nowMs = Date.parse('2026-11-20T09:10:00.000Z')
const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * 60_000).toISOString()

const told = (over: Partial<Move>, personId: string | null = null) =>
  moveSteps(moveOf(over), personId, nowMs).map(({ state, title, text }) =>
    [state, title, text].filter(Boolean).join(' | '),
  )

describe('the steps of a move', () => {
  it('in place', () => {
    expect(told({ state: 'changing', newJobId: null, deadlineAt: null }, 'IBMid-1')).toEqual([
      'done | Move requested | by you',
      'now | Change the destination | waiting for IBM to confirm',
    ])
    const done = told({ state: 'done', newJobId: null, deadlineAt: null, endedAt: at(1) })
    expect(done[0]).toBe('done | Move requested | by Mara Lindqvist')
    expect(done[1]).toMatch(/^done \| Destination changed \| in place/)
  })

  it('by a second job, from its creation to its name', () => {
    expect(told({ state: 'creating', newJobId: null })[1]).toMatch(/^now \| Create a second job/)
    const watched = told({ lastSeen: { at: at(1), state: 'never_ran', errorMessage: null } })
    expect(watched[2]).toMatch(
      /^now \| First delivery \| waiting, last checked 1 min ago; watched until/,
    )
    expect(watched.slice(3)).toEqual([
      'todo | Delete the old job | automatically',
      'todo | Rename the new job | edge-http',
    ])
    const seen = { at: at(1), state: 'delivering', errorMessage: null }
    expect(told({ state: 'deleting', lastSeen: seen }).slice(2)).toEqual([
      'done | First delivery',
      'now | Delete the old job | waiting for IBM to confirm',
      'todo | Rename the new job | edge-http',
    ])
    expect(told({ state: 'done', lastSeen: seen, endedAt: at(0) }).slice(3)).toEqual([
      'done | Old job deleted | job 991001',
      'done | New job named | edge-http',
    ])
  })

  it('never says that something was delivered which was not', () => {
    expect(told({ state: 'deleting' })[2]).toBe(
      'skipped | First delivery | not waited for: the old job was deleted before it',
    )
    expect(told({ state: 'deleting', deadlineAt: null })[2]).toBe(
      'skipped | First delivery | not waited for: the job is paused',
    )
    const failing = { at: at(1), state: 'failing', errorMessage: 'AccessDenied' }
    expect(told({ lastSeen: failing })[2]).toMatch(/^failed \| First delivery \| .*“AccessDenied”/)
  })

  it('ends with the reason and what to do', () => {
    const why = (code: NonNullable<Move['why']>['code'], message: string) => ({ code, message })
    const stopped = (over: Partial<Move>) => told({ state: 'stopped', endedAt: at(0), ...over })
    expect(
      stopped({
        why: why(
          'delete_refused',
          'Stopped: the old job could not be deleted. Both jobs were kept.',
        ),
      }).at(-1),
    ).toBe(
      'failed | Stopped | The old job could not be deleted. Both jobs were kept. Delete the old job yourself, or ask someone with the role Manager.',
    )
    expect(
      stopped({ why: why('kept', 'Stopped on request. Both jobs were kept.') }).at(-1),
    ).toMatch(/^skipped \| Ended on request \| Both jobs were kept\./)
    expect(stopped({ newJobId: null, why: why('create_refused', 'Stopped: no.') })).toHaveLength(2)
    // There is no second job to compare with, or to delete.
    for (const code of ['kept', 'old_changed', 'sign_in_ended'] as const) {
      const [, last] = stopped({ newJobId: null, why: why(code, 'Stopped: no.') })
      expect(last).not.toMatch(/two jobs|the one|new job|old one/)
    }
  })

  it('of one that keeps the old job has nothing to wait for', () => {
    expect(told({ state: 'done', keepOld: true, endedAt: at(0) }).slice(1)).toEqual([
      'done | Second job created',
      'skipped | Old job kept | as requested',
    ])
  })
})
