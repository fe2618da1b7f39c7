// Apart from what takes a destination's text to pieces, which a page that only shows destinations need not load.

/** What IBM replaces by the day, `YYYYMMDD` in UTC. Source: IBM, CIS CLI reference. */
export const DATE = '{DATE}'

/** Stands for a secret wherever a destination is shown. */
export const MASK = '••••'
