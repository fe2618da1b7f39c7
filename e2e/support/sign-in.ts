import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { Control } from './control.ts'
import { button, field } from './wizard.ts'

/** Gives the sign-in page a passcode whose token belongs to no account yet. */
export async function passcodeOfNoAccount(page: Page, control: Control): Promise<void> {
  await page.getByRole('tab', { name: 'One-time passcode' }).click()
  await field(page, 'One-time passcode').fill(await control.passcode('manager', false))
  await button(page, 'Sign in').click()
}

/** Whom the demo's provider knows. */
export type CompanyPerson = 'administrator' | 'editor' | 'viewer'
const subjects: Record<CompanyPerson, string> = {
  administrator: 'ines',
  editor: 'tomas',
  viewer: 'yuki',
}

/** Signs a browser in as somebody of the company, without a page. */
export async function signInAtCompany(
  { request }: BrowserContext,
  person: CompanyPerson,
): Promise<void> {
  const page = await request.get('/api/auth/oidc/start')
  expect(page.url(), 'the provider asks who one is').toContain('/interaction/')
  const home = await request.post(page.url(), { form: { subject: subjects[person] } })
  expect([home.status(), new URL(home.url()).pathname], 'signing in').toEqual([200, '/'])
}
