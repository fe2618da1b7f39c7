import { expect, test } from 'vitest'
import { bucketOptions } from './bucket-options'
import { cosJob } from './testing'

const bucket = (name: string, region: string | null, storageClass: string | null = 'smart') => ({
  name,
  region,
  storageClass,
  createdAt: null,
})

test('a bucket says where it is and who uses it', () => {
  const [option] = bucketOptions([bucket('edge-logs', 'eu-de')], [cosJob()])
  expect(option).toMatchObject({
    value: 'edge-logs',
    hint: 'eu-de',
    description: 'Frankfurt · smart',
    heed: 'used by shop-http',
  })
  const two = [cosJob(), cosJob({ id: '2', name: null })]
  expect(bucketOptions([bucket('edge-logs', 'eu-de')], two)[0]?.heed).toBe(
    'used by shop-http and 1 more',
  )
  expect(bucketOptions([bucket('other', 'eu')], [cosJob()])[0]).toMatchObject({
    description: 'EU cross-region · smart',
    heed: undefined,
  })
})

test('one whose location is hidden asks for the region', () => {
  expect(bucketOptions([bucket('pci', null)], [])[0]).toMatchObject({
    hint: '–',
    description: 'location unknown; enter the region',
  })
})
