import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { keys } from '@/lib/queries/keys'
import type { Job } from '@/lib/schemas/job'
import type { FoundJob } from '@/lib/schemas/overview'
import { searchEverywhere } from './search'

const instanceId = 'fa7e0000-0000-4000-8000-000000000001'
const zones = [
  { id: 'a'.repeat(32), name: 'shop.example', status: 'active', paused: false },
  { id: 'b'.repeat(32), name: 'blog.example', status: 'active', paused: false },
] as const
const [shop, blog] = zones

function job(id: string, name: string): Job {
  return {
    id,
    name,
    enabled: true,
    dataset: 'http_requests',
    state: 'delivering',
  } as Job // All that the search looks at.
}

function clientWith(lists: { zoneId: string; jobs: Job[]; readAtMs?: number }[]): QueryClient {
  const client = new QueryClient()
  client.setQueryData(keys.instances, { items: [{ id: instanceId, name: 'cis-prod' }] })
  client.setQueryData(keys.zones(instanceId), { items: zones })
  for (const { zoneId, jobs, readAtMs } of lists) {
    client.setQueryData(keys.jobList(instanceId, zoneId), { items: jobs }, { updatedAt: readAtMs })
  }
  return client
}

const noJobs = async () => ({ items: [], total: 0, searched: 0 })

const labels = async (client: QueryClient, zoneId: string | null, text: string) => {
  const here = zoneId === null ? null : { instanceId, zoneId }
  return (await searchEverywhere(client, here, text, noJobs)).items.map(({ label }) => label)
}

test('jobs of every zone that was read are found, wherever one is', async () => {
  const client = clientWith([{ zoneId: shop.id, jobs: [job('1', 'to-siem')] }])
  expect(await labels(client, null, 'siem')).toEqual(['to-siem'])
  const { items } = await searchEverywhere(client, null, 'siem', noJobs)
  expect(items[0]).toMatchObject({ hint: 'shop.example', note: 'Delivering' })
})

const found = (id: string, name: string, state: FoundJob['state']): FoundJob => ({
  zone: { id: blog.id, name: blog.name, instanceId },
  job: { id, name },
  dataset: 'http_requests',
  state,
})

test('jobs of the whole fleet are found, and those on an open page as they are there', async () => {
  const client = clientWith([{ zoneId: blog.id, jobs: [job('1', 'siem-one')] }])
  const { items, total } = await searchEverywhere(client, null, 'siem', async () => ({
    items: [found('1', 'siem-one', 'failing'), found('2', 'siem-two', 'late')],
    total: 2,
    searched: 700,
  }))
  expect(items.map(({ label, note }) => [label, note])).toEqual([
    ['siem-one', 'Delivering'],
    ['siem-two', 'Late'],
  ])
  expect(total).toBe(702)
})

test('a search of the fleet that fails takes nothing else away', async () => {
  const client = clientWith([{ zoneId: blog.id, jobs: [job('1', 'siem-one')] }])
  const { items, notes } = await searchEverywhere(client, null, 'siem', async () => {
    throw new Error('no response')
  })
  expect(items.map(({ label }) => label)).toEqual(['siem-one'])
  expect(notes).toEqual(['Jobs of zones that were not opened yet could not be searched.'])
})

test('before anything is typed there are only those of the open zone', async () => {
  const client = clientWith([
    { zoneId: shop.id, jobs: [job('1', 'of-shop')] },
    { zoneId: blog.id, jobs: [job('2', 'of-blog')] },
  ])
  expect(await labels(client, blog.id, '')).toContain('of-blog')
  expect(await labels(client, blog.id, '')).not.toContain('of-shop')
})

test('a zone’s name leads to the zone, a job’s name to the job', async () => {
  const client = clientWith([{ zoneId: shop.id, jobs: [job('1', 'to-siem')] }])
  expect(await labels(client, shop.id, 'shop')).toEqual(['shop.example', 'to-siem'])
  expect(await labels(client, shop.id, 'shop siem')).toEqual(['to-siem'])
  expect((await labels(client, null, 'siem'))[0]).toBe('to-siem')
})

test('of a list that is not followed any more no state is told', async () => {
  const old = { zoneId: shop.id, jobs: [job('1', 'to-siem')], readAtMs: Date.now() - 10 * 60_000 }
  const { items } = await searchEverywhere(clientWith([old]), null, 'siem', noJobs)
  expect(items[0]?.note).toBeUndefined()
  expect(await labels(clientWith([old]), null, 'delivering')).toEqual([])
})

test('what was not searched is said, whatever was typed', async () => {
  const client = clientWith([])
  const [cut = '', broken = ''] = ['2', '3'].map((end) => instanceId.replace(/1$/, end))
  client.setQueryData(keys.instances, {
    items: [
      { id: instanceId, name: 'cis-prod' },
      { id: cut, name: 'cis-big' },
      { id: broken, name: 'cis-broken' },
    ],
    partial: true,
  })
  client.setQueryData(keys.zones(cut), { items: zones, partial: true })
  const refused = { queryKey: keys.zones(broken), queryFn: () => Promise.reject(new Error()) }
  await client.fetchQuery({ ...refused, retry: false }).catch(() => {})
  for (const text of ['', 'nowhere']) {
    expect((await searchEverywhere(client, null, text, noJobs)).notes).toEqual([
      'Searches the first 2 zones of cis-big only; IBM has more.',
      'Searches the first 3 instances only; IBM has more.',
      'Zones of cis-broken could not be loaded.',
    ])
  }
  expect((await searchEverywhere(clientWith([]), null, 'shop', noJobs)).notes).toEqual([])
})
