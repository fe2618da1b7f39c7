import { expect, type Page } from '@playwright/test'
import { cloud, zonePath } from './control.ts'
import { baseURL } from './env.ts'

/**
 * A job by key through the API, into a folder of its own name in `bucket` (default: the one that all use). Returns its id;
 * the page has to be signed in as somebody who may.
 */
export async function makeJob(
  page: Page,
  zoneId: string,
  { name, dataset, ...place }: { name: string; dataset: string; bucket?: string; region?: string },
): Promise<string> {
  const { bucket = cloud().bucket, region = cloud().bucketRegion } = place
  const answer = await page.request.post(`/api${zonePath(zoneId)}/jobs`, {
    headers: { Origin: baseURL() },
    data: {
      name,
      enabled: true,
      dataset,
      frequency: 'high',
      logs: { fields: { mode: 'all' }, timestamps: 'rfc3339' },
      destination: {
        kind: 'cos',
        instanceId: cloud().cosInstanceId,
        bucket,
        region,
        path: name,
        dailyFolders: false,
        auth: 'apiKey',
        apiKey: cloud().destinationKeys.cosWriter,
      },
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  const { id } = await answer.json()
  return id
}
