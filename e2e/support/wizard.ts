import { expect, type Locator, type Page } from '@playwright/test'
import { cloud, type FreshZone, keyOf } from './control.ts'

/** The page *New job* and its fields, as a person finds them: by role and label. */
export const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true })
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
export const step = (page: Page, heading: string): Locator =>
  page.getByRole('heading', { level: 2, name: heading })

export const steps = {
  destination: 'Where should the logs go?',
  ownership: 'Prove that the bucket is yours',
  review: 'Review',
} as const

/** What is held back can be pressed all the same; nothing comes of it. */
export const pressHeld = (page: Page, name: string): Promise<void> =>
  button(page, name).press('Enter')

export async function openNewJob(page: Page, zone: FreshZone, search = ''): Promise<void> {
  await page.goto(`${zone.path}/jobs/new${search}`)
  await expect(step(page, steps.destination)).toBeVisible()
}

export type CosPlace = { bucket?: string; path?: string; dailyFolders?: boolean }

/** Instance, bucket and path out of the lists; the region comes with the bucket. */
export async function chooseBucket(page: Page, place: CosPlace = {}): Promise<void> {
  const { bucket = cloud().bucket, path, dailyFolders } = place
  await field(page, 'Object Storage instance').selectOption({ label: 'cos-edge-logs' })
  await field(page, 'Bucket').click()
  await field(page, 'Bucket').fill(bucket)
  await page.getByRole('option', { name: bucket }).first().click()
  await expect(field(page, 'Bucket')).toHaveValue(bucket)
  await expect(field(page, 'Region')).not.toHaveValue('')
  if (path !== undefined) await field(page, 'Path').fill(path)
  if (dailyFolders !== undefined) await setSwitch(field(page, 'Daily folders'), dailyFolders)
}

export async function setSwitch(control: Locator, on: boolean): Promise<void> {
  if ((await control.getAttribute('aria-checked')) !== String(on)) await control.click()
  await expect(control).toBeChecked({ checked: on })
}

/** A destination's key; waits until it was looked up. */
export async function giveKey(page: Page, name = 'cosWriter'): Promise<void> {
  await field(page, 'Destination API key').fill(keyOf(name))
  await expect(page.getByText(`${name}-key`).first()).toBeVisible()
}

/** One of the segments or rows of a group; their inputs lie hidden below their words. */
export async function choose(page: Page, group: string, label: string): Promise<void> {
  const radios = page.getByRole('radiogroup', { name: group })
  await radios.getByText(label, { exact: true }).click()
  await expect(radios.getByRole('radio', { name: new RegExp(`^${label}`) })).toBeChecked()
}

/** A changed job, through its diff, and back on the job's page. */
export async function saveChanges(page: Page): Promise<void> {
  await button(page, /^Save \d change/).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Save \d change/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /^Edit / })).toBeHidden()
}

/** Another kind than the one that a form begins with; its fields come then. */
export async function chooseKind(page: Page, label: string, firstField: string): Promise<void> {
  await choose(page, 'Destination type', label)
  await expect(field(page, firstField)).toBeVisible()
}

export async function chooseChallenge(page: Page): Promise<void> {
  await choose(page, 'Authentication', 'Ownership challenge')
}

export async function goNext(page: Page, to: 'Ownership' | 'Logs' | 'Review'): Promise<void> {
  await button(page, `Next: ${to}`).click()
  await expect(page).toHaveURL(new RegExp(`step=${to.toLowerCase()}`))
}

/** From the logs on with what is offered, and the job's name. */
export async function nameAndReview(page: Page, name: string): Promise<void> {
  await field(page, 'Name').fill(name)
  await goNext(page, 'Review')
  await expect(step(page, steps.review)).toBeVisible()
}

/** Creates the job and returns its id, as the address of its page has it. */
export async function createJob(page: Page): Promise<string> {
  await button(page, 'Create job').click()
  await expect(page).toHaveURL(/\/jobs\/\d+/)
  return /\/jobs\/(\d+)/.exec(page.url())?.[1] ?? ''
}
