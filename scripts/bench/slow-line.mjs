import { row } from './table.mjs'

/** A poor mobile line. */
const kbitPerSecond = 400
const latencyMs = 400
const withinMs = 5_000
const rounds = 3

/** From the first request until `locate(page)` is there and painted, with an empty cache, ms. */
async function opening(browser, { url, cookie, locate }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    await context.addCookies([cookie])
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const bytesPerSecond = (kbitPerSecond * 1000) / 8
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: latencyMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    })
    const began = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await locate(page).waitFor({ timeout: 60_000 })
    // It is in the document before the styles are, and unseen until then.
    await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint').length > 0,
    )
    return performance.now() - began
  } finally {
    await context.close()
  }
}

/** `page`: {what, url, cookie, locate(page)}. The verdict by the worst of the rounds. */
export async function measureSlowLine(browser, page) {
  const taken = []
  for (let round = 0; round < rounds; round++) taken.push(await opening(browser, page))
  const seconds = (value) => `${(value / 1000).toFixed(1)} s`
  const worst = Math.max(...taken)
  return row(
    `${page.what}, ${kbitPerSecond} kbit/s and ${latencyMs} ms`,
    `≤ ${seconds(withinMs)}`,
    {
      reached: worst <= withinMs,
      shown: seconds(worst),
      ours: `rounds ${taken.map(seconds).join(', ')}`,
    },
  )
}
