import { quantile } from './numbers.mjs'
import { ms, row } from './table.mjs'

const slowDown = 4
const withinMs = 50
const roundCount = 3
/** A quick typist's pace; a key that is not painted when the next one comes makes that one late too. */
const pauseMs = 120

/** Event Timing: from the key to the next frame on the screen, in steps of 8 ms; below 16 ms it says nothing. */
function watchEvents() {
  globalThis.benchEvents = []
  new PerformanceObserver((list) => {
    for (const { name, duration, interactionId } of list.getEntries()) {
      if (interactionId && /^key|^input/.test(name)) {
        globalThis.benchEvents.push({ interactionId, duration })
      }
    }
  }).observe({ type: 'event', durationThreshold: 16 })
}

/** The time of each keystroke of `words`, its events taken together; the quickest count as 16 ms. */
async function typeWords(page, field, words) {
  await page.evaluate(() => {
    globalThis.benchEvents = []
  })
  for (const word of words) {
    await field.click({ clickCount: 3 })
    await field.pressSequentially(word, { delay: pauseMs })
  }
  await page.waitForTimeout(500)
  const events = await page.evaluate(() => globalThis.benchEvents)
  const byKey = new Map()
  for (const { interactionId, duration } of events) {
    byKey.set(interactionId, Math.max(byKey.get(interactionId) ?? 0, duration))
  }
  const keys = words.join('').length
  const quick = Array.from({ length: Math.max(0, keys - byKey.size) }, () => 16)
  return [...byKey.values(), ...quick].sort((a, b) => a - b)
}

/** `fields`: {name, url, cookie, locate(page), words}. The verdict is by the worst key of all rounds. */
export async function measureTyping(browser, fields) {
  const rows = []
  for (const { name, url, cookie, locate, words } of fields) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    try {
      await context.addCookies([cookie])
      const page = await context.newPage()
      await page.addInitScript(watchEvents)
      await page.goto(url)
      const field = locate(page)
      await field.waitFor()
      await page.waitForLoadState('networkidle')
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
      await typeWords(page, field, words)
      const taken = []
      for (let round = 0; round < roundCount; round++)
        taken.push(await typeWords(page, field, words))
      const all = taken.flat().sort((a, b) => a - b)
      const worst = all.at(-1)
      const rounds = taken.map((times) => times.at(-1)).join(', ')
      rows.push(
        row(`Typing in ${name}, ${slowDown} × slower CPU`, `≤ ${withinMs} ms a key`, {
          reached: worst <= withinMs,
          shown: `worst ${ms(worst)}`,
          ours: `p50 ${ms(quantile(all, 0.5))}, p95 ${ms(quantile(all, 0.95))}, worst of each round ${rounds}`,
          against: `${all.length} keys`,
        }),
      )
    } finally {
      await context.close()
    }
  }
  return rows
}
