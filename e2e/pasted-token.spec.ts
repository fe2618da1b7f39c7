import type { Page } from '@playwright/test'
import { expect, type FreshZone, test } from './fixtures'
import { objectsIn, objectText } from './support/bucket.ts'
import { folderOf } from './support/control.ts'
import {
  button,
  chooseBucket,
  chooseChallenge,
  createJob,
  field,
  goNext,
  nameAndReview,
  openNewJob,
  setSwitch,
} from './support/wizard.ts'

/** The manager may not look into this one; the reader may. */
const bucket = 'nordlicht-legal-hold'
const region = 'eu-de'

const token = (page: Page) => field(page, 'Ownership token')

async function askForChallenge(page: Page, zone: FreshZone): Promise<string> {
  await openNewJob(page, zone)
  await chooseBucket(page, { bucket, path: folderOf(zone), dailyFolders: false })
  await chooseChallenge(page)
  await goNext(page, 'Ownership')
  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await expect(button(page, 'Read it for me')).toBeVisible()
  const [key = ''] = await objectsIn(bucket, folderOf(zone), region, 'reader')
  return objectText(bucket, key, region, 'reader')
}

type Claims = { exp: number; [more: string]: unknown }

/** The same token with other claims; nothing here checks who signed it. */
function altered(jwt: string, change: (claims: Claims) => Partial<Claims>): string {
  const [head, payload = '', signature] = jwt.trim().split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims // The simulator's own.
  const after = JSON.stringify({ ...claims, ...change(claims) })
  return [head, Buffer.from(after).toString('base64url'), signature].join('.')
}

test('a file that can’t be read for the person: pasted, repaired, validated, created', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(403, 422)
  await signIn()
  const text = await askForChallenge(page, zone)
  await button(page, 'Read it for me').click()
  await expect(page.getByText('We could not read the file.')).toBeVisible()
  await expect(
    page.getByText(/Your role on this bucket doesn’t allow reading it \(403/),
  ).toBeVisible()

  await page.getByRole('link', { name: 'Destination' }).click()
  await setSwitch(field(page, 'Daily folders'), true)
  await goNext(page, 'Ownership')
  await button(page, 'I already have a token').click()
  await token(page).fill(text)
  const parts = page.getByRole('table', { name: 'The token, part by part' })
  await expect(parts.getByRole('row', { name: /^Path/ })).toContainText('differs')
  await expect(parts.getByRole('row', { name: /^Bucket/ })).toContainText('same')
  await expect(page.getByText(/It was not sent/)).toBeVisible()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
    /The token doesn’t match this destination/,
  )
  expect(await control.writes(zone)).toEqual(['POST /logpush/ownership'])

  await button(page, 'Turn daily folders off').click()
  await expect(page.getByText('Validated by IBM')).toBeVisible()
  await goNext(page, 'Logs')
  await nameAndReview(page, 'by-pasted-token')
  await createJob(page)
  expect(await control.writes(zone)).toEqual([
    'POST /logpush/ownership',
    'POST /logpush/ownership/validate',
    'POST /logpush/jobs',
  ])
})

test('what is no token, or is too old, is refused here and not sent', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  await signIn()
  const text = await askForChallenge(page, zone)
  await token(page).fill(`${folderOf(zone)}/ownership-challenge.txt`)
  await expect(token(page)).toHaveAccessibleDescription(/This is not an ownership token/)
  await expect(token(page)).toHaveAttribute('aria-invalid', 'true')

  await token(page).fill(altered(text, ({ exp }) => ({ exp: exp - 8 * 24 * 3600 })))
  await expect(page.getByText(/It expired on/)).toBeVisible()
  await button(page, 'Paste another').click()
  await token(page).fill(altered(text, () => ({ object_id: 'f'.repeat(32) })))
  await expect(page.getByRole('row', { name: /^Zone/ })).toContainText('differs')
  expect(await control.writes(zone)).toEqual(['POST /logpush/ownership'])

  await button(page, 'Paste another').click()
  await token(page).fill(text)
  await expect(page.getByText('Validated by IBM')).toBeVisible()
})

test('a token whose parts fit and that IBM refuses stays refused', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  await signIn()
  const text = await askForChallenge(page, zone)
  await token(page).fill(altered(text, ({ exp }) => ({ exp: exp - 60 })))
  await expect(page.getByText('Not validated by IBM')).toBeVisible()
  await expect(page.getByText(/IBM rejected this token/)).toBeVisible()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
    /Validate the token with IBM/,
  )
  expect(await control.writes(zone)).toEqual([
    'POST /logpush/ownership',
    'POST /logpush/ownership/validate',
  ])
})

test('come back tomorrow: the challenge that was asked for still stands, and its token is taken', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  await signIn()
  const text = await askForChallenge(page, zone)
  const asked = await control.writes(zone)
  await page.goto('/')
  // By the browser's calendar, which is UTC: hours from now would be the day after tomorrow late in the evening.
  const tomorrow = new Date()
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1)
  tomorrow.setUTCHours(12)
  await page.clock.setFixedTime(tomorrow)
  await page.goto(`${zone.path}/jobs/new`)
  await goNext(page, 'Ownership')
  await expect(page.getByText(/IBM wrote a file to the bucket yesterday at/)).toBeVisible()
  await token(page).fill(text)
  await expect(page.getByText('Validated by IBM')).toBeVisible()
  expect(await control.writes(zone)).toEqual([...asked, 'POST /logpush/ownership/validate'])
})
