import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { getSetting, putSetting } from './settings'
import { describeEngines, type TestDb } from './test-engines'

describeEngines('settings', (openTestDb) => {
  let test: TestDb
  beforeAll(async () => {
    test = await openTestDb()
  })

  it('come back as they were put last, and null before', async () => {
    const schema = z.object({ days: z.number() })
    expect(await getSetting(test.db, 'keep', schema)).toBeNull()
    await putSetting(test.db, 'keep', { days: 30 })
    await putSetting(test.db, 'keep', { days: 90 })
    expect(await getSetting(test.db, 'keep', schema)).toEqual({ days: 90 })
  })

  it('that do not fit are an error, not a surprise', async () => {
    await putSetting(test.db, 'odd', 'text')
    await expect(getSetting(test.db, 'odd', z.number())).rejects.toThrow(z.ZodError)
  })
})
