import lighthouse from 'lighthouse'
import { openForLighthouse } from '../../e2e/support/browser.ts'
import { row } from './table.mjs'

const runs = 3
const least = { performance: 95, accessibility: 100, 'best-practices': 100 }

async function audit(port, { url, cookie }) {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: Object.keys(least),
    extraHeaders: cookie ? { cookie: `${cookie.name}=${cookie.value}` } : undefined,
  })
  const { categories, finalDisplayedUrl, runtimeError } = result.lhr
  if (runtimeError) throw new Error(`Lighthouse on ${url}: ${runtimeError.message}`)
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}.`)
  return categories
}

/** Mobile, as Lighthouse has it by default: a slow network and a slow processor are simulated. */
export async function measureLighthouse(pages) {
  const rows = []
  const { port, close } = await openForLighthouse()
  try {
    for (const page of pages) {
      const audits = []
      for (let run = 0; run < runs; run++) audits.push(await audit(port, page))
      const names = Object.keys(least)
      const scores = names.map((name) =>
        Math.round(Math.min(...audits.map((categories) => categories[name].score)) * 100),
      )
      const all = audits.map((one) => Math.round(one.performance.score * 100)).join(', ')
      rows.push(
        row(`Lighthouse, mobile, worst of ${runs}: ${page.name}`, '≥ 95 · 100 · 100', {
          reached: names.every((name, at) => scores[at] >= least[name]),
          shown: scores.join(' · '),
          ours: `performance ${all}`,
          against: 'performance · accessibility · best practices',
        }),
      )
    }
  } finally {
    await close()
  }
  return rows
}
