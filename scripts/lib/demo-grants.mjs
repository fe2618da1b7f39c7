import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the demo's editor and viewer may; the administrator is one by the environment. */
const grants = [
  {
    subject: { kind: 'group', name: 'team-shop' },
    role: 'editor',
    scope: { kind: 'pattern', pattern: 'playground.nordlicht.example' },
  },
  {
    subject: { kind: 'group', name: 'team-shop' },
    role: 'editor',
    scope: { kind: 'pattern', pattern: 'shop.nordlicht-*' },
    rails: { needsApproval: true },
  },
  {
    subject: { kind: 'person', email: 'yuki.tanaka@nordlicht.example' },
    role: 'viewer',
    scope: { kind: 'pattern', pattern: '*.nordlicht.example' },
  },
]

/**
 * Gives the demo's people their grants, as its administrator and by the API, so that they are on record like all others;
 * once for the data directory and the provider, and only where there are none.
 * @param {string} app origin of the app
 * @param {{issuer: string}} provider
 * @param {string} dataDir
 */
export async function giveDemoGrants(app, { issuer }, dataDir) {
  const mark = join(dataDir, 'demo-grants')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === issuer) return
  const browser = browserOf()
  const arrived = await signInAs(browser, app, 'ines')
  if (arrived.pathname !== '/') throw new Error(`signing in led to ${arrived.pathname}`)
  const { items } = await answerOf(await browser.open(new URL('/api/grants', app)))
  if (items.length === 0) {
    for (const grant of grants) {
      const headers = { 'Content-Type': 'application/json', Origin: app }
      const body = JSON.stringify(grant)
      await answerOf(
        await browser.open(new URL('/api/grants', app), { method: 'POST', headers, body }),
      )
    }
  }
  await browser.open(new URL('/api/session', app), { method: 'DELETE', headers: { Origin: app } })
  writeFileSync(mark, issuer)
}

async function answerOf(answer) {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the API answered ${answer.status}: ${text}`)
  return JSON.parse(text)
}

/** Goes through the provider's pages until the app shows the page that one signed in for. @returns that page's address */
async function signInAs(browser, app, subject) {
  let url = new URL('/api/auth/oidc/start', app)
  let form
  for (let step = 0; step < 10; step += 1) {
    const answer = await browser.open(url, form ? { method: 'POST', body: form } : {})
    const location = answer.headers.get('location')
    form = location ? undefined : new URLSearchParams({ subject })
    if (location) url = new URL(location, url)
    if (url.origin === app && !url.pathname.startsWith('/api/')) return url
  }
  throw new Error('signing in came to no end')
}

/** Keeps the cookies of each origin, as a browser does. */
function browserOf() {
  const jars = new Map()
  return {
    async open(url, { headers, ...request } = {}) {
      const jar = jars.get(url.origin) ?? new Map()
      jars.set(url.origin, jar)
      const answer = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: { ...headers, cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value) jar.set(name, value)
        else jar.delete(name)
      }
      return answer
    },
  }
}
