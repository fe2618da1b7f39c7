import type { Locator, Page } from '@playwright/test'

/** The rows of *Needs attention*; what happened since yesterday may name the same jobs beside them. */
export const needsAttention = (page: Page): Locator =>
  page.getByRole('region', { name: /^Needs attention/ }).getByRole('listitem')
