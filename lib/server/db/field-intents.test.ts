import { beforeAll, beforeEach, expect, it } from 'vitest'
import {
  findFieldIntent,
  listFieldIntents,
  putFieldIntent,
  removeFieldIntent,
} from './field-intents'
import { createId } from './id'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000

describeEngines('field intents', (openTestDb) => {
  let test: TestDb
  let zone: { instanceId: string; zoneId: string }
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(() => {
    zone = { instanceId: 'instance-1', zoneId: createId() }
  })

  it('come back as they were put, and the last one counts', async () => {
    const job = { ...zone, jobId: '1' }
    const intent = { mode: 'all', preset: null, names: ['RayID', 'ClientIP'] } as const
    await putFieldIntent(test.db, job, { ...intent, names: [...intent.names] }, start)
    expect(await findFieldIntent(test.db, job)).toEqual({ ...job, ...intent, updatedAt: start })
    const preset = { mode: 'preset', preset: 'security', names: [] as string[] } as const
    await putFieldIntent(test.db, job, preset, start + 1)
    expect(await findFieldIntent(test.db, job)).toEqual({ ...job, ...preset, updatedAt: start + 1 })
  })

  it('are listed for a zone and removed with their job', async () => {
    const intent = { mode: 'list', preset: null, names: ['RayID'] } as const
    for (const jobId of ['1', '2']) {
      await putFieldIntent(
        test.db,
        { ...zone, jobId },
        { ...intent, names: [...intent.names] },
        start,
      )
    }
    const before = await listFieldIntents(test.db, zone)
    expect([...before.keys()].toSorted()).toEqual(['1', '2'])
    await removeFieldIntent(test.db, { ...zone, jobId: '1' })
    expect([...(await listFieldIntents(test.db, zone)).keys()]).toEqual(['2'])
    expect(await findFieldIntent(test.db, { ...zone, jobId: '1' })).toBeNull()
    expect(await listFieldIntents(test.db, { ...zone, instanceId: 'instance-2' })).toEqual(
      new Map(),
    )
  })
})
