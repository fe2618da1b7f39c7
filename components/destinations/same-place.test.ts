import { describe, expect, test } from 'vitest'
import { freePath, jobsAtSamePlace, jobsNearby } from './same-place'
import { cloudLogsDraft, cosDraft, cosJob, instanceId } from './testing'

const http = cosJob()
const ids = (jobs: { id: string }[]) => jobs.map(({ id }) => id)

describe('the same place', () => {
  test('is the same bucket and folder, whatever the way in', () => {
    expect(ids(jobsAtSamePlace(cosDraft({ auth: 'challenge' }), [http]))).toEqual([http.id])
    expect(jobsAtSamePlace(cosDraft({ path: '/http/' }), [http])).toHaveLength(1)
    expect(jobsAtSamePlace(cosDraft({ dailyFolders: false }), [http])).toEqual([])
    expect(jobsAtSamePlace(cosDraft({ bucket: 'other-logs' }), [http])).toEqual([])
  })

  test('is not the job’s own, and none while nothing is chosen', () => {
    expect(jobsAtSamePlace(cosDraft(), [http], http.id)).toEqual([])
    const top = cosJob({}, '', false)
    expect(jobsAtSamePlace(cosDraft({ bucket: '', path: '', dailyFolders: false }), [top])).toEqual(
      [],
    )
  })

  test('of Cloud Logs is the instance with its names', () => {
    const toLogs = cosJob({
      destination: { kind: 'cloudLogs', instanceId, region: 'eu-gb', hasKey: true },
    })
    expect(jobsAtSamePlace(cloudLogsDraft(), [toLogs])).toHaveLength(1)
    const named = cloudLogsDraft({ subsystemName: 'checkout' })
    expect(jobsAtSamePlace(named, [toLogs])).toEqual([])
    expect(jobsNearby(named, [toLogs])).toHaveLength(1)
  })
})

describe('a path that is free', () => {
  test('counts up beside jobs of the same dataset', () => {
    expect(freePath(cosDraft(), [http])).toBe('http-2')
    expect(freePath(cosDraft(), [http, cosJob({ id: '2' }, 'http-2')])).toBe('http-3')
  })

  test('takes the dataset’s name beside jobs of another one', () => {
    const shop = cosJob({ dataset: 'firewall_events' }, 'shop')
    expect(freePath(cosDraft({ path: 'shop' }), [shop])).toBe('shop-http')
    expect(freePath(cosDraft({ path: 'shop' }), [shop, cosJob({ id: '2' }, 'shop-http')])).toBe(
      'shop-2',
    )
  })

  test('is never the bucket’s own top', () => {
    const top = cosJob({}, '')
    expect(freePath(cosDraft({ path: '' }), [top])).toBe('http')
    expect(freePath(cosDraft({ path: '' }), [top, http])).toBe('http-2')
  })

  test('is free indeed, however many there are', () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      cosJob({ id: String(n) }, n === 0 ? 'http' : `http-${n + 1}`),
    )
    const path = freePath(cosDraft(), many)
    expect(jobsAtSamePlace(cosDraft({ path }), many)).toEqual([])
  })
})
