import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { baseURL, simulator } from './support/env.ts'

/** What `POST /_simulator/zones` answers: a zone of this test's own. */
export type FreshZone = {
  id: string
  name: string
  instanceId: string
  jobIds: string[]
  path: string
}

export type SeedJob = {
  name?: string
  dataset?: string
  health?: 'delivering' | 'late' | 'failing' | 'off' | 'never_ran'
  [more: string]: unknown
}

export type Upstream = { service: string; method: string; path: string; status: number }

export type Control = {
  /** Adds a fault; it is removed when the test ends. */
  fault: (match: Record<string, unknown>, effect: Record<string, unknown>) => Promise<void>
  zone: (options?: { name?: string; retention?: boolean; jobs?: SeedJob[] }) => Promise<FreshZone>
  passcode: (key?: string) => Promise<string>
  /** Calls that reached the simulated services, newest last. */
  requests: () => Promise<Upstream[]>
}

type Fixtures = {
  control: Control
  /** Signs in through the form, as the person whose key this is. */
  signIn: (key?: string) => Promise<void>
  /** A zone with log retention on and no jobs. */
  zone: FreshZone
}

type Info = {
  keys: Record<string, string>
  destinationKeys: Record<string, string>
  control: string
}
type More = { cisInstanceId: string; cosInstanceId: string; bucket: string; bucketRegion: string }

export const cloud = () => simulator() as ReturnType<typeof simulator> & Info & More

/** Each test comes from an address of its own, so that refused sign-ins of one don't lock out another. */
let clients = 0
function clientAddress(workerIndex: number): string {
  clients += 1
  return `10.${workerIndex % 250}.${Math.floor(clients / 250)}.${(clients % 250) + 1}`
}

async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${cloud().control}${path}`, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as Answer // The simulator's control, as its --help describes it.
}

let zones = 0

export const test = base.extend<Fixtures>({
  // The second argument has a fixed name in Playwright's documents; it is no hook of React's.
  extraHTTPHeaders: async ({ browserName: _ }, provide, info) => {
    await provide({ 'X-Forwarded-For': clientAddress(info.workerIndex) })
  },
  control: async ({ browserName: _ }, provide, info) => {
    const added: number[] = []
    await provide({
      fault: async (match, effect) => {
        const { id } = await send<{ id: number }>('POST', '/faults', { match, effect })
        added.push(id)
      },
      zone: async ({ name, ...options } = {}) => {
        zones += 1
        const unique = name ?? `t${info.workerIndex}-${zones}-${Date.now()}.example`
        const made = await send<{ id: string; jobIds: string[] }>('POST', '/zones', {
          name: unique,
          retention: true,
          ...options,
        })
        const instanceId = cloud().cisInstanceId
        return {
          ...made,
          name: unique,
          instanceId,
          path: `/instances/${instanceId}/zones/${made.id}`,
        }
      },
      passcode: async (key = 'manager') =>
        (await send<{ passcode: string }>('POST', '/passcodes', { key })).passcode,
      requests: async () => (await send<{ items: Upstream[] }>('GET', '/requests')).items,
    })
    for (const id of added) await send('DELETE', `/faults?id=${id}`)
  },
  zone: async ({ control }, provide) => {
    await provide(await control.zone())
  },
  signIn: async ({ page }, provide) => {
    await provide(async (key = cloud().keys.manager ?? '') => {
      await page.goto('/sign-in')
      await page.getByLabel('API key', { exact: true }).fill(key)
      await page.getByRole('button', { name: 'Sign in with the key' }).click()
      await expect(page).not.toHaveURL(/sign-in/)
    })
  },
})

export { expect }

/** No violation of WCAG 2.2 AA that axe can find, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`,
    )
    expect(found, `${page.url()} in the ${colorScheme} theme`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null })
}

export { baseURL }
