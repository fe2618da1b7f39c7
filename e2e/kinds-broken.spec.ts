import type { Page } from '@playwright/test'
import { expect, type FreshZone, test } from './fixtures'
import type { Control, Receiver, ReceiverOptions } from './support/control.ts'
import { button, field } from './support/wizard.ts'

const token = 'FAKE-token-of-yesterday'
const newToken = 'FAKE-token-of-today'
const hook = 'FAKEhook0Secret1Path2'

/** The engine's next window, and a little. */
const nextWindow = { timeout: 30_000 }

type At = { page: Page; control: Control; receiver: Receiver }

type Breakage = {
  what: string
  receiver: ReceiverOptions
  /** Behind `scheme://host:port`. */
  scheme: 'https' | 'splunk'
  rest: string
  /** Gives what its receiver's own people do about it; nothing where the job has to be changed. */
  breaks: (at: At) => Promise<(() => Promise<void>) | undefined>
  cause: RegExp
  way: 'Replace token' | 'Change destination'
  /** On the page that this way leads to. */
  edit?: (at: At) => Promise<void>
}

const header = `header_Authorization=Bearer%20${token}`

const breakages: Breakage[] = [
  {
    what: 'Splunk, whose token was replaced, gets the new one',
    receiver: { kind: 'splunk', token },
    scheme: 'splunk',
    rest: `/services/collector/raw?channel=11111111-2222-4333-8444-555555555555&header_Authorization=Splunk%20${token}&sourcetype=edge&insecure-skip-verify=false`,
    breaks: async ({ control, receiver }) => {
      await control.changeReceiver(receiver, { token: newToken })
      return undefined
    },
    cause: /Splunk refused the HEC token/,
    way: 'Replace token',
    edit: async ({ page }) => {
      await expect(field(page, 'HEC token')).toBeFocused()
      await field(page, 'HEC token').fill(newToken)
    },
  },
  {
    what: 'HTTPS, whose receiver repeats a path that is gone, gets another path',
    receiver: { kind: 'https', token },
    scheme: 'https',
    rest: `/hooks/${hook}?${header}`,
    breaks: async ({ control, receiver }) => {
      const path = `/${receiver.id}/${receiver.address}/hooks/`
      await control.fault({ service: 'receiver', path }, { kind: 'echoes', echo: 'url' })
      return undefined
    },
    cause: /Nothing was found at this address/,
    way: 'Change destination',
    edit: ({ page, receiver }) => field(page, 'Address').fill(`https://${receiver.address}/ingest`),
  },
  {
    what: 'HTTPS, whose receiver takes another token, gets it as its header’s new value',
    receiver: { kind: 'https', token },
    scheme: 'https',
    rest: `/ingest?${header}`,
    breaks: async ({ control, receiver }) => {
      await control.changeReceiver(receiver, { token: newToken })
      return undefined
    },
    cause: /refused the credentials: check the headers/,
    way: 'Change destination',
    edit: ({ page }) => field(page, 'Value of header Authorization').fill(`Bearer ${newToken}`),
  },
  {
    what: 'QRadar, whose certificate has expired, gets one that is valid',
    receiver: { kind: 'qradar' },
    scheme: 'https',
    rest: '',
    breaks: async ({ control, receiver }) => {
      await control.changeReceiver(receiver, { certificate: 'expired' })
      return () => control.changeReceiver(receiver, { certificate: 'good' })
    },
    cause: /The destination’s certificate has expired/,
    way: 'Change destination',
  },
  {
    what: 'QRadar, overloaded, recovers',
    receiver: { kind: 'qradar' },
    scheme: 'https',
    rest: '',
    breaks: ({ control, receiver }) =>
      control.fault(
        { service: 'receiver', path: `/${receiver.id}/` },
        { kind: 'status', status: 503 },
      ),
    cause: /overloaded or has a problem of its own; deliveries resume once it recovers/,
    way: 'Change destination',
  },
]

const rowOf = (page: Page) =>
  page
    .getByRole('table', { name: 'Logpush jobs' })
    .getByRole('rowgroup')
    .filter({ hasText: 'runs' })

async function untilState(page: Page, zone: FreshZone, state: string): Promise<void> {
  const read = () => page.request.get(`/api${zone.path}/jobs/${zone.jobIds[0]}`)
  await expect.poll(async () => (await (await read()).json()).state, nextWindow).toBe(state)
}

async function expectNoSecret(page: Page): Promise<void> {
  const content = await page.content()
  for (const secret of [token, newToken, hook]) expect(content).not.toContain(secret)
}

async function save(page: Page): Promise<void> {
  await button(page, 'Save 1 change').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'runs', exact: true })).toBeVisible()
}

for (const { what, receiver: options, scheme, rest, breaks, cause, way, edit } of breakages) {
  test(`a job that runs, broken and recovered: ${what}`, async ({ page, control, signIn }) => {
    const receiver = await control.receiver(options)
    const at = { page, control, receiver }
    const destinationConf = `${scheme}://${receiver.address}${rest}`
    const zone = await control.zone({ jobs: [{ name: 'runs', destinationConf }] })
    // What is sent to try a destination is no delivery.
    const delivered = async () =>
      (await control.arrivals(receiver)).filter(
        ({ fromEngine, status, text }) =>
          fromEngine && status === 200 && text?.includes('ClientIP'),
      ).length
    await signIn()
    await expect.poll(delivered, nextWindow).toBeGreaterThan(0)
    await page.goto(zone.path)
    await expect(rowOf(page)).toContainText('Delivering')

    const recover = await breaks(at)
    await untilState(page, zone, 'failing')
    await page.goto(zone.path)
    await expect(rowOf(page)).toContainText('Failing')
    await expect(rowOf(page)).toContainText(cause)
    await expect(rowOf(page).getByRole('link', { name: way })).toBeVisible()
    await expectNoSecret(page)
    await rowOf(page).getByRole('link', { name: 'runs', exact: true }).click()
    const main = page.getByRole('main')
    await expect(main.getByRole('strong').filter({ hasText: /^Failing/ })).toBeVisible()
    // The table of gaps keeps it as well, and for longer.
    const why = main.locator('p:not(td p)').filter({ hasText: cause })
    await expect(why.first()).toBeVisible()
    await expect(main.getByText(/^IBM says: /)).toBeVisible()
    await expect(main.getByRole('link', { name: way })).toBeVisible()
    await expectNoSecret(page)

    const before = await delivered()
    await recover?.()
    if (edit) {
      await main.getByRole('link', { name: way }).click()
      await edit(at)
      await save(page)
    }
    await expect.poll(delivered, nextWindow).toBeGreaterThan(before)
    await untilState(page, zone, 'delivering')
    await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
    await expect(main.getByRole('strong').filter({ hasText: /^Delivering/ })).toBeVisible()
    await expect(why).toHaveCount(0)
    await expectNoSecret(page)
  })
}
