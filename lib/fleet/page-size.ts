/** Zones of a page of the overview: the first is a screen and more. */
export const overviewPageSize = 100
/** Where four of them stand side by side. */
export const compactPageSize = 500

export const pageSizeOf = (look: string): number =>
  look === 'compact' ? compactPageSize : overviewPageSize
