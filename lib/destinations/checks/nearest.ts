/** How many letters differ, at most `most` + 1. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? most + 1
}

/** The name that a mistyped one was probably meant to be, by one or two letters; null where none is near. */
export function nearest(typed: string, names: Iterable<string>): string | null {
  const text = typed.trim().toLowerCase().slice(0, 64)
  let best: string | null = null
  let least = text.length < 5 ? 1 : 2
  for (const name of names) {
    const found = distance(text, name.toLowerCase(), least)
    if (found < least || (found === least && best === null)) [best, least] = [name, found]
  }
  return best
}
