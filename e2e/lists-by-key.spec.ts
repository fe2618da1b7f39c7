import { baseURL, cloud, expect, expectAccessible, test } from './fixtures'
import { keyOf } from './support/control.ts'
import { signInAtCompany } from './support/sign-in.ts'
import { field, openNewJob } from './support/wizard.ts'

test('who has no right at IBM lists instances and buckets with the key they typed', async ({
  page,
  another,
  zone,
  signInAtCompany: signIn,
}) => {
  await signIn('viewer')
  const admin = await another('manager')
  await signInAtCompany(admin.context(), 'administrator')
  const answer = await admin.request.post('/api/grants', {
    headers: { Origin: baseURL() },
    data: {
      subject: { kind: 'person', email: 'yuki.tanaka@nordlicht.example' },
      role: 'editor',
      scope: { kind: 'zones', instanceId: zone.instanceId, zoneIds: [zone.id] },
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)

  await openNewJob(page, zone)
  await expect(
    page.getByText('Enter the destination API key below to list what it sees'),
  ).toBeVisible()
  await field(page, 'Destination API key').fill(keyOf('writer'))
  const instance = page.getByRole('combobox', { name: 'Object Storage instance' })
  await expect(page.getByText('Listed with the destination key that you entered.')).toBeVisible()
  await instance.selectOption({ label: 'cos-edge-logs' })
  await field(page, 'Bucket').click()
  const own = page.getByRole('option', { name: cloud().bucket, exact: false }).first()
  await expect(own).toBeVisible()
  await expectAccessible(page)
  await own.click()
  await expect(field(page, 'Bucket')).toHaveValue(cloud().bucket)
  await expect(field(page, 'Region')).not.toHaveValue('')
})
