import type { BrowserContext } from '@playwright/test'

/**
 * Complains on the console, at any moment of a journey, of a heading that stands there without one of the level above
 * it: who listens to the page meets what is there for a moment, too. axe looks only when it is asked.
 */
export async function watchHeadings(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    let last = ''
    const look = () => {
      const seen = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((heading) =>
        heading.checkVisibility(),
      )
      const levels = seen.map(({ tagName }) => Number(tagName.slice(1)))
      const at = levels.findIndex(
        (level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1,
      )
      const found = at < 0 ? '' : seen.map((one) => `${one.tagName} ${one.textContent}`).join(' | ')
      if (found && found !== last) console.error(`A heading without the one above it: ${found}`)
      last = found
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
  })
}
