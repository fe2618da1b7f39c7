import { expect, test } from './fixtures'

test('a zone’s page reads its jobs again by itself, and says how old they are', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'watched' }] })
  await signIn()
  await page.clock.install()
  await page.goto(zone.path)
  const row = page.getByRole('table', { name: 'Logpush jobs' }).getByRole('row').nth(1)
  const age = page.getByRole('main').getByText(/^Updated .*(just now|ago)$/)
  await expect(row).toContainText('Delivering')
  // From here on time goes by only where the test lets it.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000))
  const paused = await page.request.patch(`/api${zone.path}/jobs/${zone.jobIds[0]}`, {
    data: { enabled: false },
    headers: { Origin: new URL(page.url()).origin },
  })
  expect(paused.status()).toBe(200)
  await page.clock.runFor(12_000)
  await expect(age).toHaveText(/^Updated [12]\d s ago$/)
  await expect(row).toContainText('Delivering')
  await page.clock.runFor(20_000)
  // What was read is drawn a moment later.
  await page.clock.resume()
  await expect(row).toContainText('Paused')
  await expect(age).toHaveText(/^Updated (just now|\d s ago)$/)
})

test('what is pressed before the scripts are there waits for them', async ({
  page,
  context,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'early' }] })
  await signIn()
  await page.goto(zone.path)
  const scripts = Promise.withResolvers<void>()
  await context.route('**/_next/static/chunks/*.js', async (route) => {
    await scripts.promise
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  const enabled = page.getByRole('table', { name: 'Logpush jobs' }).getByRole('switch')
  await expect(enabled).toBeDisabled()
  scripts.resolve()
  await enabled.click()
  await expect(page.getByText(/early is paused/)).toBeVisible()
  expect(await control.writes(zone)).toEqual([`PUT /logpush/jobs/${zone.jobIds[0]}`])
})

test('an entry of a menu that is opened before the scripts are there waits for them', async ({
  page,
  context,
  zone,
  signIn,
}) => {
  await signIn()
  await page.goto(zone.path)
  const scripts = Promise.withResolvers<void>()
  await context.route('**/_next/static/chunks/*.js', async (route) => {
    await scripts.promise
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  // A page on its way has the button a moment before the list that it opens.
  await expect(page.getByRole('menu', { name: /Account/, includeHidden: true })).toBeAttached()
  await page.getByRole('button', { name: /Account/ }).click()
  const signOut = page.getByRole('menuitem', { name: 'Sign out' })
  await expect(signOut).toBeVisible()
  scripts.resolve()
  await signOut.click()
  await expect(page).toHaveURL(/\/sign-in$/)
})
