const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * A length of time in at most two units: `40 s`, `3 min 20 s`, `38 min`, `6 h 40 min`, `2 d 15 h`. Rounds down;
 * seconds are left out from ten minutes on. Negative lengths (clocks that differ) count as none.
 */
export function duration(ms: number): string {
  const length = Math.max(0, ms)
  const two = (large: number, largeUnit: string, small: number, smallUnit: string) =>
    small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
  if (length < minute) return `${Math.floor(length / second)} s`
  const minutes = Math.floor(length / minute)
  if (length < 10 * minute) {
    return two(minutes, 'min', Math.floor((length % minute) / second), 's')
  }
  if (length < hour) return `${minutes} min`
  if (length < day) return two(Math.floor(length / hour), 'h', minutes % 60, 'min')
  return two(Math.floor(length / day), 'd', Math.floor((length % day) / hour), 'h')
}
