import { cloud, expect, test } from './fixtures'
import { folderOf } from './support/control.ts'
import { holdScripts } from './support/slow.ts'
import {
  button,
  chooseBucket,
  chooseChallenge,
  field,
  goNext,
  openNewJob,
  setSwitch,
  step,
  steps,
} from './support/wizard.ts'

const goToField = { name: 'Zone, job or act' }
/** A script more is let through at each look. */
const often = { intervals: [50] }

// Every journey watches for a heading without the one above it (support/headings.ts).
for (const first of ['first', 'last'] as const) {
  test(`a step and what stands beside it arrive together, the ${first} script first`, async ({
    page,
    context,
    zone,
    signIn,
  }) => {
    await signIn()
    await openNewJob(page, zone)
    await chooseBucket(page, { path: folderOf(zone), dailyFolders: false })
    await chooseChallenge(page)
    const letThrough = await holdScripts(context)
    await goNext(page, 'Ownership')
    const beside = page.getByRole('complementary', { name: 'About this step' })
    await expect(beside).toBeHidden()
    await expect
      .poll(async () => {
        await letThrough(first)
        return beside.isVisible()
      }, often)
      .toBe(true)
    await expect(step(page, steps.ownership)).toBeFocused()
  })

  test(`so do the parts of a job that is edited, the ${first} script first`, async ({
    page,
    context,
    control,
    signIn,
  }) => {
    const zone = await control.zone({ jobs: [{ name: 'edited' }] })
    await signIn()
    await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
    await expect(page.getByRole('heading', { level: 1, name: 'edited' })).toBeVisible()
    const letThrough = await holdScripts(context)
    await page.getByRole('link', { name: 'Edit' }).click()
    const beside = page.getByRole('complementary', { name: 'About the logs' })
    await expect
      .poll(async () => {
        await letThrough(first)
        return beside.isVisible()
      }, often)
      .toBe(true)
    await expect(field(page, 'Name')).toHaveValue('edited')
    await chooseChallenge(page)
    await setSwitch(field(page, 'Daily folders'), true)
    await expect
      .poll(async () => {
        await letThrough(first)
        return step(page, steps.ownership).isVisible()
      }, often)
      .toBe(true)
  })
}

test('what is typed after the press for Go to is what is searched, however late its scripts', async ({
  page,
  context,
  control,
  signIn,
}) => {
  const { keyboard } = page
  const zone = await control.zone({ jobs: [{ name: 'alpha' }] })
  const name = cloud().zones.quiet?.name ?? ''
  await signIn()
  await page.goto(zone.path)
  await expect(page.getByRole('link', { name: 'alpha' })).toBeVisible()
  const letThrough = await holdScripts(context)
  await keyboard.press('ControlOrMeta+k')
  // Its letters are keys of the page as well: n makes a job, r reads again.
  await keyboard.type(`n r ${name}`)
  const search = page.getByRole('combobox', goToField)
  await expect(search).toHaveValue(`n r ${name}`)
  await expect(search).toBeFocused()
  await search.fill(name)
  await keyboard.press('Enter')
  await expect
    .poll(async () => {
      await letThrough('last')
      return page.getByRole('heading', { level: 1, name, exact: true }).isVisible()
    }, often)
    .toBe(true)
})

test('Go to finds jobs of a zone that was just opened, wherever one is', async ({
  page,
  control,
  signIn,
}) => {
  const { keyboard } = page
  const zone = await control.zone({ jobs: [{ name: 'found-from-afar' }] })
  await signIn()
  await page.goto(zone.path)
  await expect(page.getByRole('link', { name: 'found-from-afar' })).toBeVisible()
  await keyboard.press('g')
  await keyboard.press('a')
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
  await keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', goToField)).toHaveAccessibleDescription(
    /all zones and their jobs/,
  )
  await keyboard.type('from-afar')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'found-from-afar' })).toBeVisible()
})

test('a key pressed while a closed dialog’s field still has the focus is the page’s', async ({
  page,
  signIn,
}) => {
  await signIn()
  await page.goto('/')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', goToField)).toBeFocused()
  // As after Escape, before the browser has drawn again.
  await page.evaluate(() => {
    const field = document.activeElement
    field?.closest('dialog')?.close()
    const key = { key: '?', bubbles: true, cancelable: true }
    field?.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
})

test('while a dialog is on its way the page’s keys are silent', async ({
  page,
  context,
  control,
  signIn,
}) => {
  const { keyboard } = page
  const zone = await control.zone({ jobs: [{ name: 'name-to-type' }] })
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('button', { name: 'More for name-to-type' }).click()
  const letThrough = await holdScripts(context)
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await keyboard.type('name-to-type')
  await expect(page.getByRole('dialog', { name: 'Loading' })).toBeAttached()
  const asking = page.getByRole('alertdialog', { name: 'Delete name-to-type?' })
  await expect
    .poll(async () => {
      await letThrough('last')
      return asking.isVisible()
    }, often)
    .toBe(true)
  await expect(asking.getByRole('textbox')).toBeFocused()
  await keyboard.press('Escape')
  await expect(asking).toBeHidden()
  await expect(button(page, 'More for name-to-type')).toBeFocused()
  await expect(page).toHaveURL(new RegExp(`${zone.path}$`))
})
