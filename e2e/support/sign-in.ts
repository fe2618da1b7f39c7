import type { Page } from '@playwright/test'
import type { Control } from './control.ts'
import { button, field } from './wizard.ts'

/** Gives the sign-in page a passcode whose token belongs to no account yet. */
export async function passcodeOfNoAccount(page: Page, control: Control): Promise<void> {
  await page.getByRole('tab', { name: 'One-time passcode' }).click()
  await field(page, 'One-time passcode').fill(await control.passcode('manager', false))
  await button(page, 'Sign in').click()
}
