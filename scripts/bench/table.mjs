export const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
export const perSecond = (value) => `${Math.round(value)}/s`
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`
export const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`

/**
 * A line of the table. `reach`: what is asked for; `shown`: the measured ratio or number; `ours` and `against`: the
 * numbers it comes from. A line that says what others are to be seen against has no `reached`.
 */
export const row = (what, reach, { reached, shown, ours = '', against = '' }) => ({
  what,
  reach,
  shown,
  ours,
  against,
  verdict: reached === undefined ? '' : reached ? 'reached' : 'MISSED',
  isReached: reached,
})

const heads = {
  what: 'What',
  reach: 'Reach',
  shown: 'Measured',
  ours: 'Ours',
  against: 'Against',
  verdict: '',
}

/** The rows as one table, its columns as wide as they need to be. */
export function table(rows) {
  const names = Object.keys(heads)
  const lines = [heads, ...rows]
  const widths = names.map((name) => Math.max(...lines.map((line) => line[name].length)))
  const text = (line) =>
    names
      .map((name, at) => line[name].padEnd(widths[at]))
      .join(' │ ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('─┼─')
  return [text(heads), rule, ...rows.map(text)].join('\n')
}
