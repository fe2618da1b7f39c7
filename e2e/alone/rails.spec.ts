import type { APIRequestContext } from '@playwright/test'
import { baseURL, cloud, expect, expectAccessible, test } from '../fixtures'
import type { FreshZone } from '../support/control.ts'
import { field, openNewJob } from '../support/wizard.ts'

/** An editor of a zone, into one bucket alone. Whoever is given that sees lists, in all other zones as well. */
async function giveBucket(
  request: APIRequestContext,
  { instanceId, id }: FreshZone,
  bucket: string,
): Promise<void> {
  const answer = await request.post('/api/grants', {
    headers: { Origin: baseURL() },
    data: {
      subject: { kind: 'person', email: 'tomas.araujo@nordlicht.example' },
      role: 'editor',
      scope: { kind: 'zones', instanceId, zoneIds: [id] },
      rails: { destinations: [{ kind: 'cos', instanceId: cloud().cosInstanceId, bucket }] },
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
}

test('a list names what a guard rail does not allow, and why', async ({
  page,
  zone,
  control,
  another,
  signInAtCompany: signIn,
}) => {
  // Comes after all other journeys, whose grants and zones are there still.
  test.slow()
  const [here, there] = ['nordlicht-tokyo', cloud().bucket]
  await signIn('editor')
  const { request } = await another('manager')
  await giveBucket(request, zone, here)
  // Seen because of the other zone; not allowed in this one.
  await giveBucket(request, await control.zone(), there)
  await openNewJob(page, zone)
  await field(page, 'Object Storage instance').selectOption({ label: 'cos-edge-logs' })
  await field(page, 'Bucket').click()
  const refused = page.getByRole('option', { name: there })
  await expect(refused).toHaveAttribute('aria-disabled', 'true')
  await expect(refused).toContainText('Not allowed by your access')
  await expectAccessible(page)
  await refused.dispatchEvent('click')
  await expect(field(page, 'Bucket')).not.toHaveValue(there)
  await page.getByRole('option', { name: here }).click()
  await expect(field(page, 'Bucket')).toHaveValue(here)
})
