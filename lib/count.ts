/** "1,204,551": a whole number as every page writes it. By hand: Intl takes a slow machine several frames to begin with. */
export const formatCount = (count: number): string =>
  String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** "1 zone", "5,000 zones". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
