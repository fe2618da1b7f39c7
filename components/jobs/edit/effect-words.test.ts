import { describe, expect, it } from 'vitest'
import { changesOf } from '@/lib/jobs/changes'
import { fromJob } from '@/lib/jobs/from-job'
import { jobOf } from '@/lib/jobs/testing'
import { effectOf } from './effect-words'

const job = jobOf()
const draft = fromJob(job)

describe('effectOf', () => {
  const effect = (changed: typeof draft, of = job) => effectOf(of, changesOf(of, changed))

  it('says where files still arrive when the destination changes', () => {
    expect(effect({ ...draft, cos: { ...draft.cos, path: 'b' } })).toMatchObject({
      oldPlace: 'a-bucket/logs/http/{DATE}/',
      heeds: [],
    })
  })

  it('says that IBM checks the destination on every change', () => {
    expect(effect({ ...draft, name: 'b' }).text).toContain('on every change')
    expect(effect({ ...draft, logs: { ...draft.logs, timestamps: 'unix' } }).text).toContain(
      '10 to 15 minutes',
    )
  })

  it('heeds what is lost', () => {
    expect(effect({ ...draft, enabled: false }).heeds).toHaveLength(1)
    const odd = (auth: 'apiKey' | 'challenge') =>
      jobOf({
        destination: { ...job.destination, auth, otherParams: ['odd'] } as typeof job.destination,
      })
    const moved = (of: typeof job) => {
      const before = fromJob(of)
      const cos = { ...before.cos, path: 'b', ownershipToken: 'eyJFAKE.FAKE.FAKE' }
      return effect({ ...before, cos }, of).heeds
    }
    expect(moved(odd('challenge'))[0]).toContain('odd')
    expect(moved(odd('apiKey'))).toEqual([])
  })
})
