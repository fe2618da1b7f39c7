import { Agent, request } from 'node:http'
import { baseURL, expect, keyOf, test } from '../fixtures'

// A client's text is never searched by anything that takes the square of its length: that, not a speed, is what is
// asked here. Twice the text may take twice the time (and most of an answer's time does not depend on it at all);
// where it takes four times as long, somebody can hold the process still with a few kilobytes.
const linear = 2
/** Squares alone would take 4 times as long; beside what grows slower they tell at less. */
const tolerated = linear + 0.5

const { hostname, port } = new URL(baseURL())
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

type Ask = { path: string; headers?: Record<string, string> }

function timeOf({ path, headers }: Ask): Promise<number> {
  return new Promise((done, fail) => {
    const began = performance.now()
    const asked = request({ hostname, port, agent, path, headers }, (answer) => {
      answer.resume().once('end', () => done(performance.now() - began))
      if ((answer.statusCode ?? 500) >= 500) fail(new Error(`${path}: ${answer.statusCode}`))
    })
    asked.once('error', fail).end()
  })
}

/**
 * The time of twice the input against the time of the input. Of each the shortest of several tries counts: another
 * process can make a try longer, never shorter. Tries go on for as long as they tell of more than linear growth.
 */
async function growth(once: Ask, twice: Ask): Promise<number> {
  let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let tries = 0; tries < 2 || (tries < 120 && long / short > tolerated); tries += 1) {
    short = Math.min(short, await timeOf(once))
    long = Math.min(long, await timeOf(twice))
  }
  return long / short
}

const units = ['a', '-', 'a=b; ', '%41', 'a/b;q=0.1,']
const filled = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length - (length % unit.length))

// Half of them and all of them fit in the 16 KB that Node takes of headers and address.
const longest = 15_000
/** The longest that the front lets through. */
const [longestPath, longestQuery] = [2048, 4096]

const headers = [
  'accept',
  'accept-encoding',
  'content-type',
  'cookie',
  'host',
  'if-modified-since',
  'if-none-match',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-router-state-tree',
  'next-url',
  'origin',
  'rsc',
  'sec-ch-ua-mobile',
  'sec-fetch-dest',
  'sec-fetch-site',
  'user-agent',
  // As an example of all that the front takes away.
  'referer',
]

const routes = [
  '/sign-in',
  '/',
  '/no-such-page',
  '/api/health',
  '/api/session',
  '/api/activity',
  '/api/none',
  '/favicon.svg',
  '/_next/static/none.js',
  '/_next/image',
]

test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)

let cookie = ''
test.beforeAll(async ({ playwright }) => {
  const context = await playwright.request.newContext({ baseURL: baseURL() })
  const answer = await context.post('/api/session', {
    headers: { Origin: baseURL() },
    data: { apiKey: keyOf('reader') },
  })
  expect(answer.status()).toBe(201)
  cookie = (answer.headers()['set-cookie'] ?? '').split(';')[0] ?? ''
  await context.dispose()
})
test.afterAll(() => agent.destroy())

for (const path of routes) {
  test(`${path} takes time in proportion to what is sent`, async () => {
    for (let warm = 0; warm < 5; warm += 1) await timeOf({ path, headers: { cookie } })
    async function judge(name: string, ask: (length: number) => Ask, most: number) {
      expect(await growth(ask(most / 2), ask(most)), name).toBeLessThanOrEqual(tolerated)
    }
    for (const unit of units) {
      for (const header of headers) {
        const ask = (length: number) => {
          const value = filled(unit, length).trim()
          const own = header === 'cookie' ? `${cookie}; ${value}` : value
          return { path, headers: { cookie, [header]: own } }
        }
        await judge(`${header} of ${unit}`, ask, longest)
        if (header === 'user-agent') await judge(`${header} of ${unit}, uncut`, ask, 512)
      }
      const tail = unit.replaceAll(' ', '')
      const below = (length: number) => ({
        path: `${path}/${filled(tail, length)}`,
        headers: { cookie },
      })
      await judge(`path of ${tail}`, below, longestPath - 64)
      await judge(`long path of ${tail}`, below, longest - 500)
      const asked = (length: number) => ({
        path: `${path}?${filled(tail, length)}`,
        headers: { cookie },
      })
      await judge(`query of ${tail}`, asked, longestQuery)
      await judge(`long query of ${tail}`, asked, longest - 500)
    }
    for (const parameter of ['a&', 'a=b&', 'a[]=1&', '_rsc=1&']) {
      const many = (count: number) => ({
        path: `${path}?${parameter.repeat(count)}`,
        headers: { cookie },
      })
      await judge(`parameters ${parameter}`, many, 48)
      const most = Math.floor((longest - 500) / parameter.length / 2) * 2
      await judge(`many parameters ${parameter}`, many, most)
    }
  })
}
