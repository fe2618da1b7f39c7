import { kilobytes, row } from './table.mjs'

/**
 * Bytes of the scripts that a browser with an empty cache loads with the page, as they came over the wire. Not
 * counted: `nomodule` ones, which no browser of today loads, and what the page asks for later, ahead of a click.
 */
async function firstLoad(browser, { url, cookie, ready }) {
  const context = await browser.newContext()
  try {
    if (cookie) await context.addCookies([cookie])
    const page = await context.newPage()
    const scripts = new Map()
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.set(request.url(), request.sizes())
    })
    const answer = await page.goto(url, { waitUntil: 'load' })
    const html = await answer.text()
    await ready(page)
    await page.waitForLoadState('networkidle')
    let first = 0
    let all = 0
    for (const [address, sizes] of scripts) {
      const bytes = (await sizes).responseBodySize
      all += bytes
      if (html.includes(new URL(address).pathname)) first += bytes
    }
    return { first, all }
  } finally {
    await context.close()
  }
}

/** A row for each page, the empty one beside it. `pages`: {name, reachKb, url, cookie, ready(page)}. */
export async function measureFirstLoad(browser, empty, pages) {
  const least = await firstLoad(browser, empty)
  const rows = []
  for (const page of pages) {
    const { first, all } = await firstLoad(browser, page)
    rows.push(
      row(`First-load JS, gz: ${page.name}`, `≤ ${page.reachKb} KB`, {
        reached: first <= page.reachKb * 1000,
        shown: kilobytes(first),
        ours: `with what it loads ahead ${kilobytes(all)}`,
        against: `empty Next page ${kilobytes(least.first)}`,
      }),
    )
  }
  return rows
}
