/** A, B, C … from the oldest gap on; beyond Z the number. */
export const letterOf = (at: number) => (at < 26 ? String.fromCharCode(65 + at) : String(at + 1))

/** Letters closer than this to each other, as a part of the line, can't be read. */
const apart = 0.012

/**
 * Where letters stand above the line: of gaps that lie too close together the oldest one has its own.
 *
 * @param places of the gaps' beginnings, from 0 to 1, the oldest first
 */
export function lettersOf(places: readonly number[]): { letter: string; at: number }[] {
  const shown: { letter: string; at: number }[] = []
  for (const [index, at] of places.entries()) {
    if (at - (shown.at(-1)?.at ?? -1) >= apart) shown.push({ letter: letterOf(index), at })
  }
  return shown
}
