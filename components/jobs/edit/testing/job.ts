import { fromConf } from '@/lib/destinations/registry'
import type { Job } from '@/lib/schemas/job'

const guid = '5f3c8a1e-0000-4000-8000-000000000001'

/** A job to a bucket, for tests. */
export function testJob(more: Partial<Job> = {}): Job {
  return {
    id: '991001',
    name: 'shop-http',
    enabled: true,
    dataset: 'http_requests',
    frequency: 'high',
    state: 'delivering',
    destination: fromConf(
      `cos://logs/http?region=eu-de&instance-id=${guid}&ibm_api_key=FAKE-key-12345678`,
    ),
    logs: {
      fields: { mode: 'list', names: ['ClientIP', 'RayID'] },
      timestamps: 'rfc3339',
      otherOptions: [],
      notes: [],
    },
    lastComplete: null,
    lastError: null,
    errorMessage: null,
    managedElsewhere: [],
    revision: 'r1',
    ...more,
  }
}
