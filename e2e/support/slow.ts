import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'

/** `JOURNEY_SLOWDOWN=4`: every journey with a processor so many times slower. */
const slowdown = Number(process.env.JOURNEY_SLOWDOWN ?? 1)
/** `JOURNEY_CHUNK_DELAY_MS=1000`: every journey with each script coming so much later. */
const chunkDelayMs = Number(process.env.JOURNEY_CHUNK_DELAY_MS ?? 0)

/** How much longer a journey may take, and wait, because of these switches. */
export const patience = slowdown > 1 || chunkDelayMs > 0 ? 4 : 1

export const scripts = '**/_next/static/**/*.js'

export async function slowContext(context: BrowserContext): Promise<void> {
  if (chunkDelayMs === 0) return
  await context.route(scripts, async (route) => {
    await sleep(chunkDelayMs)
    // The page may have gone meanwhile, and its request with it.
    await route.fallback().catch(() => {})
  })
}

export async function slowPage(page: Page): Promise<void> {
  if (slowdown <= 1) return
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}

/**
 * Holds back every script that is asked for from now on. The function it gives lets the last or the first of those
 * through that still wait.
 */
export async function holdScripts(
  context: BrowserContext,
): Promise<(which: 'first' | 'last') => Promise<void>> {
  const held: (() => Promise<void>)[] = []
  await context.route(scripts, (route) => {
    held.push(() => route.fallback())
  })
  return async (which) => {
    await (which === 'first' ? held.shift() : held.pop())?.()
  }
}
