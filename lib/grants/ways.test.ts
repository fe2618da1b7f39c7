import { describe, expect, it } from 'vitest'
import type { Rails } from '../schemas/grant'
import type { Ways } from './approval'
import { allowedOf, datasetFault, isBucketAllowed, kindFault, waitsFor } from './ways'

const editor = (rails: Rails | null): NonNullable<Ways>[number] => ({ role: 'editor', rails })
const shop: Rails = { destinations: [{ kind: 'cos', bucket: 'shop-*' }] }
const cos = (bucket: string) => ({ dataset: 'dns_logs', destination: { kinds: ['cos'], bucket } })

describe('ways', () => {
  it('say nothing where IBM judges, and hold no administrator', () => {
    for (const ways of [null, [{ role: 'administrator' as const, rails: shop }]]) {
      expect(waitsFor(ways, 'jobs.create', null)).toBe(false)
      expect(datasetFault(ways, 'dns_logs')).toBe(false)
      expect(kindFault(ways, 'splunk')).toBe(false)
      expect(allowedOf(ways, 'cos')).toBeNull()
      expect(isBucketAllowed(ways, 'i', 'any')).toBe(true)
    }
  })

  it('tell what waits, by what it is', () => {
    const ways = [editor(shop), editor({ needsApproval: true })]
    expect(waitsFor(ways, 'jobs.create', cos('shop-logs'))).toBe(false)
    expect(waitsFor(ways, 'jobs.create', cos('other'))).toBe(true)
    expect(waitsFor([editor({ needsApproval: true })], 'jobs.delete', null)).toBe(true)
  })

  it('name what is allowed beside what is not', () => {
    const ways = [editor(shop), { role: 'viewer' as const, rails: null }]
    expect(kindFault(ways, 'cos')).toBe(false)
    expect(kindFault(ways, 'splunk')).toBe(
      'Not allowed: your access allows only Object Storage, buckets shop-*.',
    )
    expect(kindFault([editor({ destinations: [] })], 'cos')).toBe(
      'Not allowed: your access allows no destination.',
    )
    expect(allowedOf(ways, 'cos')).toBe('Your access allows only Object Storage, buckets shop-*.')
    expect(allowedOf([editor({ destinations: [{ kind: 'cos' }] })], 'cos')).toBeNull()
    expect(isBucketAllowed(ways, 'i', 'shop-logs')).toBe(true)
    expect(isBucketAllowed(ways, 'i', 'other')).toBe(false)
    expect(datasetFault([editor({ datasets: ['dns_logs'] })], 'http_requests')).toBe(
      'Not allowed: your access allows only dns_logs.',
    )
    expect(datasetFault([editor({ datasets: ['dns_logs'] })], 'dns_logs')).toBe(false)
  })
})
