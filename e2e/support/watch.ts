import type { BrowserContext } from '@playwright/test'

/** What the browser complained of; a test ends well only if there is nothing. */
export type Watch = {
  /** Answers with these statuses are part of the test: the browser logs every one above 399. 0: no answer at all. */
  allow: (...statuses: number[]) => void
  /** A fault with these words is what the test makes. */
  allowFault: (words: string) => void
  on: (context: BrowserContext) => void
  complaints: () => string[]
}

const failedToLoad =
  /^Failed to load resource: (?:the server responded with a status of (\d+)|net::)/

/** Console errors, thrown errors and refusals by the content security policy, of all pages of a context. */
export function createWatch(): Watch {
  const allowed = new Set<number>()
  const faults: string[] = []
  const found: { text: string; status: number | null }[] = []
  return {
    allow: (...statuses) => {
      for (const status of statuses) allowed.add(status)
    },
    allowFault: (words) => faults.push(words),
    on: (context) => {
      context.on('console', (message) => {
        if (message.type() !== 'error' && !/Content.Security.Policy/i.test(message.text())) return
        const network = failedToLoad.exec(message.text())
        const { url } = message.location()
        found.push({
          text: `${message.text()} (${url} on ${message.page()?.url()})`,
          status: network ? Number(network[1] ?? 0) : null,
        })
      })
      context.on('weberror', (thrown) => {
        found.push({ text: `Thrown: ${thrown.error().stack ?? thrown.error()}`, status: null })
      })
    },
    complaints: () =>
      found
        .filter(({ status }) => status === null || !allowed.has(status))
        .map(({ text }) => text)
        .filter((text) => !faults.some((words) => text.includes(words))),
  }
}
